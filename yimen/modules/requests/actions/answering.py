"""Verbs of the answer: drafted with all that the law wants in the letter, approved by another, sealed, served."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.cases.opening import close_case
from yimen.kernel.documents import actions as documents
from yimen.kernel.documents.intake import Received
from yimen.kernel.documents.models import Seal, SealKind
from yimen.kernel.documents.states import State as DocumentState
from yimen.kernel.people.roles import Role
from yimen.modules.requests import papers, rules
from yimen.modules.requests.events import (
    AnswerApproved,
    AnswerDrafted,
    AnsweredOnTheSpot,
    AnswerReturned,
    AnswerSealed,
    AnswerServed,
)
from yimen.modules.requests.models import (
    Answer,
    AnswerPart,
    InformationRequest,
    Outcome,
    RequestedMatter,
    RequestFile,
)
from yimen.modules.requests.models.answers import Openness
from yimen.modules.requests.models.requests import FileUse
from yimen.modules.requests.permissions import Permission
from yimen.modules.requests.states import ConsultationKind, ServiceWay, Stance, State

from . import timing
from .ending import count_as, next_sequence
from .stating import acting_person, hand_to, next_state

OPENS = (Openness.OPEN, Openness.PARTLY)
FACTS = (*rules.NEEDED, "body", "contact", "note")
FROM = (State.RECEIVED, State.IN_PROCESS, State.DELAYED, State.REASONS_REQUESTED)
MACHINES_OWN = ("abandoned_no_correction", "abandoned_fee_unpaid")
"""Outcomes that follow from a period that passed: the sweep finds them, nobody chooses them."""
PARTLY_GRANTED = "partly_granted"


@dataclass(frozen=True)
class PartGiven:
    """答复内容 — for one matter, by its place: the outcome and the facts of the letter."""

    position: int
    outcome: str
    facts: Mapping[str, str]


@action(permission=Permission.ANSWER_DRAFT, moves=(FROM, State.AWAITING_APPROVAL))
def draft_answer(
    request: InformationRequest,
    *,
    parts: Sequence[PartGiven],
    files: Iterable[Received] = (),
    by: Actor,
    at: datetime,
) -> AnswerDrafted:
    """拟写答复 — one part for each thing that was asked for; refused while the letter lacks what it must say."""
    drafter = acting_person(by)
    answer = _drafted(request, parts, at=at)
    answer.drafted_by = drafter
    answer.save(update_fields=["drafted_by"])
    _give_files(request, files, by=by, at=at)
    due_on = timing.reckoned(request, local_day(at)).due_on
    hand_to(request, "approve_answer", Role.LEADER, at=at, due_on=due_on)
    return AnswerDrafted(request, answer, answer.outcome.name)


def _drafted(request: InformationRequest, parts: Sequence[PartGiven], *, at: datetime) -> Answer:
    matters = {one.position: one for one in request.matters.all()}
    if sorted(one.position for one in parts) != sorted(matters):
        raise RuleBroken(_("请对申请的每一项内容分别答复。"))
    known = Outcome.objects.in_bulk([one.outcome for one in parts])
    rows = [_part(matters[one.position], known.get(one.outcome), one) for one in parts]
    _require_asked_reasons(request, [one.outcome for one in rows])
    counted = rules.counted([one.outcome for one in rows], Outcome.objects.get(pk=PARTLY_GRANTED))
    answer = Answer.objects.create(
        request=request,
        sequence=next_sequence(request),
        outcome=Outcome.objects.get(pk=counted.code),
        drafted_at=at,
    )
    for one in rows:
        one.answer = answer
    AnswerPart.objects.bulk_create(rows)
    return answer


def _part(matter: RequestedMatter, outcome: Outcome | None, given: PartGiven) -> AnswerPart:
    prefix = f"part_{given.position}_"
    if outcome is None or outcome.code in MACHINES_OWN:
        raise RuleBroken(_("请选择答复类型。"), fields={f"{prefix}outcome": _("请选择答复类型")})
    facts = {name: text for name, text in given.facts.items() if name in FACTS}
    return AnswerPart(
        matter=matter, outcome=outcome, facts=rules.require_facts(outcome.needs, facts, prefix=prefix)
    )


def _require_asked_reasons(request: InformationRequest, outcomes: Sequence[Outcome]) -> None:
    """无正当理由大量反复申请 is answered only to somebody who was asked for the reasons (条例 35)."""
    if any(one.code == "excessive" for one in outcomes) and request.reasons_due_on is None:
        raise RuleBroken(
            _("应当先要求申请人说明理由，才能以无正当理由大量反复申请不予处理（条例第三十五条）。")
        )


def _give_files(request: InformationRequest, files: Iterable[Received], *, by: Actor, at: datetime) -> None:
    request.files.filter(use=FileUse.INFORMATION, removed_at__isnull=True).update(removed_at=at)
    for one in files:
        RequestFile.objects.create(
            request=request,
            use=FileUse.INFORMATION,
            name=one.filename[:200],
            file=documents.keep_file(one, at=at),
            added_at=at,
            added_by=by.label[:100],
        )


@action(
    permission=Permission.ANSWER_APPROVE,
    moves=((State.AWAITING_APPROVAL,), (State.IN_PROCESS, State.DELAYED)),
)
def return_answer(request: InformationRequest, *, reason: str, by: Actor, at: datetime) -> AnswerReturned:
    """退回答复 — with the reason; the officer drafts it anew."""
    reason = rules.require_text(reason, "reason", _("请写明退回的理由。"), most=500)
    answer = latest(request)
    Answer.objects.filter(pk=answer.pk).update(returned_at=at, return_reason=reason)
    request.state = next_state(request)
    due_on = timing.reckoned(request, local_day(at)).due_on
    hand_to(request, "handle", Role.DISCLOSURE_OFFICER, at=at, due_on=due_on)
    return AnswerReturned(request, answer, reason)


@action(permission=Permission.ANSWER_APPROVE, moves=((State.AWAITING_APPROVAL,), State.DECIDED))
def approve_answer(request: InformationRequest, *, by: Actor, at: datetime) -> AnswerApproved:
    """签发答复 — by somebody else than who drafted it; the letter names the remedies by the law of the day."""
    approver, answer = acting_person(by), latest(request)
    if answer.drafted_by_id == approver.pk:
        raise RuleBroken(_("拟稿人不能签发自己拟写的答复。"))
    _require_third_parties(request, answer)
    answer.approved_by, answer.approved_at = approver, at
    answer.document = papers.answer(request, answer, at=at)
    answer.save(update_fields=["approved_by", "approved_at", "document"])
    count_as(request, answer.outcome, at=at)
    request.extension_asked = None
    due_on = timing.reckoned(request, local_day(at)).due_on
    hand_to(request, "seal_answer", Role.SEAL_KEEPER, at=at, due_on=due_on)
    return AnswerApproved(request, answer, answer.outcome.name)


def _require_third_parties(request: InformationRequest, answer: Answer) -> None:
    """第三方不同意公开 — what they object to with ground is opened only in the public interest, and told to them."""
    if answer.outcome.openness not in OPENS:
        return
    objections = [Stance.OBJECTS_WITH_GROUND]
    if request.regime == rules.REGIME_OF_2008:
        objections.append(Stance.OBJECTS_WITHOUT_GROUND)
    waiting = request.consultations.filter(
        kind=ConsultationKind.THIRD_PARTY, stance__in=objections, told_on__isnull=True
    )
    if waiting.exists():
        raise RuleBroken(
            _("第三方不同意公开。为公共利益决定公开的，应当先将内容和理由书面告知第三方；否则应当不予公开。")
        )


@action(permission=Permission.ANSWER_GIVE_ON_THE_SPOT, moves=((State.RECEIVED,), State.DECIDED))
def answer_on_the_spot(
    request: InformationRequest, *, way: str, by: Actor, at: datetime
) -> AnsweredOnTheSpot:
    """当场答复 — on the day of receipt, and only how to get what is public already (条例 33 ¶1, 36(一))."""
    if request.received_day != local_day(at):
        raise RuleBroken(_("当场答复应当在收到申请的当日作出。"))
    parts = [PartGiven(one.position, "granted", {"way": way}) for one in request.matters.all()]
    answer = _drafted(request, parts, at=at)
    answer.is_on_the_spot, answer.drafted_by = True, acting_person(by)
    answer.approved_by, answer.approved_at = answer.drafted_by, at
    answer.document = papers.answer(request, answer, at=at)
    answer.save()
    count_as(request, answer.outcome, at=at)
    hand_to(request, "seal_answer", Role.SEAL_KEEPER, at=at, due_on=local_day(at))
    return AnsweredOnTheSpot(request, answer, answer.outcome.name)


@action(permission=Permission.ANSWER_SEAL, moves=((State.DECIDED,), State.DECIDED))
def seal_answer(request: InformationRequest, *, by: Actor, at: datetime) -> AnswerSealed:
    """答复用印 — the seal keeper, who has not approved it, sets the official seal."""
    answer = latest(request)
    if answer.document is None or answer.document.state != DocumentState.DRAWN_UP:
        raise RuleBroken(_("没有等待用印的答复书。"))
    if answer.approved_by_id is not None and answer.approved_by_id == acting_person(by).pk:
        raise RuleBroken(_("签发人不能自己用印。"))
    seal = Seal.objects.filter(org=request.org_id, kind=SealKind.OFFICIAL, revoked_at__isnull=True).first()
    if seal is None:
        raise RuleBroken(_("本机关还没有登记公章，请先登记印章。"))
    documents.seal(answer.document, seal=seal, by=by, at=at)
    due_on = timing.reckoned(request, local_day(at)).due_on
    hand_to(request, "serve_answer", Role.DISCLOSURE_OFFICER, at=at, due_on=due_on)
    return AnswerSealed(request, answer)


@action(permission=Permission.ANSWER_SERVE, moves=((State.DECIDED,), State.SERVED))
def serve_answer(
    request: InformationRequest, *, way: str, served_on: date, by: Actor, at: datetime
) -> AnswerServed:
    """送达答复 — in person: the day of signature; by post: the day of posting, by the postal enterprise only."""
    answer = latest(request)
    if answer.document is None or answer.document.state != DocumentState.SEALED:
        raise RuleBroken(_("答复书还没有用印，不能送达。"))
    if way not in ServiceWay.values:
        raise RuleBroken(_("请选择送达方式。"), fields={"way": _("请选择送达方式")})
    if way == ServiceWay.ONLINE and request.applicant_id is None:
        raise RuleBroken(_("申请人没有账户，不能网上送达。"), fields={"way": _("请另选送达方式")})
    if not local_day(answer.approved_at or at) <= served_on <= local_day(at):
        told = _("应当在签发日期和今天之间")
        raise RuleBroken(_("送达日期应当在签发日期和今天之间。"), fields={"served_on": told})
    request.served_on = served_on
    timing.stop(request, served_on)
    work.done(request.own_case, at=at)
    close_case(request.own_case, outcome=answer.outcome_id[:30], at=at)
    return AnswerServed(request, served_on.isoformat(), str(ServiceWay(way).label), bool(request.is_on_time))


def latest(request: InformationRequest) -> Answer:
    """The answer in hand; raises RuleBroken where there is none."""
    answer = request.answers.select_related("outcome", "document__org").order_by("-sequence").first()
    if answer is None:
        raise RuleBroken(_("还没有拟写答复。"))
    return answer
