"""Idempotent loading of the city's questions: where there are some already, they are left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org

from .actions import campaigns
from .models import QuestionSet


def ensure_questions(
    city: Org, *, questions: Sequence[Mapping[str, Any]], active_from: date, by: Actor, at: datetime
) -> None:
    """设定问题集, unless there is one."""
    if not QuestionSet.objects.exists():
        campaigns.set_questions(city, questions=questions, active_from=active_from, by=by, at=at)
