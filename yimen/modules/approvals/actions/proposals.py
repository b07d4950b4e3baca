"""Verbs of one proposal of a clean-up round: proposed, circulated, opinions, decision, publication, execution."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.orgs.models import Level, Region
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import queries, revision, rules
from yimen.modules.approvals.events import (
    CleanupCirculated,
    CleanupDecided,
    CleanupExecuted,
    CleanupProposed,
    CleanupPublished,
    OpinionGiven,
)
from yimen.modules.approvals.models import CleanupOpinion, CleanupProposal, RoundMember
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import (
    CleanupOutcome,
    MemberStance,
    ProposalState,
    RoundState,
    RunningCases,
)

from .acting import acting_person
from .execution import carry_out


@action(permission=Permission.CLEANUP_PROPOSE, moves=((ProposalState.DRAFT,), ProposalState.DRAFT))
def propose_cleanup(
    proposal: CleanupProposal,
    *,
    outcome: str,
    detail: Mapping[str, Any],
    reason: str,
    legal_analysis: str = "",
    effective_from: date | None = None,
    running_cases: str = RunningCases.OLD_RULES,
    by: Actor,
    at: datetime,
) -> CleanupProposed:
    """提出清理意见 — what shall become of the item, why, from when, and what happens to the cases in hand.

    It may be changed until it is circulated. Raises RuleBroken naming every field that is missing.
    """
    _require_open(proposal)
    if outcome not in CleanupOutcome.values:
        raise RuleBroken(_("请选择清理结论。"), fields={"outcome": _("请选择清理结论")})
    _require_sound(proposal, outcome, detail, local_day(at))
    proposal.outcome, proposal.detail = outcome, dict(detail)
    proposal.reason = rules.require_text(reason, "reason", _("请写明理由。"))
    proposal.legal_analysis = legal_analysis.strip()
    if outcome != CleanupOutcome.RETAIN:
        _require_dated(proposal.legal_analysis, effective_from, local_day(at))
    proposal.effective_from, proposal.running_cases = effective_from, running_cases
    proposal.proposed_by = by.label
    return CleanupProposed(proposal, CleanupOutcome(outcome).label)


@action(permission=Permission.CLEANUP_CIRCULATE, moves=((ProposalState.DRAFT,), ProposalState.CIRCULATED))
def circulate_proposal(proposal: CleanupProposal, *, by: Actor, at: datetime) -> CleanupCirculated:
    """送征求意见 — the head of the department's approval office signs; from now on nothing of it changes."""
    _require_open(proposal)
    if not proposal.outcome:
        raise RuleBroken(_("还没有提出清理意见。"))
    proposal.circulated_at = at
    return CleanupCirculated(proposal)


@action(
    permission=Permission.CLEANUP_OPINE,
    moves=((ProposalState.CIRCULATED,), (ProposalState.CIRCULATED, ProposalState.OPINIONS_COMPLETE)),
)
def give_opinion(
    proposal: CleanupProposal, *, member: RoundMember, stance: str, text: str = "", by: Actor, at: datetime
) -> OpinionGiven:
    """提出成员意见 — once for each seat; when all have spoken, the proposal can be decided."""
    person = acting_person(by)
    if member.round_id != proposal.round_id or not by.holds(Role.WORK_GROUP_MEMBER, member.org.path):  # type: ignore[attr-defined]
        raise NotAllowed
    if stance not in MemberStance.values:
        raise RuleBroken(_("请选择意见。"), fields={"stance": _("请选择意见")})
    if stance != MemberStance.AGREE:
        text = rules.require_text(text, "text", _("不同意或者修改后同意的，请写明理由和修改内容。"))
    if CleanupOpinion.objects.filter(proposal=proposal, member=member).exists():
        raise RuleBroken(_("本单位已经提出过意见。"))
    CleanupOpinion.objects.create(
        proposal=proposal, member=member, stance=stance, text=text.strip(), signed_by=person, signed_at=at
    )
    seats = RoundMember.objects.filter(round_id=proposal.round_id).count()
    if CleanupOpinion.objects.filter(proposal=proposal).count() == seats:
        proposal.state = ProposalState.OPINIONS_COMPLETE
    return OpinionGiven(proposal, member, MemberStance(stance).label)


@action(
    permission=Permission.CLEANUP_DECIDE,
    moves=((ProposalState.OPINIONS_COMPLETE,), (ProposalState.DECIDED, ProposalState.DROPPED)),
)
def decide_proposal(
    proposal: CleanupProposal,
    *,
    adopted: bool,
    instrument_no: str,
    note: str = "",
    detail: Mapping[str, Any] | None = None,
    effective_from: date | None = None,
    by: Actor,
    at: datetime,
) -> CleanupDecided:
    """决定清理意见 — what the government decided, by its instrument; ``detail`` where it decided with a change.

    Not adopted, the item stays as it is. Against a member's disagreement the decision must say why.
    """
    _require_open(proposal)
    proposal.instrument_no = rules.require_text(instrument_no, "instrument_no", _("请填写决定文件的文号。"))
    against = proposal.opinions.exclude(stance=MemberStance.AGREE).exists()
    if against or not adopted:
        note = rules.require_text(note, "note", _("不采纳，或者有成员不同意、要求修改的，请说明理由。"))
    proposal.decision_note, proposal.decided_at = note.strip(), at
    if not adopted:
        proposal.state = ProposalState.DROPPED
        return CleanupDecided(proposal, _("不采纳，按原状保留"), proposal.instrument_no)
    if detail:
        _require_sound(proposal, proposal.outcome, detail, local_day(at))
        proposal.decided_detail = dict(detail)
    proposal.effective_from = _day_to_come(proposal, effective_from, local_day(at))
    proposal.state = ProposalState.DECIDED
    return CleanupDecided(proposal, CleanupOutcome(proposal.outcome).label, proposal.instrument_no)


@action(permission=Permission.CLEANUP_PUBLISH, moves=((ProposalState.DECIDED,), ProposalState.PUBLISHED))
def publish_proposal(proposal: CleanupProposal, *, by: Actor, at: datetime) -> CleanupPublished:
    """公布清理结果 — with the list of the round."""
    return CleanupPublished(proposal)


@action(permission=Permission.CLEANUP_EXECUTE, moves=((ProposalState.PUBLISHED,), ProposalState.EXECUTED))
def execute_proposal(proposal: CleanupProposal, *, by: Actor, at: datetime) -> CleanupExecuted:
    """执行清理决定 — versions, cancellations and delegations are made as decided, for the day that was decided.

    It may come before that day: what is made then holds from the day on. A new name is given on the day itself.
    """
    made = carry_out(proposal, at=at)
    proposal.executed_at = at
    return CleanupExecuted(proposal, CleanupOutcome(proposal.outcome).label, made)


def _require_open(proposal: CleanupProposal) -> None:
    if proposal.round.state != RoundState.OPEN:
        raise RuleBroken(_("这次集中清理的结果已经公布，不能再更改。"))


def _require_dated(legal_analysis: str, effective_from: date | None, today: date) -> None:
    fields = {}
    if not legal_analysis:
        fields["legal_analysis"] = _("请写明法律分析：设定依据是否仍然有效，是否有权这样处理。")
    if effective_from is None or effective_from <= today:
        fields["effective_from"] = _("请填写今天以后的施行日期。")
    if fields:
        raise RuleBroken(" ".join(fields.values()), fields=fields)


def _require_sound(proposal: CleanupProposal, outcome: str, detail: Mapping[str, Any], today: date) -> None:
    """What the outcome needs is there, and can be carried out."""
    revision.require_detail(proposal.version, outcome, detail)
    if outcome == CleanupOutcome.DEVOLVE and detail.get("whole"):
        _require_whole_city(proposal, detail)
    if outcome == CleanupOutcome.MERGE:
        into = queries.current_versions(today).filter(item__code=detail["into"])
        if not into.exists():
            message = _("没有找到要并入的事项。")
            raise RuleBroken(message, fields={"into": message})


def _day_to_come(proposal: CleanupProposal, decided: date | None, today: date) -> date | None:
    """施行日期 — as decided or proposed; a day that has passed is none, for nothing is undone backwards."""
    day = decided or proposal.effective_from
    if day is not None and day < today and proposal.outcome != CleanupOutcome.RETAIN:
        message = _("施行日期已经过去，请填写今天或者以后的日期。")
        raise RuleBroken(message, fields={"effective_from": message})
    return day


def _require_whole_city(proposal: CleanupProposal, detail: Mapping[str, Any]) -> None:
    """Given away wholly, no place of the city may be left without a body."""
    city = proposal.org.region_id
    places = {place for _org, place in detail["receivers"]}
    if city in places:
        return
    left = Region.objects.filter(parent=city, level=Level.COUNTY).exclude(pk__in=places)
    if left.exists():
        raise RuleBroken(
            _("整项下放的，每个区县都要有承接机关，还缺：%(names)s")
            % {"names": joined((one.name for one in left), "、")},
            fields={"receivers": _("还有区县没有承接机关")},
        )
