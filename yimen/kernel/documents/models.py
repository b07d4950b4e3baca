"""Files, seals, documents, and each use of a seal."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org

from .making import SealPlace
from .papers import PAPERS
from .states import SealKind, Standing, State
from .store import Stored

__all__ = ["Document", "File", "Seal", "SealKind", "SealUse"]

ENDS_SOON = timedelta(days=60)
"""How long before a seal's certificate ends its keepers are warned."""


class File(models.Model):
    """文件 — content in the store, known by its SHA-256; never changed."""

    sha256 = models.CharField(_("散列值"), max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(_("字节数"))
    media_type = models.CharField(_("类型"), max_length=100)
    stored_at = models.DateTimeField(_("存入时间"))

    class Meta:
        verbose_name = _("文件")
        verbose_name_plural = _("文件")
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_is_named_by_its_hash"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.media_type} {self.sha256[:12]}"

    @property
    def stored(self) -> Stored:
        return Stored(self.sha256, self.size)


class Seal(models.Model):
    """印章 — a seal of an organ with its certificate; its key lies elsewhere and is only named here."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("机构"), related_name="seals")
    kind = models.CharField(_("印章种类"), max_length=20, choices=SealKind.choices)
    name = models.CharField(_("名称"), max_length=100)
    certificate_pem = models.TextField(_("证书"))
    serial = models.CharField(_("证书序列号"), max_length=60, unique=True)
    key_ref = models.CharField(_("密钥编号"), max_length=100)
    keeper_role = models.CharField(_("保管岗位"), max_length=40, default="seal_keeper")
    valid_from = models.DateTimeField(_("启用时间"))
    valid_until = models.DateTimeField(_("到期时间"))
    revoked_at = models.DateTimeField(_("停用时间"), null=True, blank=True)
    revoked_reason = models.CharField(_("停用原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("印章")
        verbose_name_plural = _("印章")
        ordering = ["org", "kind", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["org", "kind"],
                condition=Q(revoked_at__isnull=True),
                name="org_has_one_seal_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(revoked_reason=""), name="revoked_seal_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="seal_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def stamp_text(self) -> str:
        """The words under the star: a special seal names its use, the official one says nothing."""
        return "" if self.kind == SealKind.OFFICIAL else str(SealKind(self.kind).label)

    def is_in_use(self, at: datetime) -> bool:
        return self.revoked_at is None and self.valid_from <= at < self.valid_until

    def has_ended(self, at: datetime) -> bool:
        """Its certificate holds no more: a new seal must take its place."""
        return self.revoked_at is None and self.valid_until <= at

    def ends_soon(self, at: datetime) -> bool:
        """It still seals, but not for long: time to see to a new one."""
        return self.is_in_use(at) and self.valid_until - at < ENDS_SOON


class Document(models.Model):
    """文书 — an official document: its fixed data, from which its PDF follows, and its sealed file.

    The PDF is made from the data when it is sealed or shown: the same data give the same bytes. The sealed file
    begins with exactly these bytes. ``number`` is unique in the organ; ``verify_code`` cannot be guessed.
    """

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(_("文书种类"), max_length=40)
    title = models.CharField(_("标题"), max_length=200)
    number = models.CharField(_("文号"), max_length=80, null=True, blank=True)
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("发文机关"), related_name="official_documents"
    )
    state = models.CharField(_("文书状态"), max_length=12, choices=State.choices, default=State.DRAWN_UP)
    verify_code = models.CharField(_("查验码"), max_length=20, unique=True)
    template_version = models.PositiveSmallIntegerField(_("模板版本"))
    data = models.JSONField(_("内容"))
    data_sha256 = models.CharField(_("内容散列值"), max_length=64)
    subject_label = models.CharField(_("所涉事项"), max_length=200, blank=True)
    holder = models.CharField(_("当事人"), max_length=200, blank=True)
    case_ref = models.UUIDField(_("办件"), null=True, blank=True)
    seal_with = models.CharField(_("所用印章"), max_length=20, choices=SealKind.choices, blank=True)
    seals_itself = models.BooleanField(_("自动用印"), default=False)
    issued_at = models.DateTimeField(_("制发时间"))
    sealed_at = models.DateTimeField(_("用印时间"), null=True, blank=True)
    paper_sealed_at = models.DateTimeField(_("纸质用印时间"), null=True, blank=True)
    paper_sealed_by = models.CharField(_("纸质用印人"), max_length=100, blank=True, default="", db_default="")
    sealed_file = models.ForeignKey(
        File,
        models.PROTECT,
        verbose_name=_("用印文件"),
        null=True,
        blank=True,
        related_name="official_documents",
    )
    valid_from = models.DateField(_("有效期自"), null=True, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    prolonged_reason = models.CharField(_("延续说明"), max_length=200, blank=True, default="", db_default="")
    ended_at = models.DateTimeField(_("失效时间"), null=True, blank=True)
    ended_reason = models.CharField(_("失效原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("文书")
        verbose_name_plural = _("文书")
        constraints = [
            models.UniqueConstraint(
                fields=["org", "number"],
                condition=Q(number__isnull=False),
                name="document_number_once_in_an_org",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SEALED)
                | (Q(sealed_at__isnull=False) & Q(sealed_file__isnull=False)),
                name="sealed_document_has_time_and_file",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DRAWN_UP)
                | (Q(sealed_at__isnull=True) & Q(sealed_file__isnull=True)),
                name="drawn_up_document_is_not_sealed",
            ),
            models.CheckConstraint(
                condition=Q(paper_sealed_at__isnull=True, paper_sealed_by="")
                | Q(paper_sealed_at__isnull=False) & ~Q(paper_sealed_by=""),
                name="sealed_on_paper_has_time_and_keeper",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.REVOKED, State.SUPERSEDED])
                | (Q(ended_at__isnull=False) & ~Q(ended_reason="")),
                name="ended_document_has_time_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="document_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["case_ref", "id"], name="document_by_case"),
            models.Index(
                fields=["id"],
                condition=Q(state="drawn_up", paper_sealed_at__isnull=True),
                name="document_waiting_for_any_seal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number or ''}".strip()

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def record_chain(self) -> UUID:
        return self.case_ref or self.id

    @property
    def is_sealed(self) -> bool:
        """Whether a seal stands on it: on the file, or on the paper."""
        return self.state == State.SEALED or (
            self.state == State.DRAWN_UP and self.paper_sealed_at is not None
        )

    @property
    def waits_for_seal(self) -> bool:
        return self.state == State.DRAWN_UP and self.paper_sealed_at is None

    @property
    def joint_codes(self) -> list[str]:
        """联合发文机关 — the organs that issue it beside its first."""
        return [str(one["code"]) for one in self.data.get("joint", ())]

    @property
    def kind_label(self) -> str:
        return str(PAPERS[self.kind].label)

    @property
    def filename(self) -> str:
        """The name under which people get the file."""
        return f"{self}.pdf".replace("/", "-")

    def standing(self, on: date) -> Standing:
        """效力 — whether it holds on the day."""
        if self.state == State.DRAWN_UP and self.paper_sealed_at is None:
            return Standing.UNSEALED
        if self.state in (State.REVOKED, State.SUPERSEDED):
            return Standing(self.state)
        if self.valid_from is not None and on < self.valid_from:
            return Standing.NOT_YET
        if self.valid_until is not None and on > self.valid_until:
            return Standing.EXPIRED
        return Standing.IN_FORCE


class SealUse(models.Model):
    """用印记录 — one use of a seal: who, when, on which bytes; never changed, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, verbose_name=_("文书"), related_name="seal_uses")
    seal = models.ForeignKey(Seal, models.PROTECT, verbose_name=_("印章"), related_name="uses")
    used_by_id = models.CharField(_("用印人编号"), max_length=64, blank=True)
    used_by_label = models.CharField(_("用印人"), max_length=100)
    used_at = models.DateTimeField(_("用印时间"))
    sha256_before = models.CharField(_("用印前散列值"), max_length=64)
    sha256_after = models.CharField(_("用印后散列值"), max_length=64)
    place = models.JSONField(_("用印位置"))

    class Meta:
        verbose_name = _("用印记录")
        verbose_name_plural = _("用印记录")
        indexes = [models.Index(fields=["seal", "-used_at"], name="seal_use_by_seal")]

    def __str__(self) -> str:
        return f"{self.seal} {self.used_by_label}"

    @property
    def seal_place(self) -> SealPlace:
        return SealPlace(**self.place)
