"""Parallel approval: tasks that wait for a department, seats that stayed empty, visits of one's own beside the joint one."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

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
            timezone.localtime(one.acknowledged_at).date() if one.acknowledged_at else None,
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
            timezone.localtime(one.begins_at).date(),
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
            timezone.localtime(one.at).date(),
        )
        for one in watched.own_visits(cases)
    ]
