"""Whether an item takes applications on a day, and if not, why: it is suspended, or it was cancelled.

What is asked is the day, not the state of a version: that is brought up to date by a sweep, which may come late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.web.words import cn_date

from .models import Cancellation, Item, Suspension


@dataclass(frozen=True)
class Closure:
    """停止受理 — since when, until when (None: for good), and by which instrument no application is taken."""

    instrument_no: str
    from_on: date
    to_on: date | None = None
    notice: str = ""

    @property
    def is_for_good(self) -> bool:
        return self.to_on is None

    @property
    def reason(self) -> str:
        """One sentence for those who want to apply."""
        words = {"number": self.instrument_no, "first": cn_date(self.from_on), "last": cn_date(self.to_on)}
        if self.is_for_good:
            return _("此事项已根据%(number)s自%(first)s起取消，不再受理申请。") % words
        return _("此事项已根据%(number)s自%(first)s起暂停办理，%(last)s恢复受理。") % words


def open_on(day: date, *, item: str = "pk") -> Q:
    """Rows whose item takes applications on the day; ``item`` is the path to it."""
    ended = Coalesce("resumed_on", "to_on")
    suspended = Suspension.objects.alias(end=ended).filter(item=OuterRef(item), from_on__lte=day, end__gt=day)
    cancelled = Cancellation.objects.filter(item=OuterRef(item), on__lte=day)
    return ~Q(Exists(suspended)) & ~Q(Exists(cancelled))


def closure_on(item_id: UUID, day: date) -> Closure | None:
    """Why the item takes no application on the day; None when it does."""
    return closures_on([item_id], day).get(item_id)


def closure_of(code: str, day: date) -> Closure | None:
    """As ``closure_on``, of the item with the code."""
    found = Item.objects.filter(code=code).values_list("pk", flat=True).first()
    return closure_on(found, day) if found else None


def closures_on(item_ids: list[UUID], day: date) -> dict[UUID, Closure]:
    """Of these items, those that take no application on the day, and why: one query."""
    running = Q(suspensions__from_on__lte=day) & (
        Q(suspensions__resumed_on__gt=day)
        | Q(suspensions__resumed_on__isnull=True, suspensions__to_on__gt=day)
    )
    rows = (
        Item.objects.filter(pk__in=item_ids)
        .annotate(suspended=FilteredRelation("suspensions", condition=running))
        .filter(Q(suspended__isnull=False) | Q(cancellation__on__lte=day))
        .order_by()
        .values_list(
            "pk", "cancellation__on", "cancellation__instrument_no",
            "suspended__instrument_no", "suspended__from_on", "suspended__to_on", "suspended__notice",
        )
    )  # fmt: skip
    return {
        key: Closure(number, on) if on is not None and on <= day else Closure(*suspension)
        for key, on, number, *suspension in rows
    }


IS_CLOSED = AskedOften(lambda item, day: Item.objects.filter(pk=item).exclude(open_on(day)), settled=True)


def require_open(item_id: UUID, day: date) -> None:
    """Raises RuleBroken, saying why, when the item takes no application on the day."""
    closure = closure_on(item_id, day) if IS_CLOSED.any(item_id, day) else None
    if closure is not None:
        raise RuleBroken(closure.reason)
