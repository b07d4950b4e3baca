"""Parallel approval: tasks that wait for a department, seats that stayed empty, visits of one's own beside the joint one."""

from __future__ import annotations

from django.db.models import QuerySet

from yimen.kernel.base.days import local_day
from yimen.kernel.cases.models import Case
from yimen.modules.projects.public import watched
from yimen.modules.supervision.rules.facts import OwnVisitRow, SeatRow, TaskRow


def tasks(cases: QuerySet[Case]) -> list[TaskRow]:
    """部门任务 of stages."""
    return [
        TaskRow(
            f"projects.task:{one.id}",
            str(one.case),
            one.number,
            one.org,
            one.org_path,
            one.acknowledge_due_on,
            local_day(one.acknowledged_at) if one.acknowledged_at else None,
        )
        for one in watched.tasks(cases)
    ]


def seats(cases: QuerySet[Case]) -> list[SeatRow]:
    """缺席 of joint reviews that were held."""
    return [
        SeatRow(
            f"projects.reviewseat:{one.id}",
            str(one.stage),
            one.number,
            one.org,
            one.org_path,
            local_day(one.begins_at),
        )
        for one in watched.absences(cases)
    ]


def own_visits(cases: QuerySet[Case]) -> list[OwnVisitRow]:
    """另行勘验 that was tried."""
    return [
        OwnVisitRow(
            f"audit.refusal:{one.id}",
            str(one.case),
            one.number,
            one.org,
            one.org_path,
            local_day(one.at),
        )
        for one in watched.own_visits(cases)
    ]
