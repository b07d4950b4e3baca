"""Idempotent loading of a city's templates of stages: what is there already is left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org

from . import actions
from .models import GreenChannelCriterion, StageTemplate, TemplateVersion
from .states import DoneWhen


def ensure_stage_template(
    lead: Org,
    *,
    code: str,
    names: Mapping[str, str],
    position: int,
    items: Sequence[Mapping[str, Any]],
    orders: Sequence[Mapping[str, str]],
    shared: Sequence[Mapping[str, Any]],
    basis: str = "",
    done_when: str = DoneWhen.ALL,
    by: Actor,
    at: datetime,
) -> None:
    """设立阶段模板 and publish its first version, unless the code is known."""
    if StageTemplate.objects.filter(code=code).exists():
        return
    done = actions.add_stage_template(lead, code=code, position=position, **names, by=by, at=at)
    _fill(done.version, items, orders, shared, by=by, at=at)
    actions.publish_template(done.version, basis=basis, done_when=done_when, by=by, at=at)


def _fill(
    version: TemplateVersion,
    items: Sequence[Mapping[str, Any]],
    orders: Sequence[Mapping[str, str]],
    shared: Sequence[Mapping[str, Any]],
    *,
    by: Actor,
    at: datetime,
) -> None:
    for place, one in enumerate(items, start=1):
        actions.put_stage_item(version, **{"position": place * 10, **one}, by=by, at=at)
    for order in orders:
        actions.put_stage_order(version, **order, by=by, at=at)
    for need in shared:
        actions.put_shared_need(version, **need, by=by, at=at)


def ensure_criterion(
    city: Org, *, code: str, name: str, name_en: str, basis: str, is_confirmed: bool, by: Actor, at: datetime
) -> None:
    """设立绿色通道条件, unless it is known."""
    if not GreenChannelCriterion.objects.filter(pk=code).exists():
        names = {"name": name, "name_en": name_en}
        actions.add_criterion(city, code=code, **names, basis=basis, is_confirmed=is_confirmed, by=by, at=at)
