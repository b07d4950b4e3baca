"""Verbs of hearings: told, asked for or called, scheduled, moved, held (行政许可法 46–48)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yimen.kernel import calendar
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, work
from yimen.kernel.cases.models import ClockKind, HoldKind
from yimen.kernel.people.models import Person
from yimen.kernel.people.roles import Role
from yimen.kernel.web.words import cn_date
from yimen.modules.approvals import hearing_papers, patterns, procedures, rules
from yimen.modules.approvals.content import AllowedHold
from yimen.modules.approvals.events import (
    HearingCalled,
    HearingLapsed,
    HearingMoved,
    HearingOffered,
    HearingRecorded,
    HearingRequested,
    HearingScheduled,
    HearingWaived,
)
from yimen.modules.approvals.limits import limit
from yimen.modules.approvals.models import Application, Hearing
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import HearingState

from .acting import acting_person
from .intake import HANDLING

NOT_COUNTED = AllowedHold(HoldKind.HEARING, gettext_noop("行政许可法第四十五条"))


@action(permission=Permission.HEARING_ORGANISE, moves=(HANDLING, HANDLING))
def offer_hearing(application: Application, *, reason: str, by: Actor, at: datetime) -> HearingOffered:
    """告知听证权利 — before a decision that touches great interests others may ask for a hearing (行政许可法 47)."""
    patterns.require(application.pattern, "offer_hearing")
    _require_none_open(application)
    reason = rules.require_text(reason, "reason", _("请写明涉及的重大利益关系。"))
    today = local_day(at)
    allowed = limit("hearing_request", today)
    clock = clocks.start(
        application.own_case,
        ClockKind.HEARING_REQUEST,
        budget=allowed.days,
        start_on=today,
        basis=allowed.basis,
    )
    hearing = Hearing.objects.create(
        application=application,
        state=HearingState.OFFERED,
        reason=reason,
        offered_on=today,
        request_due_on=clock.due_on,
        reviewer=application.reviewer,
    )
    hearing_papers.issue_offer(application, hearing, at=at)
    return HearingOffered(application, hearing, reason, clock.due_on.isoformat())


@action(permission=Permission.HEARING_REQUEST, moves=(HANDLING, HANDLING))
def request_hearing(application: Application, *, statement: str, by: Actor, at: datetime) -> HearingRequested:
    """申请听证 — within five working days of being told; from here on its days are not counted (行政许可法 45, 47)."""
    patterns.require(application.pattern, "request_hearing")
    hearing = open_hearing(application, HearingState.OFFERED)
    if hearing.request_due_on is not None and local_day(at) > hearing.request_due_on:
        raise RuleBroken(_("申请听证的期限已于 %(day)s 届满。") % {"day": cn_date(hearing.request_due_on)})
    hearing.statement = statement.strip()
    clocks.stop(application.own_case, ClockKind.HEARING_REQUEST, on=local_day(at))
    due_on = _call(application, hearing, applied_by=by.label, at=at)
    return HearingRequested(application, hearing, due_on.isoformat())


@action(permission=Permission.HEARING_REQUEST, moves=(HANDLING, HANDLING))
def waive_hearing(application: Application, *, by: Actor, at: datetime) -> HearingWaived:
    """放弃听证 — the applicant says so; handling goes on at once."""
    patterns.require(application.pattern, "waive_hearing")
    hearing = open_hearing(application, HearingState.OFFERED)
    _end_offer(application, hearing, at=at)
    return HearingWaived(application, hearing)


@action(permission=Permission.APPLICATION_LAPSE, moves=(HANDLING, HANDLING))
def lapse_hearing(application: Application, *, by: Actor, at: datetime) -> HearingLapsed:
    """逾期未申请听证 — the five days went by; the decision was free from then on, whenever the sweep comes."""
    patterns.require(application.pattern, "lapse_hearing")
    hearing = open_hearing(application, HearingState.OFFERED)
    if hearing.request_due_on is None or local_day(at) <= hearing.request_due_on:
        raise RuleBroken(_("申请听证的期限尚未届满。"))
    _end_offer(application, hearing, at=at)
    return HearingLapsed(application, hearing)


@action(permission=Permission.HEARING_ORGANISE, moves=(HANDLING, HANDLING))
def call_hearing(application: Application, *, reason: str, by: Actor, at: datetime) -> HearingCalled:
    """决定举行听证 — where law or a great public interest demands it, announced to the public (行政许可法 46)."""
    patterns.require(application.pattern, "call_hearing")
    _require_none_open(application)
    reason = rules.require_text(reason, "reason", _("请写明举行听证的事由和依据。"))
    hearing = Hearing(
        application=application,
        state=HearingState.CALLED,
        reason=reason,
        is_by_law=True,
        reviewer=application.reviewer,
    )
    hearing.save(force_insert=True)
    _call(application, hearing, applied_by="", at=at)
    return HearingCalled(application, hearing, reason)


@action(permission=Permission.HEARING_ORGANISE, moves=(HANDLING, HANDLING))
def schedule_hearing(
    application: Application,
    *,
    begins_at: datetime,
    place: str,
    host: Person,
    invited: str = "",
    is_public: bool = True,
    by: Actor,
    at: datetime,
) -> HearingScheduled:
    """通知听证 — seven days ahead, within twenty working days, under a host who did not review (行政许可法 47, 48)."""
    patterns.require(application.pattern, "schedule_hearing")
    hearing = open_hearing(application, HearingState.CALLED)
    hearing.is_public, hearing.invited = is_public, invited.strip()
    _set(application, hearing, begins_at=begins_at, place=place, host=host, at=at)
    hearing_papers.issue_notice(application, hearing, at=at)
    return HearingScheduled(application, hearing, _when(begins_at), hearing.place, host.name)


@action(permission=Permission.HEARING_ORGANISE, moves=(HANDLING, HANDLING))
def move_hearing(
    application: Application,
    *,
    begins_at: datetime,
    place: str,
    host: Person,
    reason: str,
    by: Actor,
    at: datetime,
) -> HearingMoved:
    """变更听证 — another time, place or host before it was held, with the reason; noticed seven days ahead again."""
    patterns.require(application.pattern, "move_hearing")
    hearing = open_hearing(application, HearingState.SCHEDULED)
    reason = rules.require_text(reason, "reason", _("请写明变更的原因。"))
    before = hearing.begins_at
    _set(application, hearing, begins_at=begins_at, place=place, host=host, at=at)
    hearing_papers.issue_notice(application, hearing, at=at, moved_from=before, reason=reason)
    return HearingMoved(application, hearing, _when(begins_at), hearing.place, host.name, reason)


def _set(
    application: Application,
    hearing: Hearing,
    *,
    begins_at: datetime,
    place: str,
    host: Person,
    at: datetime,
) -> None:
    """Time, place and host, as the law allows them; the host has the minutes to write."""
    place = rules.require_text(place, "place", _("请填写听证地点。"))
    _require_day(hearing, local_day(begins_at), local_day(at))
    if not procedures.hearing_hosts(application, local_day(at)).filter(pk=host.pk).exists():
        raise RuleBroken(
            _("听证主持人应当是审查此申请的工作人员以外的人员。"),
            fields={"host": _("请选择没有审查过此申请的人员")},
        )
    hearing.state, hearing.begins_at, hearing.place = HearingState.SCHEDULED, begins_at, place
    hearing.host = host
    hearing.save()
    for kind in ("schedule_hearing", "record_hearing"):
        work.done(application.own_case, kind, at=at)
    work.wait_for(
        application.own_case,
        "record_hearing",
        role=Role.SECTION_HEAD,
        at=at,
        due_on=local_day(begins_at),
        assignee_id=host.pk,
    )


def _when(begins_at: datetime) -> str:
    return timezone.localtime(begins_at).strftime("%Y-%m-%d %H:%M")


@action(permission=Permission.HEARING_RECORD, moves=(HANDLING, HANDLING))
def record_hearing(
    application: Application, *, attended: str, minutes: str, signed_by: str, by: Actor, at: datetime
) -> HearingRecorded:
    """听证笔录 — by the host; read by those who took part and signed; the decision follows it (行政许可法 48)."""
    patterns.require(application.pattern, "record_hearing")
    hearing = open_hearing(application, HearingState.SCHEDULED)
    if hearing.host_id != acting_person(by).pk:
        raise RuleBroken(_("听证笔录由听证主持人登记。"))
    if hearing.begins_at is None or at < hearing.begins_at:
        raise RuleBroken(_("听证尚未举行。"))
    hearing.attended = rules.require_text(attended, "attended", _("请填写到场的参加人。"))
    hearing.minutes = rules.require_text(minutes, "minutes", _("请填写听证笔录。"))
    hearing.signed_by = rules.require_text(signed_by, "signed_by", _("请填写笔录签字人。"))
    hearing.state, hearing.recorded_at = HearingState.HELD, at
    hearing.save()
    today = local_day(at)
    clocks.stop(application.own_case, ClockKind.HEARING_ORGANISE, on=today)
    hold = application.own_case.holds.get(kind=HoldKind.HEARING, ended_on__isnull=True)
    clocks.end_hold(hold, on=today, result=_("听证已举行，笔录已签字。"))
    work.done(application.own_case, "record_hearing", at=at)
    hearing_papers.issue_minutes(application, hearing, at=at)
    return HearingRecorded(application, hearing)


def open_hearing(application: Application, *states: str) -> Hearing:
    """The hearing that stands in one of these states; raises RuleBroken when there is none."""
    hearing = application.hearings.select_for_update().filter(state__in=states).first()
    if hearing is None:
        raise RuleBroken(_("此办件现在没有这一步听证程序。"))
    return hearing


def _require_none_open(application: Application) -> None:
    if any(one.is_open for one in application.hearings.all()):
        raise RuleBroken(_("此办件已有正在进行的听证程序。"))


def _call(application: Application, hearing: Hearing, *, applied_by: str, at: datetime) -> date:
    """The body must organise it: its own clock runs, the case's are held, the section has work."""
    today, case = local_day(at), application.own_case
    allowed = limit("hearing_organise", today)
    clock = clocks.start(
        case, ClockKind.HEARING_ORGANISE, budget=allowed.days, start_on=today, basis=allowed.basis
    )
    hold = application.version.body.hold(HoldKind.HEARING) or NOT_COUNTED
    clocks.hold(
        case,
        kind=HoldKind.HEARING,
        reason=hearing.reason[:300],
        basis=hold.basis,
        stops=rules.stopped_clocks(hold, application.pattern),
        expected_days=allowed.days,
        applied_by=applied_by,
        on=today,
    )
    hearing.state, hearing.called_on, hearing.organise_due_on = HearingState.CALLED, today, clock.due_on
    hearing.save()
    work.wait_for(
        case,
        "schedule_hearing",
        role=Role.SECTION_EXAMINER,
        at=at,
        due_on=clock.due_on,
        assignee_id=application.reviewer_id,
    )
    return clock.due_on


def _end_offer(application: Application, hearing: Hearing, *, at: datetime) -> None:
    hearing.state = HearingState.WAIVED
    hearing.save(update_fields=["state"])
    clocks.stop(application.own_case, ClockKind.HEARING_REQUEST, on=local_day(at))


def _require_day(hearing: Hearing, day: date, today: date) -> None:
    """Seven days after today at the earliest; in time, unless it is so late that no day is in time any more."""
    earliest = calendar.current().add(today, limit("hearing_notice", today).days).on
    if day < earliest:
        early = _("应当在举行听证的七日前通知，最早可以定在 %(day)s。") % {"day": cn_date(earliest)}
        raise RuleBroken(early, fields={"begins_at": early})
    latest = max(earliest, hearing.organise_due_on or earliest)
    if day > latest:
        late = _("应当在 %(day)s 前组织听证。") % {"day": cn_date(latest)}
        raise RuleBroken(late, fields={"begins_at": late})
