"""The check before publishing: three signatures, the referral of doubt; closed, it never changes (trigger)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Org
from yimen.modules.disclosure.states import (
    CheckResult,
    CheckState,
    Ground,
    Scope,
    StandingState,
    Step,
    Verdict,
)

from .publications import PublicationVersion


class StandingCheck(models.Model):
    """类别审查 — a class of results whose fixed fields three people checked once, for a time.

    By it a machine publishes results of that class, each with its own entry in the register of checks.
    """

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("机构"), related_name="standing_checks")
    code = models.SlugField(_("类别代码"), max_length=40)
    title = models.CharField(_("类别"), max_length=100)
    scope_text = models.TextField(_("公开的栏目和条件"))
    state = models.CharField(
        _("类别审查状态"), max_length=10, choices=StandingState.choices, default=StandingState.PROPOSED
    )
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("保密审查人"),
        related_name="proposed_standing_checks",
    )
    proposed_at = models.DateTimeField(_("提出时间"))
    confirmer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("处室负责人"),
        null=True,
        blank=True,
        related_name="confirmed_standing_checks",
    )
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("签发人"),
        null=True,
        blank=True,
        related_name="signed_standing_checks",
    )
    signed_at = models.DateTimeField(_("签发时间"), null=True, blank=True)
    valid_from = models.DateField(_("有效期自"), null=True, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    ended_at = models.DateTimeField(_("终止时间"), null=True, blank=True)
    ended_reason = models.CharField(_("终止原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("类别审查")
        verbose_name_plural = _("类别审查")
        ordering = ["org", "code", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["org", "code"],
                condition=~Q(state="ended"),
                name="org_has_one_standing_check_of_a_class",
            ),
            models.CheckConstraint(
                condition=(Q(confirmer__isnull=True) | ~Q(confirmer=F("proposer")))
                & (Q(signer__isnull=True) | (~Q(signer=F("proposer")) & ~Q(signer=F("confirmer")))),
                name="standing_check_has_three_signers",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force")
                | Q(signer__isnull=False, valid_from__isnull=False, valid_until__isnull=False),
                name="standing_check_in_force_is_signed_and_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def org_path(self) -> str:
        return self.org.path


class SecrecyCheck(models.Model):
    """保密审查 — of one text with its files, step by step; any change of these voids it.

    ``id`` is the id of the case on which the signatures wait. A check by a standing check has no case.
    """

    lock_with = ("version",)
    lock_also = ("version",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(
        PublicationVersion, models.PROTECT, verbose_name=_("信息版本"), related_name="checks"
    )
    case = models.OneToOneField(
        Case, models.PROTECT, verbose_name=_("办件"), null=True, blank=True, related_name="secrecy_check"
    )
    standing = models.ForeignKey(
        StandingCheck, models.PROTECT, verbose_name=_("类别审查"), null=True, blank=True, related_name="uses"
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    scope = models.CharField(_("审查范围"), max_length=20, choices=Scope.choices, default=Scope.PROACTIVE)
    state = models.CharField(
        _("审查进度"), max_length=10, choices=CheckState.choices, default=CheckState.FIRST
    )
    register_no = models.CharField(_("审查登记号"), max_length=60, unique=True)
    checklist = models.JSONField(_("审查要点"), default=dict)
    warnings = models.JSONField(_("个人信息提示"), default=list)
    sha256 = models.CharField(_("散列值"), max_length=64)
    opened_at = models.DateTimeField(_("送审时间"))
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    result = models.CharField(_("审查结果"), max_length=10, choices=CheckResult.choices, blank=True)
    result_note = models.CharField(_("结果说明"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("保密审查")
        verbose_name_plural = _("保密审查")
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=~Q(state="closed"), name="version_has_one_open_check"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(result="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, result=""),
                name="closed_check_has_time_and_result",
            ),
        ]
        indexes = [
            models.Index(
                fields=["org_path", "-opened_at"],
                name="check_by_org",
                opclasses=["varchar_pattern_ops", "timestamptz_ops"],
            )
        ]

    def __str__(self) -> str:
        return self.register_no

    @property
    def record_chain(self) -> object:
        return self.version.publication_id


class CheckOpinion(models.Model):
    """审查意见 — one signature of a check; nobody signs twice, and never who drafted (constraints)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    check_of = models.ForeignKey(
        SecrecyCheck, models.PROTECT, verbose_name=_("保密审查"), related_name="opinions"
    )
    step = models.CharField(_("审查环节"), max_length=10, choices=Step.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("审查人"), related_name="check_opinions"
    )
    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("承办人"),
        null=True,
        blank=True,
        related_name="+",
    )
    verdict = models.CharField(_("审查意见"), max_length=10, choices=Verdict.choices)
    ground = models.CharField(_("不予公开的理由"), max_length=20, choices=Ground.choices, blank=True)
    text = models.CharField(_("意见"), max_length=500, blank=True)
    signed_at = models.DateTimeField(_("签署时间"))

    class Meta:
        verbose_name = _("审查意见")
        verbose_name_plural = _("审查意见")
        ordering = ["signed_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "person"], name="nobody_signs_a_check_twice"),
            models.UniqueConstraint(fields=["check_of", "step"], name="check_has_one_opinion_a_step"),
            models.CheckConstraint(
                condition=Q(drafter__isnull=True) | ~Q(person=F("drafter")), name="drafter_does_not_check"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="not_open") | ~Q(ground=""), name="opinion_not_open_has_a_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.get_verdict_display()}"


class Referral(models.Model):
    """提请确定 — a doubt about secrecy that the competent body decides (政府信息公开条例 17)."""

    lock_with = ("check_of", "to_org")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    check_of = models.ForeignKey(
        SecrecyCheck, models.PROTECT, verbose_name=_("保密审查"), related_name="referrals"
    )
    to_org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("提请的机关"), related_name="secrecy_referrals"
    )
    question = models.CharField(_("提请确定的问题"), max_length=500)
    referred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("提请人"), related_name="+"
    )
    referred_at = models.DateTimeField(_("提请时间"))
    due_on = models.DateField(_("应答复日期"))
    is_due_provisional = models.BooleanField(_("日期暂定"), default=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("答复人"),
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    verdict = models.CharField(_("答复意见"), max_length=10, choices=Verdict.choices, blank=True)
    ground = models.CharField(_("不予公开的理由"), max_length=20, choices=Ground.choices, blank=True)
    answer = models.CharField(_("答复内容"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("提请确定")
        verbose_name_plural = _("提请确定")
        ordering = ["referred_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_of"],
                condition=Q(answered_at__isnull=True),
                name="check_has_one_open_referral",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, verdict="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(verdict="")),
                name="answered_referral_has_verdict",
            ),
        ]

    def __str__(self) -> str:
        return self.question[:60]

    @property
    def org_path(self) -> str:
        """The path of the body that answers."""
        return self.to_org.path
