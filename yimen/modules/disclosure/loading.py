"""Idempotent loading: what is missing is made through the acts, what is there is left alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org

from . import actions
from .models import ClassificationNode, Guide


def ensure_classification(
    city: Org, *, scheme: str, code: str, parent: str, valid_from: date, by: Actor, at: datetime, **facts: Any
) -> ClassificationNode:
    """增设分类, unless it stands there already; ``parent`` is a code of the same tree, or empty."""
    known = ClassificationNode.objects.filter(scheme=scheme, code=code).first()
    if known is not None:
        return known
    above = ClassificationNode.objects.get(scheme=scheme, code=parent) if parent else None
    done = actions.add_classification(
        city, scheme=scheme, code=code, parent=above, valid_from=valid_from, by=by, at=at, **facts
    )
    return done.node


def ensure_guide(org: Org, content: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    """公布公开指南, unless the body has one."""
    if not Guide.objects.filter(org=org).exists():
        actions.publish_guide(org, content=content, seen=0, by=by, at=at)
