"""Verbs of mirrored cases: what a node told is entered here as what it is, with the name of the officer who acted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, opening
from yimen.kernel.cases.models import Clock, ClockKind, HoldKind, PartyRole
from yimen.kernel.cases.opening import Given, PartyStated
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.kernel.people import numbers
from yimen.modules.approvals import public as approvals
from yimen.modules.network import numbering, rules, steps, telling
from yimen.modules.network.events import (
    CaseAnswered,
    CaseHandedBack,
    CaseMirrored,
    CaseSentToNode,
    MirroredAcceptance,
    MirroredChargeTold,
    MirroredHoldBegun,
    MirroredHoldEnded,
    MirroredLicenceTold,
    MirroredMaterialTold,
    MirroredPaperFetched,
    MirroredRatingTold,
    MirroredResult,
    MirroredStep,
    VersionTold,
)
from yimen.modules.network.models import CentreVersion, MirroredCase, MirroredCharge, MirroredPaper, Node
from yimen.modules.network.outbox import tell
from yimen.modules.network.permissions import Permission
from yimen.modules.network.states import MessageType, MirrorState, Origin

MIRROR = Permission.CASE_MIRROR
BEFORE_ACCEPTANCE = (MirrorState.SENT, MirrorState.SUBMITTED, MirrorState.CORRECTION_REQUESTED)
IN_HAND = (MirrorState.ACCEPTED, MirrorState.IN_REVIEW, MirrorState.IN_APPROVAL, MirrorState.DECIDED)
GOING_ON = (*BEFORE_ACCEPTANCE, *IN_HAND, MirrorState.CONCLUDED, MirrorState.DELIVERED)
ALL = (*GOING_ON, MirrorState.CLOSED)
TOLD = tuple(one for one in MirrorState if one not in (MirrorState.SENT, MirrorState.HANDED_BACK))


@action(permission=MIRROR, creates=True)
def send_case(node: Node, *, application_id: UUID, by: Actor, at: datetime) -> CaseSentToNode:
    """转送办件 — an application received here for an item of the node: sent with all that was stated and handed in."""
    application = approvals.application_with_id(application_id)
    if application is None:
        raise RuleBroken(_("没有找到要转送的申请。"))
    body = telling.handed_over(application)
    approvals.hand_to_node(application, node=node.name, by=by, at=at)
    mirror = MirroredCase.objects.create(
        id=application.pk,
        case=application.own_case,
        node=node,
        org_path=application.org_path,
        origin=Origin.HERE,
        item_code=application.item.code,
        item_name=application.item.name,
        applicant_name=application.applicant_name,
        state=MirrorState.SENT,
        received_on=application.received_day,
        told_at=at,
    )
    tell(node, MessageType.HAND_OVER, body, at=at, case_no=mirror.number, case_ref=mirror.pk)
    return CaseSentToNode(node, mirror)


@action(permission=MIRROR, creates=True)
def mirror_case(node: Node, *, number: str, body: Mapping[str, Any], by: Actor, at: datetime) -> CaseMirrored:
    """镜像收件 — a case that the node opened under a number of its block; found here by number and query code."""
    if not numbering.is_given_to(node, number):
        raise RuleBroken(_("办件编号不在划给该节点的编号段内。"))
    item = approvals.item_with_code(body["item"])
    if item is None or not node.items.filter(item_code=body["item"]).exists():
        raise RuleBroken(_("此事项没有划归该节点。"))
    identity, received_on = new_id(), date.fromisoformat(body["received_on"])
    case = opening.open_case(
        id=identity,
        kind="network",
        title=body["title"] or item.name,
        org=item.org,
        centre=None,
        channel=body["channel"],
        parties=[_party(body["applicant"], identity)],
        at=at,
        day=received_on,
        given=Given(number, body["query_code"]),
    )
    mirror = MirroredCase.objects.create(
        id=identity,
        case=case,
        node=node,
        org_path=item.org.path,
        origin=Origin.THERE,
        item_code=item.code,
        item_name=item.name,
        applicant_name=body["applicant"]["name"],
        state=MirrorState.SUBMITTED,
        received_on=received_on,
        officer=body.get("officer", {}).get("name", ""),
        told_at=at,
    )
    _keep_papers(mirror, [{"kind": "material", **one} for one in body.get("materials", ())], at)
    return CaseMirrored(node, mirror, received_on.isoformat())


def _party(person: Mapping[str, Any], case: UUID) -> PartyStated:
    number = person["id_number"]
    known = bool(number and person["id_type"])
    return PartyStated(
        role=PartyRole.APPLICANT,
        kind=person["kind"],
        name=person["name"],
        id_type=person["id_type"],
        number_sealed=numbers.sealed(number, case) if known else "",
        number_digest=numbers.digest(person["id_type"], number) if known else "",
        number_masked=numbers.masked(number) if known else "",
        legal_representative=person.get("legal_representative", ""),
        phone=person.get("phone", ""),
        email=person.get("email", ""),
        address=person.get("address", ""),
    )


@action(permission=MIRROR, moves=(BEFORE_ACCEPTANCE, IN_HAND))
def mirror_acceptance(
    mirror: MirroredCase, *, body: Mapping[str, Any], by: Actor, at: datetime
) -> MirroredAcceptance:
    """镜像受理 — the clocks of the case run here too, from the same day with the same limits."""
    accepted_on = date.fromisoformat(body["accepted_on"])
    rules.require_not_before(accepted_on, mirror.received_on)
    rules.require_in_hand(body["state"])
    clocks.stop(mirror.case, ClockKind.ACCEPTANCE, on=accepted_on)
    dues = [
        clocks.start(mirror.case, kind, budget=body[days], start_on=accepted_on).due_on
        for kind, days in ((ClockKind.PROMISED, "promised_days"), (ClockKind.STATUTORY, "statutory_days"))
    ]
    mirror.accepted_on = accepted_on
    mirror.is_deemed_accepted = bool(body.get("is_deemed"))
    _followed(mirror, body, at)
    return MirroredAcceptance(mirror, mirror.node.name, mirror.officer, dues[0].isoformat())


@action(permission=MIRROR, moves=(GOING_ON, TOLD))
def mirror_step(mirror: MirroredCase, *, body: Mapping[str, Any], by: Actor, at: datetime) -> MirroredStep:
    """镜像环节 — one step, in the state that it led to; an extension moves the due date here too."""
    rules.require_order(mirror.state, body["state"], is_accepted=mirror.accepted_on is not None)
    _followed(mirror, body, at)
    kind = body["kind"]
    if kind == "extended":
        _extend(mirror, body, local_day(at))
    if kind == "correction_required" and mirror.origin == Origin.HERE:
        _relay_correction(mirror, body["rows"], by, at)
    if body["state"] == MirrorState.CLOSED:
        _end(mirror, by, at)
    _keep_papers(mirror, [{"kind": "material", **one} for one in body.get("materials", ())], at)
    return MirroredStep(mirror, mirror.node.name, mirror.officer, steps.label(kind), body.get("note", ""))


def _followed(mirror: MirroredCase, body: Mapping[str, Any], at: datetime) -> None:
    mirror.state = body["state"]
    mirror.officer = body.get("officer", {}).get("name", "")[:100]
    mirror.told_at = at


def _extend(mirror: MirroredCase, body: Mapping[str, Any], day: date) -> None:
    clock = Clock.objects.filter(case=mirror.case, kind=ClockKind.STATUTORY).exclude(state="stopped").first()
    if clock is None:
        raise RuleBroken(_("没有正在计时的法定时限，不能延期。"))
    clocks.extend(clock, days=body["days"], reason=body["note"][:300], on=day, most=body["days"])


def _relay_correction(
    mirror: MirroredCase, rows: Sequence[Mapping[str, Any]], by: Actor, at: datetime
) -> None:
    """The applicant answers here: what the node listed is put before them."""
    application = approvals.application_with_id(mirror.pk)
    if application is not None and approvals.is_elsewhere(application):
        approvals.relay_correction(application, rows=rows, officer=mirror.officer, by=by, at=at)


@action(permission=MIRROR, moves=((MirrorState.CLOSED,), MirrorState.IN_REVIEW))
def mirror_reopening(
    mirror: MirroredCase, *, body: Mapping[str, Any], by: Actor, at: datetime
) -> MirroredStep:
    """镜像恢复办理 — the decision was undone over there; new clocks run, another result will be told."""
    application = approvals.application_with_id(mirror.pk) if mirror.origin == Origin.HERE else None
    if application is not None:
        approvals.reopen_at_node(application, by=by, at=at)
    else:
        opening.reopen_case(mirror.case)
    mirror.outcome, mirror.is_on_time, mirror.concluded_on, mirror.ended_at = "", None, None, None
    mirror.officer, mirror.told_at = body["officer"]["name"][:100], at
    for kind in (ClockKind.PROMISED, ClockKind.STATUTORY):
        clocks.start(mirror.case, kind, budget=body["days"], start_on=local_day(at))
    label = steps.label("reopened")
    return MirroredStep(mirror, mirror.node.name, mirror.officer, label, body["note"])


@action(permission=MIRROR, moves=((MirrorState.CORRECTION_REQUESTED,), MirrorState.SUBMITTED))
def answer_correction(mirror: MirroredCase, *, by: Actor, at: datetime) -> CaseAnswered:
    """补正转送 — what the applicant corrected here goes to the node."""
    mirror.told_at = at
    return CaseAnswered(mirror, mirror.node.name)


@action(permission=MIRROR, moves=(IN_HAND, IN_HAND))
def mirror_hold(
    mirror: MirroredCase, *, body: Mapping[str, Any], by: Actor, at: datetime
) -> MirroredHoldBegun:
    """镜像特别程序 — the days do not count here either, for the clocks that the node named."""
    mirror.officer, mirror.told_at = body["officer"]["name"][:100], at
    clocks.hold(
        mirror.case,
        kind=body["kind"],
        reason=body["reason"],
        basis=body["basis"],
        stops=list(body["stops"]),
        expected_days=body["expected_days"],
        on=date.fromisoformat(body["started_on"]),
    )
    label = HoldKind(body["kind"]).label
    return MirroredHoldBegun(mirror, mirror.node.name, mirror.officer, label, body["expected_days"])


@action(permission=MIRROR, moves=(IN_HAND, IN_HAND))
def mirror_hold_end(
    mirror: MirroredCase, *, body: Mapping[str, Any], by: Actor, at: datetime
) -> MirroredHoldEnded:
    """镜像特别程序结束 — the clocks go on; the due date moves by the days that were out."""
    held = mirror.case.holds.filter(kind=body["kind"], ended_on__isnull=True).first()
    if held is None:
        raise RuleBroken(_("没有正在进行的这种特别程序。"))
    mirror.officer, mirror.told_at = body["officer"]["name"][:100], at
    clocks.end_hold(held, on=date.fromisoformat(body["ended_on"]), result=body.get("result", ""))
    return MirroredHoldEnded(mirror, mirror.node.name, mirror.officer, HoldKind(body["kind"]).label)


@action(
    permission=MIRROR,
    moves=((*BEFORE_ACCEPTANCE, *IN_HAND), (MirrorState.CONCLUDED, MirrorState.CLOSED)),
)
def mirror_result(
    mirror: MirroredCase, *, body: Mapping[str, Any], by: Actor, at: datetime
) -> MirroredResult:
    """镜像办结 — the outcome, whether in time, and the sealed papers, which follow by their hashes."""
    outcome, ended_on = body["outcome"], date.fromisoformat(body["ended_on"])
    rules.require_outcome(outcome, is_accepted=mirror.accepted_on is not None)
    rules.require_not_before(ended_on, mirror.accepted_on or mirror.received_on)
    _followed(mirror, body, at)
    mirror.outcome, mirror.is_on_time = outcome, body.get("is_on_time")
    clocks.stop(mirror.case, *ClockKind, on=ended_on)
    if mirror.state == MirrorState.CONCLUDED:
        mirror.concluded_on = ended_on
    else:
        _end(mirror, by, at)
    _keep_papers(mirror, body.get("papers", ()), at)
    label = approvals.Outcome(outcome).label
    return MirroredResult(mirror, mirror.node.name, mirror.officer, label)


def _end(mirror: MirroredCase, by: Actor, at: datetime) -> None:
    """The case is closed, and with it the application from which it came, if it came from here."""
    if not mirror.outcome:
        raise RuleBroken(_("还没有办理结果，不能归结。"))
    mirror.ended_at = at
    application = approvals.application_with_id(mirror.pk) if mirror.origin == Origin.HERE else None
    if application is not None and approvals.is_elsewhere(application):
        approvals.end_at_node(application, outcome=mirror.outcome, by=by, at=at)
    else:
        opening.close_case(mirror.case, outcome=mirror.outcome, at=at)


@action(permission=MIRROR, moves=(ALL, ALL))
def mirror_licence(
    mirror: MirroredCase, *, body: Mapping[str, Any], by: Actor, at: datetime
) -> MirroredLicenceTold:
    """镜像证照 — by its number and hash; only where the case was granted."""
    if mirror.outcome not in (approvals.Outcome.GRANTED, approvals.Outcome.FILED):
        raise RuleBroken(_("没有准予的办件不能颁发证照。"))
    _keep_papers(mirror, [{**body, "kind": "licence"}], at)
    return MirroredLicenceTold(mirror, mirror.node.name, body["name"], body["number"])


@action(permission=MIRROR, moves=(GOING_ON, GOING_ON))
def mirror_material(
    mirror: MirroredCase, *, body: Mapping[str, Any], by: Actor, at: datetime
) -> MirroredMaterialTold:
    """镜像材料 — a material that was added at the node."""
    _keep_papers(mirror, [{"kind": "material", **body}], at)
    return MirroredMaterialTold(mirror, mirror.node.name, body["name"])


def _keep_papers(mirror: MirroredCase, papers: Sequence[Mapping[str, Any]], at: datetime) -> None:
    MirroredPaper.objects.bulk_create(
        MirroredPaper(
            mirror=mirror,
            kind=one["kind"],
            name=one["name"],
            number=one.get("number", ""),
            sha256=one.get("sha256", ""),
            size=one.get("size", 0),
            told_at=at,
        )
        for one in papers
    )


@action(permission=MIRROR)
def keep_paper(
    mirror: MirroredCase, *, paper_id: UUID, received: Received, by: Actor, at: datetime
) -> MirroredPaperFetched:
    """取得镜像文书 — the file came and its hash is the one that was told."""
    paper = MirroredPaper.objects.select_for_update().get(pk=paper_id, mirror=mirror)
    if paper.sha256 != received.sha256:
        raise RuleBroken(_("文件的散列与报文所述不符。"))
    paper.file = keep_file(received, at=at)
    paper.save(update_fields=["file"])
    return MirroredPaperFetched(mirror, paper)


@action(permission=MIRROR, moves=(ALL, ALL))
def mirror_charge(
    mirror: MirroredCase, *, body: Mapping[str, Any], by: Actor, at: datetime
) -> MirroredChargeTold:
    """镜像收费 — one bill of the node: issued, or paid."""
    facts = {
        "amount": Decimal(body["amount"]),
        "payer": body["payer"],
        "is_paid": body["is_paid"],
        "told_at": at,
    }
    charge, _made = MirroredCharge.objects.update_or_create(
        mirror=mirror, number=body["number"], defaults=facts
    )
    return MirroredChargeTold(mirror, mirror.node.name, charge, charge.number, str(charge.amount))


@action(permission=MIRROR, moves=(ALL, ALL))
def mirror_rating(
    mirror: MirroredCase, *, body: Mapping[str, Any], by: Actor, at: datetime
) -> MirroredRatingTold:
    """镜像评价 — the applicant's score, once."""
    if mirror.rating is not None:
        raise RuleBroken(_("此办件已经评价。"))
    mirror.rating = body["score"]
    return MirroredRatingTold(mirror, mirror.node.name, body["score"])


@action(permission=MIRROR, moves=((MirrorState.SENT, MirrorState.SUBMITTED), MirrorState.HANDED_BACK))
def mirror_hand_back(
    mirror: MirroredCase, *, body: Mapping[str, Any], by: Actor, at: datetime
) -> CaseHandedBack:
    """镜像退回 — before acceptance the node may give back what was sent to it; it is handled here then."""
    application = approvals.application_with_id(mirror.pk)
    if mirror.origin != Origin.HERE or application is None:
        raise RuleBroken(_("节点自己收件的办件不能退回。"))
    officer, reason = body["officer"]["name"], body["reason"]
    approvals.return_from_node(application, officer=officer, reason=reason, by=by, at=at)
    mirror.ended_at, mirror.told_at, mirror.officer = at, at, officer[:100]
    return CaseHandedBack(mirror, mirror.node.name, officer, reason)


@action(permission=MIRROR, creates=True)
def note_version(node: Node, *, body: Mapping[str, Any], by: Actor, at: datetime) -> VersionTold:
    """登记中心事项版本 — what the centre published, for this node's own editors to follow by their acts."""
    version, _made = CentreVersion.objects.get_or_create(
        node=node,
        item_code=body["item"],
        number=body["number"],
        defaults={
            "effective_from": date.fromisoformat(body["effective_from"]),
            "content_hash": body["content_hash"],
            "told": {"name": body["name"], "content": body["content"], "terms": body["terms"]},
            "told_at": at,
        },
    )
    return VersionTold(node, version)
