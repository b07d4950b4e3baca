"""立件 and 销件: how a module opens and closes the case behind its own noun, inside its own act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from yimen.kernel.audit.action import current_act
from yimen.kernel.orgs.models import Org

from . import numbers
from .models import Case, ClockKind, Party


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
) -> Case:
    """立件 — the case with its number, query code and parties. ``day`` is the local date of receipt."""
    current_act()
    case = Case.objects.create(
        id=id,
        number=numbers.case_number(org.region_id, day),
        query_code=numbers.query_code(),
        kind=kind,
        title=title[:200],
        org=org,
        org_path=org.path,
        centre=centre,
        channel=channel,
        parent=parent,
        opened_at=at,
    )
    Party.objects.bulk_create([Party(case=case, **vars(one)) for one in parties])
    return case


def close_case(case: Case, *, outcome: str, at: datetime) -> None:
    """销件 — the case ends: clocks stop, nobody waits for work, the outcome is kept."""
    tail = current_act().tail
    day = local_day(at)
    tail.add("cases_tail", {"what": "clock_stop", "case": case.pk, "kinds": _all_kinds(), "on": day})
    tail.add("cases_tail", {"what": "work_done", "case": case.pk, "at": at, "by": current_act().by.label})
    tail.add("cases_tail", {"what": "case_closed", "case": case.pk, "at": at, "outcome": outcome})


def _all_kinds() -> list[str]:
    return [str(one) for one in ClockKind]


def local_day(at: datetime) -> date:
    """The date of a moment where the city is."""
    return timezone.localtime(at).date()
