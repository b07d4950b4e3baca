"""问卷: a link is sent; the respondent answers alone."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.supervision import reaching
from yimen.modules.supervision.case_states import SampleState
from yimen.modules.supervision.events.campaigns import QuestionnaireAnswered, QuestionnaireSent
from yimen.modules.supervision.models import Questionnaire, Sample
from yimen.modules.supervision.permissions import Permission

from .asking import asker, note_suspicions, questions_on, require_running, settle, typed_answers
from .stating import limit

CODE_BYTES = 16


@dataclass(frozen=True)
class Link:
    """问卷链接 — the code goes to the respondent only; the house keeps its hash."""

    code: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.code.encode()).hexdigest()


@action(
    permission=Permission.SAMPLE_ASK,
    moves=((SampleState.DRAWN, SampleState.UNREACHED), SampleState.SENT),
)
def send_questionnaire(sample: Sample, *, by: Actor, at: datetime) -> QuestionnaireSent:
    """发出问卷 — a link to answer by, by the way on which the respondent can be told."""
    require_running(sample)
    who, asked, today = asker(by, sample), questions_on(local_day(at)), local_day(at)
    if reaching.way_to(sample) is None:
        raise RuleBroken(_("没有可以送达问卷的方式，请改用回访或者走访。"))
    link = Link(secrets.token_urlsafe(CODE_BYTES))
    until = today + timedelta(days=limit("questionnaire_days", today))
    made = Questionnaire.objects.create(
        sample=sample,
        org=sample.org,
        question_set=asked,
        asked_by=who.person,
        asked_by_org=who.org,
        asked_at=at,
        code_sha256=link.sha256,
        expires_on=until,
    )
    reaching.tell(sample, link.code, until)
    return QuestionnaireSent(made, sample, sample.position, until.isoformat())


@action(
    permission=Permission.QUESTIONNAIRE_ANSWER,
    moves=((SampleState.SENT,), (SampleState.ANSWERED, SampleState.DECLINED)),
)
def answer_questionnaire(
    sample: Sample,
    *,
    code: str,
    consents: bool,
    answers: Mapping[str, Any],
    words: str = "",
    by: Actor,
    at: datetime,
) -> QuestionnaireAnswered:
    """回答问卷 — by whoever has the code, once, until the day; or says no."""
    today = local_day(at)
    one = Questionnaire.objects.filter(sample=sample, code_sha256=Link(code).sha256).first()
    if one is None or one.answered_at is not None or today > one.expires_on:
        raise RuleBroken(_("问卷链接已经失效。"))
    typed = typed_answers(one.question_set, answers, consents)
    said = words.strip()[:3000] if consents else ""
    Questionnaire.objects.filter(pk=one.pk).update(
        consents=consents, answers=typed, words=said, answered_at=at
    )
    note_suspicions(sample, one.question_set, typed, kind="questionnaire", source=one.pk, on=today)
    return QuestionnaireAnswered(one, sample, sample.position, settle(sample, consents, at))
