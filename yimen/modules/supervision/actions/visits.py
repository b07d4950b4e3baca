"""走访: somebody is visited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.supervision.case_states import WAITING
from yimen.modules.supervision.events.campaigns import VisitPaid
from yimen.modules.supervision.models import FieldVisit, Sample
from yimen.modules.supervision.permissions import Permission

from .asking import asker, note_suspicions, questions_on, require_running, settle, typed_answers
from .call_backs import AFTER
from .stating import required


@action(permission=Permission.SAMPLE_ASK, moves=(WAITING, AFTER))
def pay_visit(
    sample: Sample,
    *,
    visited_on: date,
    place: str,
    companions: str,
    is_reached: bool = True,
    consents: bool = False,
    answers: Mapping[str, Any],
    words: str = "",
    by: Actor,
    at: datetime,
) -> VisitPaid:
    """走访 — by two at least, on a day that has come; without consent nothing of what was said is noted."""
    require_running(sample)
    who, asked = asker(by, sample), questions_on(visited_on)
    if not local_day(sample.frame.drawn_at) <= visited_on <= local_day(at):
        told = _("走访日期应当在抽样之后、今天之前。")
        raise RuleBroken(told, fields={"visited_on": told})
    agrees = consents if is_reached else None
    typed = typed_answers(asked, answers, agrees)
    visit = FieldVisit.objects.create(
        sample=sample,
        org=sample.org,
        question_set=asked,
        asked_by=who.person,
        asked_by_org=who.org,
        asked_at=at,
        visited_on=visited_on,
        place=required(place, "place", _("请填写走访地点。"), most=200),
        companions=required(companions, "companions", _("走访应当有两人以上，请填写同行人。"), most=100),
        consents=agrees,
        answers=typed,
        words=words.strip()[:3000] if agrees else "",
    )
    note_suspicions(sample, asked, typed, kind="fieldvisit", source=visit.pk, on=visited_on)
    return VisitPaid(visit, sample, sample.position, visited_on.isoformat(), settle(sample, agrees, at))
