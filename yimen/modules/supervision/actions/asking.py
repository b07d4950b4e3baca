"""What a visit, a call-back and a questionnaire do alike: who may ask, what the answers mean, what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.models import Person
from yimen.modules.supervision import questions
from yimen.modules.supervision.case_states import CampaignState, SampleState
from yimen.modules.supervision.models import QuestionSet, Sample, Suspicion
from yimen.modules.supervision.queries import enquiries

from .stating import acting_person, supervising_body

STATES: Mapping[bool | None, SampleState] = {
    None: SampleState.UNREACHED,
    False: SampleState.DECLINED,
    True: SampleState.ANSWERED,
}
"""What becomes of who was asked: without consent nothing is noted but that."""


@dataclass(frozen=True)
class Asker:
    """询问人 — who asks, for which body."""

    person: Person
    org: Org


def asker(by: Actor, sample: Sample) -> Asker:
    """Who asks; never somebody of the unit that handled it, whatever other post they hold."""
    person = acting_person(by)
    if any(post.org.path.startswith(sample.org.path) for post in person.posts):
        raise RuleBroken(_("询问人在办理单位任职，应当由其他单位的人员询问。"))
    return Asker(person.person, supervising_body(by, sample.org))


def require_running(sample: Sample) -> None:
    if sample.frame.campaign.state != CampaignState.RUNNING:
        raise RuleBroken(_("专项检查没有在进行，不能询问。"))


def questions_on(day: date) -> QuestionSet:
    found = enquiries.question_set(day)
    if found is None:
        raise RuleBroken(_("本市还没有设定问题集。"))
    return found


def typed_answers(asked: QuestionSet, given: Mapping[str, Any], consents: bool | None) -> dict[str, Any]:
    """The typed answers; there are none without consent, and no consent without any."""
    if not consents:
        return {}
    typed = questions.typed(asked.questions, given)
    if not typed:
        raise RuleBroken(_("请至少回答一个问题。"))
    return typed


def note_suspicions(
    sample: Sample, asked: QuestionSet, answers: Mapping[str, Any], *, kind: str, source: UUID, on: date
) -> int:
    """疑点 — one for each thing that the typed answers say against the body; free words open none."""
    words = questions.said(asked.questions, answers)
    Suspicion.objects.bulk_create(
        [
            Suspicion(
                said=one,
                org=sample.org,
                case=sample.case,
                item_code=sample.item_code,
                said_on=on,
                kind=kind,
                source=source,
            )
            for one in words
        ]
    )
    return len(words)


def settle(sample: Sample, consents: bool | None, at: datetime) -> str:
    """Notes on the sample what became of it; in words. Who could not be reached may be asked again soon."""
    sample.state = STATES[consents]
    if consents is not None:
        sample.asked_at = at
    return str(sample.get_state_display())
