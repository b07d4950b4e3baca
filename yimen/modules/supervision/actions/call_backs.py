"""回访: somebody is called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.modules.supervision.case_states import WAITING, SampleState
from yimen.modules.supervision.events.campaigns import CallMade
from yimen.modules.supervision.models import CallBack, Sample
from yimen.modules.supervision.permissions import Permission

from .asking import asker, note_suspicions, questions_on, require_running, settle, typed_answers

AFTER = (SampleState.ANSWERED, SampleState.DECLINED, SampleState.UNREACHED)


@action(permission=Permission.SAMPLE_ASK, moves=(WAITING, AFTER))
def make_call(
    sample: Sample,
    *,
    is_reached: bool,
    consents: bool = False,
    answers: Mapping[str, Any],
    words: str = "",
    by: Actor,
    at: datetime,
) -> CallMade:
    """回访 — one call; without consent nothing of what was said is noted."""
    require_running(sample)
    who, asked = asker(by, sample), questions_on(local_day(at))
    agrees = consents if is_reached else None
    typed = typed_answers(asked, answers, agrees)
    call = CallBack.objects.create(
        sample=sample,
        org=sample.org,
        question_set=asked,
        asked_by=who.person,
        asked_by_org=who.org,
        asked_at=at,
        is_reached=is_reached,
        consents=agrees,
        answers=typed,
        words=words.strip()[:3000] if agrees else "",
    )
    note_suspicions(sample, asked, typed, kind="callback", source=call.pk, on=local_day(at))
    return CallMade(call, sample, sample.position, settle(sample, agrees, at))
