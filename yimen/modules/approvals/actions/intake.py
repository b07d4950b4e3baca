"""Verbs of intake: submission, and all that the law lets a window do with what it receives (行政许可法 32)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, work
from yimen.kernel.cases.models import Channel, ClockKind
from yimen.kernel.orgs.models import Org, Window
from yimen.kernel.people.roles import Role
from yimen.kernel.web.words import cn_date
from yimen.modules.approvals import closures, licence_register, papers, patterns, rules, slips
from yimen.modules.approvals.events import (
    AcceptanceRefused,
    ApplicationAccepted,
    ApplicationAcceptedWithTolerance,
    ApplicationCorrectedOnTheSpot,
    ApplicationDeemedAccepted,
    ApplicationNotCompetent,
    ApplicationNotRequired,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    CorrectionAnswered,
    CorrectionLapsed,
    CorrectionRequired,
    OriginalChecked,
    RefusalProposed,
)
from yimen.modules.approvals.handed_in import handed_in
from yimen.modules.approvals.limits import limit
from yimen.modules.approvals.models import Application, CorrectionNotice, ToleranceAcceptance
from yimen.modules.approvals.outline import known_of
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import Outcome, State

from .acceptance import (
    begin_handling,
    present_keys,
    require_no_commitment,
    require_originals_seen,
    require_ready,
)
from .acting import (
    acting_person,
    end,
    fitting,
    material_name,
    receive,
    start_acceptance_clock,
    wait_for_intake,
    way_done,
)
from .competence import take_to_competent_body
from .settling import require_current, settle

HANDLING = (State.ACCEPTED, State.IN_REVIEW, State.IN_APPROVAL)
BEFORE_DELIVERY = (
    State.DRAFT,
    State.SUBMITTED,
    State.CORRECTION_REQUESTED,
    *HANDLING,
    State.DECIDED,
    State.SEALED,
)


@action(permission=Permission.APPLICATION_SUBMIT, moves=((State.DRAFT,), State.SUBMITTED))
def submit(application: Application, *, by: Actor, at: datetime) -> ApplicationSubmitted:
    """提交 — opens the case with number and query code, draws up the receipt slip, starts the acceptance clock.

    Raises RuleBroken when the item takes no application, and names every question that is open and every material
    without which it cannot be sent.
    """
    today = local_day(at)
    closures.require_open(application.item_id, today)
    require_current(application, today)
    content = application.version.body
    known, materials = known_of(application, on=today), handed_in(application)
    rules.require_answered(content, known)
    rules.require_submittable(
        content,
        known,
        present_keys(application, materials),
        at_window=application.channel == Channel.WINDOW,
    )
    rules.require_text(application.contact_phone, "contact_phone", _("请填写联系电话。"))
    rules.require_form(content, known, at_window=application.channel == Channel.WINDOW)
    licence_register.require_chosen(application, today)
    settle(application, on=today)
    take_to_competent_body(application, today)
    due_on = receive(application, received_on=today, at=at)
    slips.issue_receipt_slip(application, materials, due_on=due_on, by=by, at=at)
    if patterns.allows(application.pattern, "decide_on_the_spot"):
        slips.issue_registration_slip(application, by=by, at=at)
    return ApplicationSubmitted(application, today.isoformat())


@action(permission=Permission.APPLICATION_DECLINE, moves=((State.SUBMITTED,), State.NOT_REQUIRED))
def declare_not_required(
    application: Application, *, reason: str, by: Actor, at: datetime
) -> ApplicationNotRequired:
    """不需许可 — told at once that the matter needs no licence (行政许可法 32(1))."""
    patterns.require(application.pattern, "declare_not_required")
    reason = rules.require_text(reason, "reason", _("请说明为什么不需要许可。"))
    papers.issue(application, "not_required", at=at, reasons=[reason])
    end(application, Outcome.NOT_REQUIRED, at=at)
    return ApplicationNotRequired(application, reason)


@action(permission=Permission.APPLICATION_DECLINE, moves=((State.SUBMITTED,), State.NOT_COMPETENT))
def decide_not_competent(
    application: Application, *, competent_body: str, reason: str = "", by: Actor, at: datetime
) -> ApplicationNotCompetent:
    """不属职权 — a stamped decision that names the body which is competent (行政许可法 32(2))."""
    patterns.require(application.pattern, "decide_not_competent")
    body = rules.require_text(competent_body, "competent_body", _("请写明应向哪个行政机关申请。"))
    named = Org.objects.filter(name=body).first()
    papers.issue(
        application,
        "not_competent",
        at=at,
        competent_body=body,
        competent_contact=named.phone if named else "",
        reasons=[reason] if reason.strip() else [],
    )
    end(application, Outcome.NOT_COMPETENT, at=at)
    return ApplicationNotCompetent(application, body)


@action(permission=Permission.APPLICATION_CORRECT, moves=((State.SUBMITTED,), State.SUBMITTED))
def correct_on_the_spot(
    application: Application, *, what: str, values: Mapping[str, str], by: Actor, at: datetime
) -> ApplicationCorrectedOnTheSpot:
    """当场更正 — an error that can be corrected at once is corrected with the applicant (行政许可法 32(3))."""
    patterns.require(application.pattern, "correct_on_the_spot")
    what = rules.require_text(what, "what", _("请写明更正了什么。"))
    for field, value in values.items():
        if field not in ("subject", "statement", "contact_phone", "contact_email", "contact_address"):
            raise RuleBroken(_("这一栏不能当场更正。"))
        setattr(application, field, fitting(field, value))
    return ApplicationCorrectedOnTheSpot(application, what)


@action(permission=Permission.APPLICATION_CHECK_ORIGINAL, moves=(BEFORE_DELIVERY, BEFORE_DELIVERY))
def check_original(application: Application, *, key: str, by: Actor, at: datetime) -> OriginalChecked:
    """核对原件 — the window saw the original of one material."""
    row = application.materials.filter(key=key, replaced_at__isnull=True).first()
    if row is None:
        raise RuleBroken(_("没有找到这项材料。"))
    row.is_original_seen, row.checked_by, row.checked_at = True, by.label, at
    row.save(update_fields=["is_original_seen", "checked_by", "checked_at"])
    return OriginalChecked(application, material_name(application, key), key)


@action(permission=Permission.APPLICATION_CORRECT, moves=((State.SUBMITTED,), State.CORRECTION_REQUESTED))
def require_correction(
    application: Application, *, rows: Sequence[Mapping[str, str]], by: Actor, at: datetime
) -> CorrectionRequired:
    """要求补正 — the one notice that lists everything at once, within five working days (行政许可法 32(4)).

    A second notice may only repeat what was listed and is not cured; a new demand is refused.
    """
    patterns.require(application.pattern, "require_correction")
    today = local_day(at)
    earlier = CorrectionNotice.objects.filter(application=application).first()
    content = application.version.body
    if earlier is None:
        checked = rules.correction_rows(content, known_of(application), present_keys(application), rows)
    else:
        checked = rules.repeated_rows(earlier.rows, rows)
    answer = limit("correction_answer", today)
    clocks.stop(application.own_case, ClockKind.ACCEPTANCE, on=today)
    clock = clocks.start(
        application.own_case, ClockKind.CORRECTION, budget=answer.days, start_on=today, basis=answer.basis
    )
    _keep_notice(application, earlier, checked, due_on=clock.due_on, by=by, at=at)
    way_done(application, at=at)
    papers.issue_correction_notice(application, checked, due_on=clock.due_on, at=at)
    names = [row["name"] for row in checked]
    return CorrectionRequired(application, names, clock.due_on.isoformat(), earlier is not None)


def _keep_notice(application, earlier, rows, *, due_on, by, at) -> None:  # type: ignore[no-untyped-def]
    if earlier is None:
        CorrectionNotice.objects.create(
            application=application, issued_at=at, issued_by=by.label, due_on=due_on, rows=rows
        )
        return
    again = {row["key"] for row in rows}
    earlier.rows = rows + [{**row, "is_cured": True} for row in earlier.rows if row["key"] not in again]
    earlier.issued_at, earlier.issued_by = at, by.label
    earlier.due_on, earlier.answered_at = due_on, None
    earlier.repeat_count += 1
    earlier.save()


@action(permission=Permission.APPLICATION_SUBMIT, moves=((State.CORRECTION_REQUESTED,), State.SUBMITTED))
def resubmit(application: Application, *, by: Actor, at: datetime) -> CorrectionAnswered:
    """补正提交 — every listed material is there anew; a new acceptance clock starts."""
    patterns.require(application.pattern, "resubmit")
    today = local_day(at)
    notice = application.correction
    fresh = set(
        application.materials.filter(replaced_at__isnull=True, added_at__gte=notice.issued_at).values_list(
            "key", flat=True
        )
    )
    waiting = [row for row in notice.rows if not row["is_cured"] and row["key"] not in fresh]
    if waiting:
        raise RuleBroken(
            _("还没有补正：%(names)s") % {"names": joined((row["name"] for row in waiting), "、")}
        )
    notice.answered_at = at
    notice.save(update_fields=["answered_at"])
    clocks.stop(application.own_case, ClockKind.CORRECTION, on=today)
    application.received_on = today
    due_on = start_acceptance_clock(application, received_on=today)
    wait_for_intake(application, at=at, due_on=due_on)
    return CorrectionAnswered(application, today.isoformat())


@action(
    permission=Permission.APPLICATION_LAPSE,
    moves=((State.CORRECTION_REQUESTED,), (State.DEEMED_WITHDRAWN, State.REFUSED_ACCEPTANCE)),
)
def lapse_correction(application: Application, *, by: Actor, at: datetime) -> CorrectionLapsed:
    """逾期未补正 — the item says whether the application counts as withdrawn or is refused acceptance."""
    clock = application.own_case.clocks.filter(kind=ClockKind.CORRECTION).exclude(state="stopped").get()
    if local_day(at) <= max(clock.due_on, application.correction.due_on) or clock.is_provisional:
        raise RuleBroken(_("补正期限尚未届满。"))
    if application.version.correction_lapse == "refused":
        application.state, outcome = State.REFUSED_ACCEPTANCE, Outcome.REFUSED_ACCEPTANCE
        papers.issue(application, "non_acceptance", at=at, reasons=[_("逾期未按补正告知补正材料。")])
    else:
        application.state, outcome = State.DEEMED_WITHDRAWN, Outcome.DEEMED_WITHDRAWN
    end(application, outcome, at=at)
    return CorrectionLapsed(application, Outcome(outcome).label)


@action(
    permission=Permission.APPLICATION_ACCEPT, moves=((State.SUBMITTED,), (State.ACCEPTED, State.IN_REVIEW))
)
def accept(
    application: Application, *, window: Window | None, by: Actor, at: datetime
) -> ApplicationAccepted:
    """受理 — a window takes the application in; its clocks start and the stamped notice is drawn up."""
    patterns.require(application.pattern, "accept")
    require_no_commitment(application, on=local_day(at))
    require_ready(application, on=local_day(at))
    begun = begin_handling(application, window=window, accepted_on=local_day(at), by=by, at=at)
    papers.issue_acceptance_notice(application, begun, at=at)
    shown = window.number if window else gettext_lazy("网上")
    return ApplicationAccepted(
        application, shown, begun.promised_on.isoformat(), begun.statutory_on.isoformat()
    )


@action(
    permission=Permission.APPLICATION_ACCEPT, moves=((State.SUBMITTED,), (State.ACCEPTED, State.IN_REVIEW))
)
def accept_with_tolerance(
    application: Application, *, window: Window | None, promise: str, days: int, by: Actor, at: datetime
) -> ApplicationAcceptedWithTolerance:
    """容缺受理 — only tolerable materials are missing and the applicant promised them; the decision waits for them."""
    patterns.require(application.pattern, "accept_with_tolerance")
    today = local_day(at)
    require_no_commitment(application, on=today)
    materials = handed_in(application)
    missing = rules.require_tolerable(
        application.version.body, known_of(application), present_keys(application, materials), promise
    )
    require_originals_seen(application, materials)
    if not 0 < days <= limit("tolerance_supply", today).days:
        raise RuleBroken(_("补交期限超出规定。"), fields={"days": _("超出规定")})
    begun = begin_handling(application, window=window, accepted_on=today, by=by, at=at)
    clock = clocks.start(application.own_case, ClockKind.TOLERANCE, budget=days, start_on=today)
    names = [one.name for one in missing]
    ToleranceAcceptance.objects.create(
        application=application,
        keys=[one.key for one in missing],
        promise=promise.strip(),
        due_on=clock.due_on,
    )
    papers.issue_acceptance_notice(application, begun, at=at, paragraphs=[_to_supply(names, clock.due_on)])
    return ApplicationAcceptedWithTolerance(application, names, clock.due_on.isoformat())


@official_language()
def _to_supply(names: Sequence[str], due_on: date | None) -> str:
    """What the acceptance notice says of the materials that are still to come."""
    facts = {"day": cn_date(due_on), "names": joined(names, "、")}
    return _("以下材料须于 %(day)s 前补交：%(names)s") % facts


@action(
    permission=Permission.APPLICATION_DEEM_ACCEPTED,
    moves=((State.SUBMITTED,), (State.ACCEPTED, State.IN_REVIEW)),
)
def deem_accepted(application: Application, *, by: Actor, at: datetime) -> ApplicationDeemedAccepted:
    """视为受理 — no notice within five working days: accepted as of the day of receipt (行政许可法 32(4))."""
    patterns.require(application.pattern, "deem_accepted")
    clock = application.own_case.clocks.filter(kind=ClockKind.ACCEPTANCE).exclude(state="stopped").get()
    if local_day(at) <= clock.due_on or clock.is_provisional:
        raise RuleBroken(_("告知期限尚未届满。"))
    begun = begin_handling(application, window=None, accepted_on=application.received_day, by=by, at=at)
    application.is_deemed_accepted = True
    papers.issue_acceptance_notice(application, begun, at=at)
    return ApplicationDeemedAccepted(application, application.received_day.isoformat())


@action(permission=Permission.APPLICATION_PROPOSE_REFUSAL, moves=((State.SUBMITTED,), State.SUBMITTED))
def propose_refusal(
    application: Application, *, reason: str, article: str, by: Actor, at: datetime
) -> RefusalProposed:
    """提出不予受理 — the clerk proposes with reason and article; the chief representative decides."""
    patterns.require(application.pattern, "propose_refusal")
    reason = rules.require_text(reason, "reason", _("请写明不予受理的理由。"))
    article = rules.require_text(article, "article", _("请写明法律条款。"))
    application.proposal = {
        "reason": reason,
        "article": article,
        "by": by.id,
        "by_label": by.label,
        "at": at.isoformat(),
    }
    clock = application.own_case.clocks.filter(kind=ClockKind.ACCEPTANCE).exclude(state="stopped").get()
    work.done(application.own_case, "refuse_acceptance", at=at)
    work.wait_for(
        application.own_case, "refuse_acceptance", role=Role.CHIEF_REPRESENTATIVE, at=at, due_on=clock.due_on
    )
    return RefusalProposed(application, reason, article)


@action(
    permission=Permission.APPLICATION_REFUSE_ACCEPTANCE, moves=((State.SUBMITTED,), State.REFUSED_ACCEPTANCE)
)
def refuse_acceptance(application: Application, *, by: Actor, at: datetime) -> AcceptanceRefused:
    """不予受理 — the chief representative decides on the clerk's proposal; never the same person."""
    patterns.require(application.pattern, "refuse_acceptance")
    proposal = application.proposal
    if proposal is None:
        raise RuleBroken(_("还没有窗口提出的不予受理建议。"))
    if proposal["by"] == str(acting_person(by).pk):
        raise RuleBroken(_("提出建议的人不能自己决定，请由首席代表决定。"))
    papers.issue(
        application, "non_acceptance", at=at, reasons=[proposal["reason"]], basis=proposal["article"]
    )
    end(application, Outcome.REFUSED_ACCEPTANCE, at=at)
    return AcceptanceRefused(application, proposal["reason"], proposal["article"])


@action(
    permission=Permission.APPLICATION_WITHDRAW,
    moves=(
        (State.SUBMITTED, State.CORRECTION_REQUESTED, State.ELSEWHERE, *HANDLING, State.REPORTED),
        (State.WITHDRAWN, State.CLOSED),
    ),
)
def withdraw(application: Application, *, reason: str = "", by: Actor, at: datetime) -> ApplicationWithdrawn:
    """撤回 — the applicant takes the application back at any time before the decision."""
    was_accepted = application.accepted_on is not None
    application.state = State.CLOSED if was_accepted else State.WITHDRAWN
    end(application, Outcome.WITHDRAWN_AFTER_ACCEPTANCE if was_accepted else Outcome.WITHDRAWN, at=at)
    return ApplicationWithdrawn(application, reason.strip(), was_accepted)
