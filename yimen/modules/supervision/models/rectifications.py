"""整改: the notice with its signatures, the unit's plan, the check by another person, the sample drawn again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.models import Document
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision.case_states import NoticeKind, NoticeState, PlanState, SignatureState

from .campaigns import SampleFrame
from .cases import SupervisionCase


class RectificationNotice(models.Model):
    """整改文书 — a suggestion of the office, or the notice that it issues jointly with the centre."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    supervision_case = models.ForeignKey(
        SupervisionCase, models.PROTECT, verbose_name=_("监督案件"), related_name="notices"
    )
    kind = models.CharField(_("整改文书种类"), max_length=12, choices=NoticeKind.choices)
    state = models.CharField(
        _("整改文书状态"), max_length=10, choices=NoticeState.choices, default=NoticeState.DRAFT
    )
    demands = models.JSONField(_("整改要求"))
    days = models.PositiveSmallIntegerField(_("整改期限（工作日）"))
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("拟稿人"), related_name="+"
    )
    drafted_at = models.DateTimeField(_("拟稿时间"))
    number = models.CharField(_("文号"), max_length=80, blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, verbose_name=_("文书"), null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField(_("下达时间"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("收回理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("整改文书")
        verbose_name_plural = _("整改文书")
        ordering = ["drafted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supervision_case"], condition=Q(state="draft"), name="case_has_one_notice_in_draft"
            ),
            models.CheckConstraint(
                condition=~Q(state="issued")
                | (Q(document__isnull=False) & Q(issued_at__isnull=False) & ~Q(number="")),
                name="issued_notice_has_number_and_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    @property
    def org_path(self) -> str:
        return self.supervision_case.org_path


class NoticeSignature(models.Model):
    """会签 — one body signs the notice by its own leader; nobody signs for two bodies."""

    lock_with = ("org", "notice")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notice = models.ForeignKey(
        RectificationNotice, models.PROTECT, verbose_name=_("整改文书"), related_name="signatures"
    )
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("签发机关"), related_name="+")
    position = models.PositiveSmallIntegerField(_("次序"))
    state = models.CharField(
        _("会签状态"), max_length=10, choices=SignatureState.choices, default=SignatureState.AWAITED
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("签发人"),
        null=True,
        blank=True,
        related_name="+",
    )
    signed_at = models.DateTimeField(_("签发时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("会签")
        verbose_name_plural = _("会签")
        ordering = ["notice", "position"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "org"], name="body_signs_a_notice_once"),
            models.UniqueConstraint(
                fields=["notice", "signed_by"],
                condition=Q(signed_by__isnull=False),
                name="person_signs_for_one_body",
            ),
            models.CheckConstraint(
                condition=Q(state="signed", signed_by__isnull=False, signed_at__isnull=False)
                | ~Q(state="signed"),
                name="signature_has_person_and_time",
            ),
        ]

    def __str__(self) -> str:
        return self.org.name

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def record_chain(self) -> object:
        return self.notice.supervision_case_id


class RectificationPlan(models.Model):
    """整改方案 — what the unit's own meeting resolved: causes, measures, who answers for it, by when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    supervision_case = models.ForeignKey(
        SupervisionCase, models.PROTECT, verbose_name=_("监督案件"), related_name="plans"
    )
    meeting_on = models.DateField(_("专题会议日期"))
    causes = models.TextField(_("原因分析"))
    measures = models.TextField(_("整改措施"))
    owner = models.CharField(_("责任人"), max_length=60)
    done_by = models.DateField(_("完成日期"))
    state = models.CharField(
        _("整改方案状态"), max_length=10, choices=PlanState.choices, default=PlanState.SUBMITTED
    )
    return_reason = models.CharField(_("退回理由"), max_length=500, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("报送人"), related_name="+"
    )
    submitted_at = models.DateTimeField(_("报送时间"))

    class Meta:
        verbose_name = _("整改方案")
        verbose_name_plural = _("整改方案")
        ordering = ["submitted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supervision_case"],
                condition=Q(state="submitted"),
                name="case_has_one_plan_under_examination",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""), name="returned_plan_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class RectificationCheck(models.Model):
    """整改复查 — somebody else than who drafted the notice looked whether it was put right."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    supervision_case = models.ForeignKey(
        SupervisionCase, models.PROTECT, verbose_name=_("监督案件"), related_name="checks"
    )
    issuer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("整改文书拟稿人"), related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("复查人"), related_name="+"
    )
    is_passed = models.BooleanField(_("复查合格"))
    text = models.TextField(_("复查情况"))
    checked_at = models.DateTimeField(_("复查时间"))

    class Meta:
        verbose_name = _("整改复查")
        verbose_name_plural = _("整改复查")
        ordering = ["checked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(checked_by=F("issuer")), name="who_issued_the_notice_does_not_check_it"
            )
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class Resampling(models.Model):
    """复查抽样 — some months later people are asked again whether it lasted."""

    supervision_case = models.OneToOneField(
        SupervisionCase, models.PROTECT, verbose_name=_("监督案件"), related_name="resampling"
    )
    frame = models.ForeignKey(SampleFrame, models.PROTECT, verbose_name=_("抽样框"), related_name="+")
    is_repeated = models.BooleanField(_("问题再次发生"))
    text = models.TextField(_("抽样结果"))
    recorded_by = models.CharField(_("登记人"), max_length=100)
    recorded_on = models.DateField(_("登记日期"))

    class Meta:
        verbose_name = _("复查抽样")
        verbose_name_plural = _("复查抽样")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
