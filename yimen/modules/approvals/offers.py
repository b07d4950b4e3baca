"""可办事项: the acts that are open to an actor on an application now, each with the page where it is done.

One table: verb, button, page, and what else must be so; the pattern is asked of patterns.py.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.kernel.audit.offers import Condition, Offer, open_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.cases.models import Extension
from yimen.kernel.web.shapes import OpenOffer

from . import actions, patterns, precedence, procedures, queries
from .actions.endings import REOPENED
from .charging import reads
from .commitment_terms import barred, commitment_of, may_decide, terms
from .models import Application
from .models.hearings import OPEN_HEARINGS
from .permissions import Permission
from .states import HearingState, State


def _is_proposed(application: Application, _actor: Actor) -> bool:
    return application.proposal is not None


def _is_not_proposed(application: Application, _actor: Actor) -> bool:
    return application.proposal is None


def _is_own_review(application: Application, actor: Actor) -> bool:
    return str(application.reviewer_id) == actor.id


def _is_another_review(application: Application, actor: Actor) -> bool:
    return str(application.reviewer_id) != actor.id


def _has_holds(application: Application, _actor: Actor) -> bool:
    return bool(application.version.body.holds)


def _has_hold_to_end(application: Application, _actor: Actor) -> bool:
    case = application.case
    return case is not None and case.is_held and procedures.to_end(application).exists()


def _is_not_extended(application: Application, _actor: Actor) -> bool:
    return not Extension.objects.filter(clock__case=application.case_id).exists()


def _hearing_in(*states: str) -> Condition:
    """A hearing of the case stands in one of these states."""

    def holds(application: Application, _actor: Actor) -> bool:
        return application.hearings.filter(state__in=states).exists()

    return holds


def _no_hearing(application: Application, _actor: Actor) -> bool:
    return not application.hearings.filter(state__in=OPEN_HEARINGS).exists()


def _is_host(application: Application, actor: Actor) -> bool:
    hearings = application.hearings.filter(state=HearingState.SCHEDULED)
    return any(str(one.host_id) == actor.id for one in hearings)


def _no_inspection(application: Application, _actor: Actor) -> bool:
    return not hasattr(application, "inspection")


def _may_commit(application: Application, _actor: Actor) -> bool:
    if terms(application.version) is None or commitment_of(application) is not None:
        return False
    return not barred(application, _asked_on(application))


def _may_be_accepted(application: Application, actor: Actor) -> bool:
    return _is_not_proposed(application, actor) and _is_not_committed(application, actor)


def _is_not_committed(application: Application, _actor: Actor) -> bool:
    return not may_decide(application, _asked_on(application))


def _asked_on(application: Application) -> date:
    return local_day(application.submitted_at or application.amended_at)


def _has_committed(application: Application, _actor: Actor) -> bool:
    return commitment_of(application) is not None


def _has_newer_version(application: Application, _actor: Actor) -> bool:
    """Asked of the version in hand first: one that has no end has no successor."""
    ended = application.version.effective_to
    return ended is not None and queries.newer_versions(application, ended).exists()


def _was_decided(application: Application, _actor: Actor) -> bool:
    return application.outcome in REOPENED


def _waits_for_tolerated(application: Application, _actor: Actor) -> bool:
    tolerance = getattr(application, "tolerance", None)
    return tolerance is not None and tolerance.supplied_at is None


def _lacks_prerequisite(application: Application, _actor: Actor) -> bool:
    on = local_day(application.submitted_at or application.amended_at)
    return any(not one.is_met for one in precedence.needs(application, on))


def _has_form_to_complete(application: Application, actor: Actor) -> bool:
    """After submission the window completes the form with the applicant."""
    is_there = application.state == State.SUBMITTED and bool(application.version.body.form)
    return is_there and actor.may(Permission.APPLICATION_ACCEPT, application)


def _is_submitted(application: Application, _actor: Actor) -> bool:
    return application.case_id is not None


def _is_taken_over(application: Application, _actor: Actor) -> bool:
    return bool(application.taken_over_from)


def _is_offered(application: Application, _actor: Actor) -> bool:
    return application.hand_overs.filter(state="proposed").exists()


def _is_not_offered(application: Application, actor: Actor) -> bool:
    return not _is_offered(application, actor)


def _has_open_correction(application: Application, actor: Actor) -> bool:
    waiting = application.record_corrections.filter(confirmed_by__isnull=True)
    return any(str(one.proposed_by_id) != actor.id for one in waiting)


def _waits_for_charge(application: Application, _actor: Actor) -> bool:
    """Something is to be charged and no bill was drawn up yet."""
    late = application.state in (
        State.ACCEPTED,
        State.IN_REVIEW,
        State.IN_APPROVAL,
        State.DECIDED,
        State.SEALED,
    )
    return late and reads.waits_for_bill(application)


TABLE = (
    Offer(actions.submit, _("继续填写"), "approvals:draft", "primary"),
    Offer(actions.discard_draft, _("放弃草稿"), "approvals:discarding", "danger"),
    Offer(actions.resubmit, _("补正材料"), "approvals:resubmission", "primary"),
    Offer(
        actions.supply_tolerated,
        _("补交容缺材料"),
        "approvals:tolerated-supply",
        "primary",
        _waits_for_tolerated,
    ),
    Offer(actions.accept, pgettext_lazy("按钮", "受理"), "approvals:acceptance", "primary", _may_be_accepted),
    Offer(actions.decide_on_the_spot, _("当场办理"), "approvals:spot-decision", "primary", _is_not_proposed),
    Offer(actions.record_filing, _("办理备案"), "approvals:filing", "primary"),
    Offer(
        actions.refuse_acceptance, _("决定不予受理"), "approvals:acceptance-refusal", "primary", _is_proposed
    ),
    Offer(actions.require_correction, _("要求补正"), "approvals:correction-notice"),
    Offer(actions.correct_on_the_spot, _("当场更正"), "approvals:spot-correction"),
    Offer(
        actions.check_prerequisite,
        _("核对前置事项"),
        "approvals:prerequisite-check",
        when=_lacks_prerequisite,
    ),
    Offer(actions.fill_form, _("更正申请表"), "approvals:form", when=_has_form_to_complete),
    Offer(
        actions.accept_with_tolerance,
        pgettext_lazy("按钮", "容缺受理"),
        "approvals:tolerance",
        when=_is_not_committed,
    ),
    Offer(actions.declare_not_required, _("告知不需许可"), "approvals:non-requirement"),
    Offer(actions.decide_not_competent, _("告知不属职权"), "approvals:non-competence"),
    Offer(actions.give_back, _("退回中心"), "approvals:giving-back", when=_is_taken_over),
    Offer(actions.propose_refusal, _("建议不予受理"), "approvals:refusal-proposal", when=_is_not_proposed),
    Offer(actions.draft_charge, _("计费"), "approvals:charge-draft", when=_waits_for_charge),
    Offer(actions.examine, pgettext_lazy("按钮", "审核"), "approvals:examination", "primary", _is_own_review),
    Offer(actions.assign, _("接办或分派"), "approvals:assignment"),
    Offer(
        actions.approve, pgettext_lazy("按钮", "批准"), "approvals:approval", "primary", _is_another_review
    ),
    Offer(actions.refuse, pgettext_lazy("按钮", "不予许可"), "approvals:refusal", when=_is_another_review),
    Offer(actions.return_to_review, _("退回重审"), "approvals:return", when=_is_another_review),
    Offer(actions.open_hold, _("启动特别程序"), "approvals:hold", when=_has_holds),
    Offer(actions.close_hold, _("结束特别程序"), "approvals:hold-end", when=_has_hold_to_end),
    Offer(
        actions.request_hearing,
        _("申请听证"),
        "approvals:hearing-request",
        "primary",
        _hearing_in(HearingState.OFFERED),
    ),
    Offer(
        actions.waive_hearing,
        _("放弃听证"),
        "approvals:hearing-waiver",
        when=_hearing_in(HearingState.OFFERED),
    ),
    Offer(actions.record_hearing, _("登记听证笔录"), "approvals:hearing-minutes", "primary", _is_host),
    Offer(
        actions.schedule_hearing,
        _("通知听证"),
        "approvals:hearing-schedule",
        when=_hearing_in(HearingState.CALLED),
    ),
    Offer(
        actions.move_hearing,
        _("变更听证"),
        "approvals:hearing-move",
        when=_hearing_in(HearingState.SCHEDULED),
    ),
    Offer(actions.offer_hearing, _("告知听证权利"), "approvals:hearing-offer", when=_no_hearing),
    Offer(actions.call_hearing, _("决定举行听证"), "approvals:hearing", when=_no_hearing),
    Offer(actions.call_inspection, _("组织勘验"), "approvals:inspection-call", when=_no_inspection),
    Offer(
        actions.report_up, pgettext_lazy("按钮", "上报"), "approvals:report", "primary", _is_another_review
    ),
    Offer(actions.decide_above, _("上级决定"), "approvals:decision-above", "primary"),
    Offer(actions.return_from_above, _("退回初审机关"), "approvals:return-from-above"),
    Offer(
        actions.decide_by_commitment,
        _("告知承诺决定"),
        "approvals:commitment-decision",
        "primary",
        _has_committed,
    ),
    Offer(actions.sign_commitment, _("签署承诺"), "approvals:commitment", when=_may_commit),
    Offer(actions.withdraw_commitment, _("撤回承诺"), "approvals:commitment-withdrawal", when=_has_committed),
    Offer(actions.extend, _("延长期限"), "approvals:extension", when=_is_not_extended),
    Offer(actions.migrate_case, _("转入新版本"), "approvals:version-migration", when=_has_newer_version),
    Offer(actions.conclude, _("用印办结"), "approvals:conclusion", "primary"),
    Offer(actions.deliver, pgettext_lazy("按钮", "送达"), "approvals:delivery", "primary"),
    Offer(actions.reopen, pgettext_lazy("按钮", "恢复办理"), "approvals:reopening", when=_was_decided),
    Offer(actions.archive, pgettext_lazy("按钮", "归档"), "approvals:archiving"),
    Offer(
        actions.propose_record_correction, _("提出更正"), "approvals:record-correction", when=_is_submitted
    ),
    Offer(
        actions.confirm_record_correction,
        _("确认更正"),
        "approvals:record-correction-confirmation",
        when=_has_open_correction,
    ),
    Offer(actions.propose_hand_over, _("移交其他机关"), "approvals:hand-over-offer", when=_is_not_offered),
    Offer(actions.recall_hand_over, _("撤回移交"), "approvals:hand-over-recall", when=_is_offered),
    Offer(actions.request_result, _("请求结果共享"), "approvals:result-request"),
    Offer(actions.terminate, pgettext_lazy("按钮", "终止办理"), "approvals:termination", "danger"),
    Offer(actions.withdraw, _("撤回申请"), "approvals:withdrawal", "danger"),
)
PATTERNED = frozenset().union(*(steps.acts for steps in patterns.PATTERNS.values()))


def offers(application: Application, actor: Actor) -> list[OpenOffer]:
    """What the actor can do with the application now, the main thing first."""
    if application.state == State.DISCARDED:
        return []
    return open_to(actor, application, [one for one in TABLE if _is_of_pattern(one, application)])


def of_commitment(application: Application, actor: Actor) -> list[OpenOffer]:
    """告知承诺 — what the applicant may do about a commitment while the application is still being filled in."""
    return [
        one for one in offers(application, actor) if one.act in ("sign_commitment", "withdraw_commitment")
    ]


def _is_of_pattern(offer: Offer, application: Application) -> bool:
    return offer.act not in PATTERNED or patterns.allows(application.pattern, offer.act)
