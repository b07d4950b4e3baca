"""证照: the kinds of licences, each licence through its life, what was proposed against it, and who used it for what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.models import Document
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.models import PersonKind
from yimen.modules.approvals.states import LicenceState, RevocationGround, RevocationState

from .applications import Application


class LicenceType(models.Model):
    """证照类型 — a kind of licence: the word of its numbers, how long it holds, when renewal must be asked for."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(_("类型代码"), max_length=64, unique=True)
    name = models.CharField(_("证照名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=150, blank=True)
    word = models.CharField(_("编号用字"), max_length=12, unique=True)
    validity_months = models.PositiveIntegerField(_("有效期（月）"), null=True, blank=True)
    renewal_days = models.PositiveIntegerField(_("延续申请提前日数"), default=30)
    basis = models.CharField(_("有效期和延续的依据"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("证照类型")
        verbose_name_plural = _("证照类型")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(validity_months__isnull=True) | Q(validity_months__gt=0),
                name="licence_type_holds_some_months",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Licence(models.Model):
    """证照 — issued when the granted decision is sealed; in force until it expires or is ended."""

    lock_with = ("org", "type", "document")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    type = models.ForeignKey(LicenceType, models.PROTECT, verbose_name=_("证照类型"), related_name="licences")
    number = models.CharField(_("证照编号"), max_length=80)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("持证人"), related_name="licences"
    )
    holder_name = models.CharField(_("持证人名称"), max_length=100)
    holder_kind = models.CharField(_("持证人类型"), max_length=20)
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="issued_licences"
    )
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("发证机关"), related_name="licences")
    scope = models.CharField(_("许可内容"), max_length=300, blank=True)
    conditions = models.TextField(_("许可条件"), blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, verbose_name=_("证照文书"), related_name="licence"
    )
    issued_on = models.DateField(_("发证日期"))
    valid_from = models.DateField(_("有效期自"))
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    state = models.CharField(
        _("证照状态"), max_length=12, choices=LicenceState.choices, default=LicenceState.IN_FORCE
    )
    predecessor = models.OneToOneField(
        "self", models.PROTECT, verbose_name=_("原证照"), null=True, blank=True, related_name="successor"
    )
    deemed_renewed_on = models.DateField(_("视为延续日期"), null=True, blank=True)
    deemed_until = models.DateField(_("视为延续至"), null=True, blank=True)
    ended_on = models.DateField(_("终止日期"), null=True, blank=True)
    end_ground = models.CharField(_("终止事由"), max_length=200, blank=True)
    end_document = models.OneToOneField(
        Document, models.PROTECT, verbose_name=_("终止文书"), null=True, blank=True, related_name="+"
    )
    reminded_on = models.DateField(_("到期提醒日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("证照")
        verbose_name_plural = _("证照")
        constraints = [
            models.UniqueConstraint(fields=["type", "number"], name="licence_number_once_in_a_type"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="licence_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[LicenceState.IN_FORCE, LicenceState.EXPIRED])
                | (Q(ended_on__isnull=False) & ~Q(end_ground="")),
                name="ended_licence_has_day_and_ground",
            ),
        ]
        indexes = [
            models.Index(fields=["-issued_on", "-id"], name="licence_by_issue"),
            models.Index(fields=["holder", "-id"], name="licence_by_holder"),
            models.Index(fields=["state", "valid_until"], name="licence_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.type.name} {self.number}"

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def item_code(self) -> str:
        return self.application.item.code

    @property
    def also_at_paths(self) -> tuple[str, ...]:
        return self.application.also_at_paths

    @property
    def party_person_ids(self) -> Mapping[str, UUID]:
        return {"holder": self.holder_id}

    @property
    def is_of_a_body(self) -> bool:
        """Bodies act in public under their full name; a person's name is masked there."""
        return self.holder_kind != PersonKind.RESIDENT

    @property
    def holds_until(self) -> date | None:
        """The last day, with what counts as renewed by law."""
        return self.deemed_until if self.deemed_renewed_on else self.valid_until

    def is_in_force(self, on: date) -> bool:
        """Whether it holds on the day, however long ago a sweep ran."""
        until = self.holds_until
        return (
            self.state == LicenceState.IN_FORCE and self.valid_from <= on and (until is None or on <= until)
        )

    def standing(self, on: date) -> LicenceState:
        """The state as it is on the day: a licence whose last day has passed is expired, swept or not."""
        until = self.holds_until
        if self.state == LicenceState.IN_FORCE and until is not None and on > until:
            return LicenceState.EXPIRED
        return LicenceState(self.state)

    @property
    def renewal_until(self) -> date | None:
        """The last day on which renewal is asked for in time (行政许可法 50); None for one without a last day."""
        return self.valid_until - timedelta(days=self.type.renewal_days) if self.valid_until else None


class LicenceRevocation(models.Model):
    """撤销程序 — one person proposes with ground and effects, the holder is heard, another decides (行政许可法 69)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    licence = models.ForeignKey(Licence, models.PROTECT, verbose_name=_("证照"), related_name="revocations")
    ground = models.CharField(_("撤销事由"), max_length=20, choices=RevocationGround.choices)
    reasons = models.TextField(_("事实和理由"))
    effects = models.TextField(_("撤销的后果"))
    state = models.CharField(
        _("撤销程序状态"), max_length=10, choices=RevocationState.choices, default=RevocationState.PROPOSED
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("提出人"), related_name="+"
    )
    proposed_at = models.DateTimeField(_("提出时间"))
    opinion_until = models.DateField(_("陈述申辩截止日"))
    opinion = models.TextField(_("陈述申辩"), blank=True)
    opinion_at = models.DateTimeField(_("陈述时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("决定人"),
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    answer = models.TextField(_("对陈述申辩的答复"), blank=True)

    class Meta:
        verbose_name = _("撤销程序")
        verbose_name_plural = _("撤销程序")
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["licence"],
                condition=Q(state=RevocationState.PROPOSED),
                name="one_open_revocation_of_a_licence",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="revocation_is_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())


class LicenceUse(models.Model):
    """用证记录 — a licence was used as a material in a case: for what, when, by whom; its holder sees it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    licence = models.ForeignKey(Licence, models.PROTECT, verbose_name=_("证照"), related_name="uses")
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="licence_uses"
    )
    key = models.CharField(_("材料要求"), max_length=60)
    purpose = models.CharField(_("用途"), max_length=200)
    used_at = models.DateTimeField(_("使用时间"))
    used_by = models.CharField(_("使用人"), max_length=100)

    class Meta:
        verbose_name = _("用证记录")
        verbose_name_plural = _("用证记录")
        ordering = ["-used_at"]

    def __str__(self) -> str:
        return self.purpose
