"""项目统计: projects accepted and done, by class. Classes overlap: the sum over them is more than the number of projects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from .models import Investment, Project
from .states import ProjectClass


@dataclass(frozen=True)
class Counted:
    """件数 — distinct projects of which a stage was taken in, and of which one was issued, in a period."""

    accepted: int
    done: int


@dataclass(frozen=True)
class ProjectFigures:
    """项目统计 of a period: all distinct projects, and each class."""

    total: Counted
    by_class: Mapping[str, Counted]


def count(first: date, last: date, *, rows: QuerySet[Project] | None = None) -> ProjectFigures:
    """Distinct projects by class in a period; one query whatever the number of classes."""
    accepted = Q(stages__accepted_on__range=(first, last))
    done = Q(stages__issued_at__date__range=(first, last))
    asked = {}
    for kind in ("", *ProjectClass.values):
        own = Q(classes__contains=[kind]) if kind else Q()
        asked[f"accepted_{kind}"] = Count("pk", filter=accepted & own, distinct=True)
        asked[f"done_{kind}"] = Count("pk", filter=done & own, distinct=True)
    found = (Project.objects.all() if rows is None else rows).aggregate(**asked)
    counted = {
        kind: Counted(found[f"accepted_{kind}"], found[f"done_{kind}"]) for kind in ("", *ProjectClass.values)
    }
    return ProjectFigures(counted.pop(""), counted)


def invested(rows: QuerySet[Project]) -> dict[str, Decimal]:
    """投资额 of these projects, by currency, never added across."""
    sums = Investment.objects.filter(project__in=rows).values_list("currency").annotate(sum=Sum("amount"))
    return dict(sums.order_by("currency"))
