"""特别程序 as they are told: which one, by which article, what it does to the limits, whether it takes longer than was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from yimen.kernel import calendar
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases.models import ClockKind, Hold

from .models import Application

LEGAL = {ClockKind.STATUTORY, ClockKind.FIRST_REVIEW}
COUNTING: dict[tuple[bool, bool], Text] = {
    (True, True): _("所需时间不计入承诺时限和法定时限"),
    (True, False): _("所需时间不计入承诺时限，法定时限照常计算"),
    (False, True): _("所需时间不计入法定时限，承诺时限照常计算"),
    (False, False): _("承诺时限和法定时限照常计算"),
}
"""By whether the promised and the statutory limit stand still."""


def counting(stops: Sequence[str]) -> Text:
    """What a procedure does to the limits of a case."""
    return COUNTING[ClockKind.PROMISED in stops, bool(LEGAL & set(stops))]


@dataclass(frozen=True)
class Procedure:
    """特别程序 — one of a case; ``expected_on`` is the day by which it should end, as the applicant was told."""

    kind: Text
    basis: str
    counting: Text
    reason: str
    started_on: date
    expected_days: int
    expected_on: date
    ended_on: date | None
    result: str
    is_longer: bool


def procedures(application: Application, today: date) -> list[Procedure]:
    """Those of the case, the first one first."""
    if application.case is None:
        return []
    prefetch_related_objects([application.case], "holds")
    return [_shown(one, today) for one in sorted(application.case.holds.all(), key=lambda one: str(one.pk))]


def running(application: Application, today: date) -> list[Procedure]:
    """Those that have not ended."""
    if application.case is None or not application.case.is_held:
        return []
    return [one for one in procedures(application, today) if one.ended_on is None]


def expected_on(hold: Hold) -> date:
    """The day by which the procedure should end, as it was told."""
    return calendar.current().add(hold.started_on, hold.expected_days).on


def _shown(hold: Hold, today: date) -> Procedure:
    expected = expected_on(hold)
    return Procedure(
        kind=hold.get_kind_display(),
        basis=hold.basis,
        counting=counting(hold.stops),
        reason=hold.reason,
        started_on=hold.started_on,
        expected_days=hold.expected_days,
        expected_on=expected,
        ended_on=hold.ended_on,
        result=hold.result,
        is_longer=(hold.ended_on or today) > expected,
    )
