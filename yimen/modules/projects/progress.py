"""专项进度: how the cases of a programme stand, class by class: not accepted yet, in hand, done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.modules.approvals import public as approvals

from .models import Programme, ProgrammeCase, ProgrammeClass


class Standing(models.TextChoices):
    """专项办件进度."""

    SUBMITTED = "submitted", _("已提交，待受理")
    IN_HAND = "in_hand", _("已受理，办理中")
    DONE = "done", _("已办结")
    ENDED = "ended_otherwise", _("未办结即结束")


@dataclass(frozen=True)
class Line:
    """一个类别 — accepted and done, of all that were grouped in it."""

    programme_class: ProgrammeClass | None
    grouped: int
    accepted: int
    done: int


def lines(programme: Programme) -> list[Line]:
    """受理和办结 of each class, and of all together in the last line; each case counts once."""
    rows = ProgrammeCase.objects.filter(programme_class__programme=programme).order_by()
    counted = rows.values("programme_class").annotate(
        grouped=Count("pk"), accepted=Count("pk", filter=_accepted()), done=Count("pk", filter=_done())
    )
    numbers = {one["programme_class"]: (one["grouped"], one["accepted"], one["done"]) for one in counted}
    classes = programme.classes.order_by("position")
    found = [Line(one, *numbers.get(one.pk, (0, 0, 0))) for one in classes]
    total = (sum(one[place] for one in numbers.values()) for place in range(3))
    return [*found, Line(None, *total)]


def _accepted() -> Q:
    """已受理 — of the application that has the id of the case."""
    return Q(Exists(approvals.Application.objects.filter(pk=OuterRef("case_id"), accepted_on__isnull=False)))


def _done() -> Q:
    """已办结 — decided and sealed."""
    return Q(Exists(approvals.Application.objects.filter(pk=OuterRef("case_id"), concluded_at__isnull=False)))


def marked(rows: QuerySet[ProgrammeCase]) -> QuerySet[ProgrammeCase]:
    """The rows, each with whether it was accepted and whether it is done."""
    return rows.annotate(is_accepted=_accepted(), is_done=_done())


def standing(row: Any) -> Standing:
    """How one of the marked rows stands."""
    if row.is_done:
        return Standing.DONE
    if row.case.closed_at is not None:
        return Standing.ENDED
    return Standing.IN_HAND if row.is_accepted else Standing.SUBMITTED


def narrowed(rows: QuerySet[ProgrammeCase], value: str) -> QuerySet[ProgrammeCase]:
    """Those of the marked rows that stand so."""
    is_open = Q(is_done=False, case__closed_at=None)
    return rows.filter(
        {
            Standing.DONE.value: Q(is_done=True),
            Standing.ENDED.value: Q(is_done=False, case__closed_at__isnull=False),
            Standing.IN_HAND.value: is_open & Q(is_accepted=True),
            Standing.SUBMITTED.value: is_open & Q(is_accepted=False),
        }[value]
    )
