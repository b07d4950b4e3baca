"""Verbs of back-tests: ordered by people, counted by a worker."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision import rules
from yimen.modules.supervision.events import TrialFailed, TrialOrdered, TrialRecorded
from yimen.modules.supervision.models import RuleTrial
from yimen.modules.supervision.permissions import Permission
from yimen.modules.supervision.states import TrialState

from .rules import definition

MOST_DAYS = 366
Cells = Mapping[tuple[str, str], int]
"""How many by body and month (``2026-03``)."""


@action(permission=Permission.TRIAL_ORDER, creates=True)
def order_trial(
    org: Org,
    *,
    code: str,
    parameters: Mapping[str, object],
    first_day: date,
    last_day: date,
    by: Actor,
    at: datetime,
) -> TrialOrdered:
    """安排回测 — what the rule would have found on these days with these parameters; one at a time of each rule."""
    found = definition(code)
    kept = rules.checked(found, parameters)
    if not 0 <= (last_day - first_day).days < MOST_DAYS:
        raise RuleBroken(_("请选择不超过一年的日期。"), fields={"last_day": _("应在开始日期以后一年以内")})
    made = RuleTrial.objects.create(
        org=org,
        code=code,
        version=found.version,
        parameters=kept,
        first_day=first_day,
        last_day=last_day,
        part_count=len(found.reads) + 1,
        ordered_at=at,
        ordered_by=by.label[:100],
    )
    _defer(made)
    return TrialOrdered(made, first_day.isoformat(), last_day.isoformat(), kept)


@action(permission=Permission.TRIAL_RECORD, moves=((TrialState.ORDERED,), TrialState.DONE))
def record_trial(trial: RuleTrial, *, cells: Cells, by: Actor, at: datetime) -> TrialRecorded:
    """登记回测结果 — by the machine that counted; nothing was raised."""
    trial.cells = [[org, month, count] for (org, month), count in sorted(cells.items())]
    trial.ended_at = at
    return TrialRecorded(trial, trial.total)


@action(permission=Permission.TRIAL_RECORD, moves=((TrialState.ORDERED,), TrialState.FAILED))
def fail_trial(trial: RuleTrial, *, reason: str, by: Actor, at: datetime) -> TrialFailed:
    """回测出错 — the reason is kept; another one may be ordered."""
    trial.error, trial.ended_at = reason, at
    return TrialFailed(trial, reason)


def _defer(trial: RuleTrial) -> None:
    from yimen.modules.supervision import jobs

    jobs.run_trial.defer(trial_id=str(trial.pk))
