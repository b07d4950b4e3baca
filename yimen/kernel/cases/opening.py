"""立件 and 销件: how a module opens and closes the case behind its own noun, inside its own act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import current_act
from yimen.kernel.audit.adding import add
from yimen.kernel.base.days import local_day
from yimen.kernel.orgs.models import Org
from yimen.kernel.people import numbers as personal
from yimen.kernel.people.models import Person

from . import clocks, numbers, work
from .models import Case, CaseMove, ClockKind, Party, WorkItem


@dataclass(frozen=True)
class PartyStated:
    """当事人 as stated at submission; the number comes sealed (people.numbers), bound to the case's id."""

    role: str
    kind: str
    name: str
    person_id: UUID | None = None
    id_type: str = ""
    number_sealed: str = ""
    number_digest: str = ""
    number_masked: str = ""
    legal_representative: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


def party_of(
    person: Person, *, role: str, owner: UUID, name: str, phone: str, email: str, address: str = ""
) -> PartyStated:
    """当事人 who has an account: the personal number is sealed anew for ``owner``, the id of the case."""
    sealed = masked = ""
    if person.id_number_sealed:
        number = personal.opened(person.id_number_sealed, person.pk)
        sealed, masked = personal.sealed(number, owner), personal.masked(number)
    return PartyStated(
        role=role,
        kind=person.kind,
        name=name,
        person_id=person.pk,
        id_type=person.id_type,
        number_sealed=sealed,
        number_digest=person.id_number_digest or "",
        number_masked=masked,
        legal_representative=person.legal_representative,
        phone=phone,
        email=email,
        address=address,
    )


@dataclass(frozen=True)
class Given:
    """已有编号 — a case that another system opened keeps its number and its query code."""

    number: str
    query_code: str


def open_case(
    *,
    id: UUID,  # noqa: A002 - the module's own id
    kind: str,
    title: str,
    org: Org,
    centre: Org | None,
    channel: str,
    parties: list[PartyStated],
    at: datetime,
    day: date,
    parent: Case | None = None,
    given: Given | None = None,
) -> Case:
    """立件 — the case with its number, query code and parties. ``day`` is the local date of receipt."""
    current_act()
    known = given or Given(numbers.case_number(org.region_id, day), numbers.query_code())
    case = add(
        Case(
            id=id,
            number=known.number,
            query_code=known.query_code,
            kind=kind,
            title=title[:200],
            org=org,
            org_path=org.path,
            centre=centre,
            channel=channel,
            parent=parent,
            opened_at=at,
        )
    )
    for one in parties:
        add(Party(case=case, **vars(one)))
    return case


@dataclass(frozen=True)
class PartStated:
    """部分办件 — one part of a case as its module states it; ``id`` is the id of the module's own noun."""

    id: UUID
    kind: str
    title: str
    org: Org
    centre: Org | None
    channel: str
    parties: Sequence[PartyStated]


def open_parts(whole: Case, parts: Sequence[PartStated], *, at: datetime, day: date) -> list[Case]:
    """立件 of all parts of a case at once, each with its own number: a few statements whatever their count."""
    current_act()
    areas = Counter(one.org.region_id for one in parts)
    given = {area: iter(numbers.case_numbers(area, day, count)) for area, count in sorted(areas.items())}
    cases = [
        Case(
            id=one.id,
            number=next(given[one.org.region_id]),
            query_code=numbers.query_code(),
            kind=one.kind,
            title=one.title[:200],
            org=one.org,
            org_path=one.org.path,
            centre=one.centre,
            channel=one.channel,
            parent=whole,
            opened_at=at,
        )
        for one in parts
    ]
    Case.objects.bulk_create(cases)
    Party.objects.bulk_create(Party(case_id=one.id, **vars(each)) for one in parts for each in one.parties)
    return cases


def move_case(case: Case, *, org: Org, centre: Org | None, at: datetime) -> None:
    """移交办件 — another body is responsible from now on; the body before it goes on seeing the case.

    What waits goes with it, and nobody of the old body is charged with it any more. Clocks run on as they are.
    """
    current_act().tail.flush()
    old_centre = case.centre.path if case.centre else ""
    CaseMove.objects.create(case=case, from_path=case.org_path, from_centre_path=old_centre, moved_at=at)
    case.org, case.org_path, case.centre = org, org.path, centre
    case.save(update_fields=["org", "org_path", "centre"])
    WorkItem.objects.filter(case=case, done_at__isnull=True).update(
        org_path=org.path, centre_path=centre.path if centre else "", assignee=None
    )


def close_case(case: Case, *, outcome: str, at: datetime, keep_work: Sequence[str] = ()) -> None:
    """销件 — the case ends: procedures end with it, clocks stop, nobody waits for work, the outcome is kept.

    ``keep_work`` names the kinds of work that outlive a case.
    """
    tail = current_act().tail
    day = local_day(at)
    if case.is_held:
        clocks.end_holds(case, on=day, result=_("办件结束，特别程序随之结束。"))
    tail.add("cases_tail", {"what": "clock_stop", "case": case.pk, "kinds": _all_kinds(), "on": day})
    work.done(case, at=at, keep=keep_work)
    tail.add("cases_tail", {"what": "case_closed", "case": case.pk, "at": at, "outcome": outcome})


def reopen_case(case: Case) -> None:
    """恢复办理 — a closed case is open again under its own number; who must act and by when is set by the module."""
    current_act().tail.flush()
    Case.objects.filter(pk=case.pk).update(closed_at=None, outcome="")
    case.closed_at, case.outcome = None, ""


def _all_kinds() -> list[str]:
    return [str(one) for one in ClockKind]
