"""Cases with everything on them that a rule may ask for: those of approvals, and those that nodes tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from yimen.kernel.audit.models import Entry
from yimen.kernel.base.days import local_day
from yimen.kernel.base.reading import whole
from yimen.kernel.cases.models import Case, Clock, Extension, Hold, WorkItem
from yimen.modules.approvals.public import watched
from yimen.modules.supervision.rules.facts import (
    AskedRow,
    CaseRow,
    ClockRow,
    DecisionRow,
    ExtensionRow,
    HearingRow,
    HoldRow,
    ReviewRow,
    WorkRow,
)

from .record import steps

RECENT = timedelta(days=40)
R = TypeVar("R")
By = dict[Any, list[R]]


def touched(first: date, last: date) -> QuerySet[Case]:
    """Cases that were in hand on one of these days, and those about which something was recorded lately.

    What is typed in afterwards may begin and end before the days; the record tells of it when it is written.
    """
    after = timezone.make_aware(datetime.combine(last + timedelta(days=1), datetime.min.time()))
    before = timezone.make_aware(datetime.combine(first, datetime.min.time()))
    in_hand = Q(opened_at__lt=after) & (Q(closed_at__isnull=True) | Q(closed_at__gte=before))
    written = Entry.objects.filter(pk__gte=first_id(before)).values("chain")
    return (
        Case.objects.filter(in_hand | Q(pk__in=written))
        if _is_recent(first)
        else Case.objects.filter(in_hand)
    )


def _is_recent(first: date) -> bool:
    newest = Entry.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
    return newest is not None and local_day(newest) - first < RECENT


def first_id(moment: datetime) -> UUID:
    """The smallest id that could be made at the moment (RFC 9562, version 7: milliseconds lead)."""
    return UUID(int=(int(moment.timestamp() * 1000) << 80) | (7 << 76) | (2 << 62))


def rows(cases: QuerySet[Case]) -> list[CaseRow]:
    """The cases of approvals among these, complete."""
    keys = watched.version_keys()
    found = {one.id: _case(one, keys) for one in watched.applications(cases)}
    _fill(found, cases)
    return list(found.values())


def _case(row: watched.WatchedApplication, keys: dict[object, frozenset[str]]) -> CaseRow:
    wanting = {"phone": row.phone, "applicant": row.applicant_name, "received_on": row.received_on}
    return CaseRow(
        id=str(row.id),
        number=row.number,
        item=row.item,
        item_kind=row.item_kind,
        org=row.org,
        org_path=row.org_path,
        pattern=row.pattern if not row.handled_at else "",
        mode=row.mode,
        state=row.state,
        outcome=row.outcome,
        in_hall=row.in_hall,
        channel=row.channel,
        window_centre=row.window_centre or "",
        centre=row.centre_path,
        received=row.received_on,
        accepted=row.accepted_on,
        accepted_at=row.accepted_at,
        decided_at=row.decided_at,
        concluded=_day(row.concluded_at),
        delivered=_day(row.delivered_at),
        is_deemed=row.is_deemed,
        return_count=row.return_count,
        quota=row.quota,
        version_keys=keys.get(row.version, frozenset()),
        missing=tuple(key for key, value in wanting.items() if not value),
    )


def _day(moment: datetime | None) -> date | None:
    return local_day(moment) if moment else None


def _fill(found: dict[Any, CaseRow], cases: QuerySet[Case]) -> None:
    """Everything that hangs on the cases, one question a table."""
    hang(found, "clocks", clocks(cases))
    hang(found, "holds", holds(cases))
    hang(found, "extensions", _extensions(cases))
    hang(found, "work", _work(cases))
    hang(found, "steps", steps(cases))
    hang(found, "reviews", _reviews(cases))
    hang(found, "decisions", _decisions(cases))
    hang(found, "hearings", _hearings(cases))
    hang(found, "asked", _asked(cases))


def hang(found: dict[Any, CaseRow], name: str, rows: By[Any]) -> None:
    for key, hanging in rows.items():
        if (case := found.get(key)) is not None:
            setattr(case, name, hanging)


def _grouped(rows: Iterable[tuple[Any, ...]], make: Callable[..., R]) -> By[R]:
    """Rows by their first value."""
    found: By[R] = defaultdict(list)
    for key, *rest in rows:
        found[key].append(make(*rest))
    return found


def clocks(cases: QuerySet[Case]) -> By[ClockRow]:
    rows = Clock.objects.filter(case__in=cases).values_list(
        "case_id", "pk", "kind", "start_on", "due_on", "stop_on"
    )
    return _grouped(whole(rows), ClockRow)


def holds(cases: QuerySet[Case]) -> By[HoldRow]:
    fields = ("case_id", "pk", "kind", "started_on", "ended_on", "expected_days", "basis", "started_by")
    return _grouped(whole(Hold.objects.filter(case__in=cases).values_list(*fields)), HoldRow)


def _extensions(cases: QuerySet[Case]) -> By[ExtensionRow]:
    """The day before the extension is reckoned from the clock as it stands."""
    from yimen.kernel import calendar

    days = calendar.current()
    fields = ("clock__case_id", "pk", "days", "approved_by", "approved_on", "told_on", "clock__due_on",
              "clock__case__application__version__extension_max")  # fmt: skip
    found: By[ExtensionRow] = defaultdict(list)
    for case, key, more, by, on, told, due, most in Extension.objects.filter(
        clock__case__in=cases
    ).values_list(*fields):
        before = date.fromordinal(days.at(days.rank(due.toordinal()) - more))
        found[case].append(ExtensionRow(key, more, more if most is None else most, by, on, told, before))
    return found


def _work(cases: QuerySet[Case]) -> By[WorkRow]:
    rows = WorkItem.objects.filter(case__in=cases).values_list(
        "case_id", "pk", "kind", TruncDate("opened_at"), "due_on", TruncDate("done_at")
    )
    return _grouped(whole(rows), WorkRow)


def _reviews(cases: QuerySet[Case]) -> By[ReviewRow]:
    return _grouped(
        (
            (case, f"approvals.review:{key}", str(reviewer), str(second or ""), local_day(at))
            for key, case, reviewer, second, at in watched.reviews(cases)
        ),
        ReviewRow,
    )


def _decisions(cases: QuerySet[Case]) -> By[DecisionRow]:
    return _grouped(
        (
            (
                case,
                f"approvals.decision:{key}",
                str(reviewer or ""),
                str(approver),
                outcome,
                single,
                bool(reasons.strip()),
                at,
            )
            for key, case, reviewer, approver, outcome, single, reasons, at in watched.decisions(cases)
        ),
        DecisionRow,
    )


def _hearings(cases: QuerySet[Case]) -> By[HearingRow]:
    return _grouped(
        (
            (case, f"approvals.hearing:{key}", str(host), local_day(begins))
            for key, case, host, begins in watched.hearings(cases)
        ),
        HearingRow,
    )


def _asked(cases: QuerySet[Case]) -> By[AskedRow]:
    return _grouped(
        (
            (
                case,
                f"approvals.correctionnotice:{key}",
                str(row.get("key", "")),
                _words(row),
                local_day(at),
                repeats,
            )
            for key, case, at, listed, repeats in watched.corrections(cases)
            for row in listed
        ),
        AskedRow,
    )


def _words(row: dict[str, Any]) -> str:
    """All that somebody typed into a row of the notice."""
    return " ".join(str(row.get(key, "")) for key in ("reason", "cure"))
