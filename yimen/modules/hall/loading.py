"""Idempotent loading of a city's queues and priorities: what is there already is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org

from . import actions
from .models import BusinessClass, PriorityGround


def ensure_business_class(
    centre: Org,
    *,
    letter: str,
    name: str,
    name_en: str,
    kinds: Sequence[str],
    serves: Org | None,
    by: Actor,
    at: datetime,
) -> None:
    """设立业务类别, unless the letter is used; a name that differs is amended."""
    known = BusinessClass.objects.filter(centre=centre, letter=letter).first()
    if known is None:
        actions.add_business_class(
            centre, letter=letter, name=name, name_en=name_en, kinds=kinds, serves=serves, by=by, at=at
        )
    elif (known.name, known.name_en) != (name, name_en):
        names = {"name": name, "name_en": name_en}
        actions.amend_business_class(known, **names, is_open=known.is_open, by=by, at=at)


def ensure_priority(
    city: Org, *, code: str, name: str, name_en: str, basis: str, is_confirmed: bool, by: Actor, at: datetime
) -> None:
    """登记优先事由, unless it is known."""
    if not PriorityGround.objects.filter(pk=code).exists():
        actions.add_priority(
            city,
            code=code,
            name=name,
            name_en=name_en,
            basis=basis,
            is_confirmed=is_confirmed,
            by=by,
            at=at,
        )
