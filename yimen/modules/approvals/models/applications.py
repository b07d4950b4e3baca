"""Application and its materials."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import Case, Channel
from yimen.kernel.documents.models import File
from yimen.kernel.orgs.models import Org, Region, Window
from yimen.modules.approvals.states import Grade, Outcome, Pattern, State

from .items import Item, ItemVersion
from .reference import body, item_version

NOTHING = Value({}, models.JSONField())
if TYPE_CHECKING:
    from .handling import Delivery

BELOW = (State.ACCEPTED, State.IN_REVIEW, State.IN_APPROVAL)
BEFORE_SUBMISSION = (State.DRAFT,)
BEFORE_ACCEPTANCE = (State.DRAFT, State.SUBMITTED, State.CORRECTION_REQUESTED)
ENDED = (
    State.DISCARDED,
    State.CLOSED,
    State.ARCHIVED,
    State.NOT_REQUIRED,
    State.NOT_COMPETENT,
    State.REFUSED_ACCEPTANCE,
    State.GIVEN_BACK,
    State.WITHDRAWN,
    State.DEEMED_WITHDRAWN,
)


class Application(models.Model):
    """申请 — one application for one item, from draft to archive; it keeps the item version it was made under.

    Its case has the same id and is opened when it is submitted. The applicant's statements stand in
    ``statement`` (what is applied for) and, from submission on, in the case's parties.
    """

    lock_with = ("case", "applicant")
    stands_alone = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(
        Case, models.PROTECT, verbose_name=_("办件"), null=True, blank=True, related_name="application"
    )
    item = models.ForeignKey(Item, models.PROTECT, verbose_name=_("事项"), related_name="applications")
    version = models.ForeignKey(
        ItemVersion,
        models.PROTECT,
        verbose_name=_("事项版本"),
        related_name="applications",
        db_index=False,
    )
    pattern = models.CharField(_("审批流程"), max_length=30, choices=Pattern.choices)
    state = models.CharField(_("办件状态"), max_length=25, choices=State.choices, default=State.DRAFT)
    outcome = models.CharField(_("办理结果"), max_length=30, choices=Outcome.choices, blank=True, default="")
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("申请人"),
        related_name="applications",
        db_index=False,
    )
    applicant_name = models.CharField(_("申请人名称"), max_length=100)
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("实施机关"), related_name="applications", db_index=False
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    in_name_of = models.ForeignKey(
        Org,
        models.PROTECT,
        verbose_name=_("委托机关"),
        null=True,
        blank=True,
        related_name="entrusted_applications",
    )
    place = models.ForeignKey(
        Region, models.PROTECT, verbose_name=_("所在地"), null=True, blank=True, related_name="+"
    )
    project_class = models.CharField(_("项目类别"), max_length=40, blank=True)
    amount = models.DecimalField(_("金额（元）"), max_digits=16, decimal_places=2, null=True, blank=True)
    centre = models.ForeignKey(
        Org,
        models.PROTECT,
        verbose_name=_("办理中心"),
        null=True,
        blank=True,
        related_name="centre_applications",
        db_index=False,
    )
    centre_path = models.CharField(_("中心路径"), max_length=200, blank=True)
    channel = models.CharField(_("办理形式"), max_length=10, choices=Channel.choices, default=Channel.WEB)
    window = models.ForeignKey(
        Window, models.PROTECT, verbose_name=_("受理窗口"), null=True, blank=True, db_index=False
    )
    answers = models.JSONField(_("情形选择"), default=dict, blank=True)
    form = models.JSONField(_("申请表内容"), default=dict, db_default=NOTHING, blank=True)
    outline = models.JSONField(_("办理要求"), default=dict, db_default=NOTHING, blank=True)
    subject = models.CharField(_("申请内容"), max_length=200, blank=True)
    statement = models.TextField(_("申请说明"), blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    contact_email = models.EmailField(_("联系邮箱"), blank=True)
    contact_address = models.CharField(_("通信地址"), max_length=200, blank=True)
    delivery_wanted = models.CharField(_("领取方式"), max_length=15, default="window")
    drafted_at = models.DateTimeField(_("起草时间"))
    amended_at = models.DateTimeField(_("修改时间"))
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    received_on = models.DateField(_("收件日期"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("受理办理时间"), null=True, blank=True)
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True)
    is_deemed_accepted = models.BooleanField(_("视为受理"), default=False)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("审核人"),
        null=True,
        blank=True,
        related_name="reviewed_applications",
        db_index=False,
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("批准人"),
        null=True,
        blank=True,
        related_name="approved_applications",
        db_index=False,
    )
    return_count = models.PositiveSmallIntegerField(_("退回次数"), default=0)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    concluded_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("送达时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("归结时间"), null=True, blank=True)
    is_on_time = models.BooleanField(_("按期办结"), null=True, blank=True)
    licence = models.ForeignKey(
        "approvals.Licence",
        models.PROTECT,
        verbose_name=_("所涉证照"),
        null=True,
        blank=True,
        related_name="applications_about",
    )
    proposal = models.JSONField(_("不予受理建议"), null=True, blank=True)
    handled_at = models.CharField(_("办理节点"), max_length=100, blank=True, default="")
    taken_over_from = models.CharField(_("转送的中心"), max_length=100, blank=True, default="")
    waits_for = models.CharField(_("等待的前项"), max_length=300, blank=True, default="", db_default="")
    archive_hash = models.CharField(_("归档散列"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("申请")
        verbose_name_plural = _("申请")
        constraints = [
            models.UniqueConstraint(
                fields=["licence"],
                condition=Q(licence__isnull=False, ended_at__isnull=True, concluded_at__isnull=True)
                & ~Q(state__in=["draft", "discarded"]),
                name="one_open_application_about_a_licence",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"]) | Q(case__isnull=False),
                name="submitted_has_case",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_on__isnull=True)
                | Q(accepted_at__isnull=False, accepted_on__isnull=False),
                name="accepted_has_time_and_day",
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True)
                | Q(approver__isnull=True)
                | ~Q(reviewer=F("approver"))
                | Q(pattern="on_the_spot"),
                name="reviewer_does_not_approve",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "sealed", "delivered", "closed", "archived"])
                | ~Q(outcome=""),
                name="decided_has_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state="reported") | Q(in_name_of__isnull=False),
                name="reported_names_its_upper_body",
            ),
            models.CheckConstraint(
                condition=Q(waits_for="") | Q(pattern="parallel_member"),
                name="only_a_part_waits_for_another",
            ),
        ]
        indexes = [
            models.Index(fields=["applicant", "-id"], name="application_by_applicant"),
            models.Index(fields=["org", "-submitted_at", "-id"], name="application_by_body"),
            models.Index(
                fields=["applicant_name"], name="application_by_name", opclasses=["varchar_pattern_ops"]
            ),
            models.Index(fields=["-submitted_at", "-id"], name="application_by_time"),
            models.Index(fields=["accepted_on", "item"], name="application_by_accepted_day"),
            models.Index(fields=["concluded_at"], name="application_by_concluded"),
            models.Index(fields=["state", "-id"], name="application_by_state"),
            models.Index(
                fields=["ended_at"],
                condition=Q(concluded_at__isnull=True, accepted_on__isnull=False),
                name="accepted_application_by_end",
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.item)

    def on_locked(self) -> None:
        """An act meets its application with version, item, body and centre at hand, without a query.

        Body and centre are the version's own, unless the case was handed over or entrusted.
        """
        version = item_version(self.version_id)
        org, centre = version.item.org, version.centre
        if self.org_id != org.pk:
            org = body(self.org_id)
        if self.centre_id != version.centre_id:
            centre = body(self.centre_id) if self.centre_id else None
        known = {"version": version, "item": version.item, "org": org, "centre": centre}
        self._state.fields_cache.update(known)  # as the relations keep them

    @property
    def number(self) -> str:
        return self.case.number if self.case_id and self.case else ""

    @property
    def delivery(self) -> Delivery:
        """送达 of the last decision; raises Delivery.DoesNotExist before one."""
        return self.deliveries.latest("sequence")

    @property
    def own_case(self) -> Case:
        """The case, which is there from submission on; raises Case.DoesNotExist for a draft."""
        if self.case is None:
            raise Case.DoesNotExist
        return self.case

    @property
    def received_day(self) -> date:
        """收件日期; raises Case.DoesNotExist for a draft."""
        if self.received_on is None:
            raise Case.DoesNotExist
        return self.received_on

    @property
    def decided_day(self) -> date:
        """The local date of the decision; raises Case.DoesNotExist before one."""
        if self.decided_at is None:
            raise Case.DoesNotExist
        return local_day(self.decided_at)

    def record_label(self) -> str:
        return f"{self.number} {self.item.name}".strip()

    @property
    def signing_org(self) -> Org:
        """落款机关 — in whose name documents are drawn up: the delegator's where the item was entrusted.

        What was reported up and sent back is the lower body's again until it goes up once more.
        """
        is_below = self.pattern == Pattern.REPORT_UP and self.state in BELOW
        return body(self.in_name_of_id) if self.in_name_of_id and not is_below else self.org

    @property
    def also_at_paths(self) -> tuple[str, ...]:
        """Where else it may be handled: at the centre that takes it in."""
        return (self.centre_path,) if self.centre_path else ()

    @property
    def item_code(self) -> str:
        """For posts that are limited to items."""
        return self.item.code

    @property
    def party_person_ids(self) -> Mapping[str, UUID]:
        return {"applicant": self.applicant_id}

    @property
    def assignee_id(self) -> UUID | None:
        return self.reviewer_id

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED


class ApplicationMaterial(models.Model):
    """申请材料 — one version of one material; replaced versions stay."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="materials"
    )
    key = models.CharField(_("材料要求"), max_length=60)
    name = models.CharField(_("文件名"), max_length=200)
    file = models.ForeignKey(File, models.PROTECT, verbose_name=_("文件"), null=True, blank=True)
    licence = models.ForeignKey(
        "approvals.Licence",
        models.PROTECT,
        verbose_name=_("所用证照"),
        null=True,
        blank=True,
        related_name="materials",
    )
    is_paper = models.BooleanField(_("纸质提交"), default=False)
    added_at = models.DateTimeField(_("提交时间"))
    added_by = models.CharField(_("提交人"), max_length=100)
    replaced_at = models.DateTimeField(_("被替换时间"), null=True, blank=True)
    is_original_seen = models.BooleanField(_("已核对原件"), default=False)
    checked_by = models.CharField(_("核对人"), max_length=100, blank=True)
    checked_at = models.DateTimeField(_("核对时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("申请材料")
        verbose_name_plural = _("申请材料")
        ordering = ["key", "added_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False) | Q(is_paper=True), name="material_is_a_file_or_on_paper"
            ),
        ]
        indexes = [models.Index(fields=["application", "key"], name="material_by_application")]

    def __str__(self) -> str:
        return self.name

    @property
    def grade(self) -> Grade | None:
        """可信等级; None for paper whose original nobody has seen yet."""
        if self.licence_id is not None:
            return Grade.A
        if self.is_original_seen:
            return Grade.B
        return Grade.C if self.file_id is not None else None

    @property
    def org_path(self) -> str:
        return self.application.org_path
