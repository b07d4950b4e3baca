"""What an act about a yearly work report needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.summaries import computing, rules


def person_id(by: Actor) -> UUID:
    """The person who signs: a step is signed by a person, never by a machine."""
    return UUID(by.id)


def reason_of(text: str, field: str = "reason") -> str:
    """The reason, at most 500 characters; RuleBroken beside the field when there is none."""
    clean = text.strip()[:500]
    if not clean:
        raise RuleBroken(_("请写明理由。"), fields={field: _("请写明理由。")})
    return clean


def day_of(as_of: date, *, year: int, today: date) -> date:
    """The day up to which is counted: one of the year that is not in the future."""
    if as_of.year != year or as_of > today:
        raise RuleBroken(
            _("统计截止日应当在%(year)s年内，并且不晚于今天。") % {"year": year},
            fields={"as_of": _("请核对日期")},
        )
    return as_of


def require_countable(texts: Iterable[str]) -> None:
    """Every quotation names a measure that can be counted so."""
    for one in rules.quotations(texts):
        computing.measure_of(one)
