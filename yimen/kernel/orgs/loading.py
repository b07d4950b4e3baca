"""Idempotent loading: what is missing is made, what differs is amended, what is the same is left alone.

Each function looks first and then calls at most one verb, so that loading a city twice records nothing new.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from yimen.kernel.base.actor import Actor

from . import actions
from .models import Org, Region, Section, Window


def ensure_region(parent: Region, *, area_code: str, by: Actor, at: datetime, **facts: Any) -> Region:
    """登记行政区划, unless it stands there already."""
    known = Region.objects.filter(pk=area_code).first()
    if known is None:
        return actions.add_region(parent, area_code=area_code, by=by, at=at, **facts).region
    changes = _differing(known, facts)
    return actions.amend_region(known, changes=changes, by=by, at=at).region if changes else known


def ensure_org(region: Region, *, code: str, by: Actor, at: datetime, **facts: Any) -> Org:
    """设立机构, unless it stands there already; kind, parent and day of founding stay as they were founded."""
    known = Org.objects.filter(code=code).first()
    if known is None:
        return actions.found(region, code=code, by=by, at=at, **facts).org
    changes = _differing(known, {name: value for name, value in facts.items() if name in actions.ORG_FACTS})
    return actions.amend_org(known, changes=changes, by=by, at=at).org if changes else known


def ensure_section(org: Org, *, code: str, by: Actor, at: datetime, **facts: Any) -> Section:
    """设置处室, unless it stands there already."""
    known = Section.objects.filter(org=org, code=code).first()
    if known is None:
        return actions.add_section(org, code=code, by=by, at=at, **facts).section
    changes = _differing(known, facts)
    return actions.amend_section(known, changes=changes, by=by, at=at).section if changes else known


def ensure_window(centre: Org, *, number: str, by: Actor, at: datetime, **facts: Any) -> Window:
    """开设窗口, unless it stands there already."""
    known = Window.objects.filter(centre=centre, number=number).first()
    if known is None:
        return actions.open_window(centre, number=number, by=by, at=at, **facts).window
    changes = _differing(known, facts)
    return actions.amend_window(known, changes=changes, by=by, at=at).window if changes else known


def _differing(known: Model, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if getattr(known, name) != value}
