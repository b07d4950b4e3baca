"""审批投诉: somebody says how they were treated; and the suspicions that follow from what people say."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision.case_states import ComplaintDecision, ComplaintState, Said, SuspicionState


class SupervisionComplaint(models.Model):
    """审批投诉 — about how a body handled; decided within five working days. The body never learns who complained."""

    lock_with = ("org", "case")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("投诉人"), related_name="+"
    )
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("被投诉单位"), related_name="+")
    case = models.ForeignKey(
        Case, models.PROTECT, verbose_name=_("所涉办件"), null=True, blank=True, related_name="+"
    )
    said = models.CharField(_("反映的情况"), max_length=40, choices=Said.choices, blank=True)
    text = models.TextField(_("情况说明"))
    state = models.CharField(
        _("投诉状态"), max_length=10, choices=ComplaintState.choices, default=ComplaintState.FILED
    )
    filed_at = models.DateTimeField(_("提出时间"))
    due_on = models.DateField(_("处理期限"))
    decision = models.CharField(
        _("投诉处理决定"), max_length=12, choices=ComplaintDecision.choices, blank=True
    )
    answer = models.TextField(_("答复"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("处理人"),
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("处理时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("审批投诉")
        verbose_name_plural = _("审批投诉")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="filed", decision="", decided_at__isnull=True)
                | (Q(state="decided", decided_at__isnull=False) & ~Q(decision="") & ~Q(answer="")),
                name="decided_supervision_complaint_has_its_answer",
            )
        ]
        indexes = [models.Index(fields=["-filed_at", "-id"], name="complaint_by_time")]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def record_label(self) -> str:
        """Without who complained and of what."""
        return str(self._meta.verbose_name)

    @property
    def org_path(self) -> str:
        return self.org.path


class Suspicion(models.Model):
    """疑点 — what one answer or complaint says against a body; read by the rules, verified by people.

    Nobody is named in it; ``source`` says in which row the answer stands.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    said = models.CharField(_("反映的情况"), max_length=40, choices=Said.choices)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("办理单位"), related_name="+")
    case = models.ForeignKey(
        Case, models.PROTECT, verbose_name=_("办件"), null=True, blank=True, related_name="suspicions"
    )
    item_code = models.CharField(_("事项代码"), max_length=64, blank=True)
    said_on = models.DateField(_("反映日期"))
    kind = models.CharField(_("来源"), max_length=20)
    source = models.UUIDField(_("来源编号"))
    state = models.CharField(
        _("疑点状态"), max_length=10, choices=SuspicionState.choices, default=SuspicionState.OPEN
    )
    reason = models.CharField(_("不予立案的理由"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("疑点")
        verbose_name_plural = _("疑点")
        constraints = [
            models.UniqueConstraint(fields=["source", "said"], name="an_answer_says_a_thing_once"),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(reason=""), name="set_aside_suspicion_has_its_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["-said_on", "-id"], name="suspicion_by_day"),
            models.Index(fields=["org", "state"], name="suspicion_by_org"),
        ]

    def __str__(self) -> str:
        return str(self.get_said_display())

    @property
    def org_path(self) -> str:
        return self.org.path
