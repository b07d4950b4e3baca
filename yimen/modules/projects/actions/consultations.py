"""Verbs of consultations: logged, answered, followed up."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import numbers
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.models import Person
from yimen.modules.projects import queries, rules
from yimen.modules.projects.events import (
    ConsultationAnswered,
    ConsultationLogged,
    FollowUpDone,
    FollowUpPlanned,
    FollowUpReminded,
)
from yimen.modules.projects.models import ConsultationFollowUp, Project, ProjectConsultation
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import ConsultationState, ConsultationTopic

from .officers import acting_person, require_officer

OPEN = (ConsultationState.OPEN,)
EVERY = tuple(ConsultationState)


@action(permission=Permission.CONSULTATION_LOG, creates=True)
def log_consultation(
    org: Org,
    *,
    visitor: str,
    topic: str,
    question: str,
    visited_at: datetime,
    visitor_body: str = "",
    phone: str = "",
    project: Project | None = None,
    answer: str = "",
    minutes: str = "",
    by: Actor,
    at: datetime,
) -> ConsultationLogged:
    """登记来访咨询 — who came, what was asked; what is answered at once is answered."""
    if topic not in ConsultationTopic.values:
        raise RuleBroken(_("请选择咨询主题。"), fields={"topic": _("请选择")})
    if visited_at > at:
        raise rules.wrong("visited_at", _("来访时间不能晚于现在。"))
    answer, day = answer.strip(), local_day(visited_at)
    area, year = org.region_id[:6], str(day.year)
    serial = numbers.next_number(f"consultation:{area}", year)
    consultation = ProjectConsultation.objects.create(
        number=f"{year}-{area}-Z{serial:06d}",
        org=org,
        org_path=org.path,
        project=project,
        visitor=rules.require_text(visitor, "visitor", _("请填写来访人。"), most=60),
        visitor_body=visitor_body.strip()[:100],
        phone=phone.strip()[:30],
        topic=topic,
        question=rules.require_text(question, "question", _("请填写咨询内容。")),
        answer=answer,
        minutes=minutes.strip(),
        state=ConsultationState.ANSWERED if answer else ConsultationState.OPEN,
        staff=acting_person(by),
        visited_at=visited_at,
        visited_on=day,
        answered_at=at if answer else None,
    )
    return ConsultationLogged(consultation, ConsultationTopic(topic).label)


@action(permission=Permission.CONSULTATION_ANSWER, moves=(OPEN, ConsultationState.ANSWERED))
def answer_consultation(
    consultation: ProjectConsultation, *, answer: str, minutes: str = "", by: Actor, at: datetime
) -> ConsultationAnswered:
    """答复来访咨询 — what could not be said at once."""
    consultation.answer = rules.require_text(answer, "answer", _("请填写答复。"))
    consultation.minutes = minutes.strip() or consultation.minutes
    consultation.answered_at = at
    return ConsultationAnswered(consultation)


@action(permission=Permission.CONSULTATION_ANSWER, moves=(EVERY, EVERY))
def plan_follow_up(
    consultation: ProjectConsultation, *, person: Person, due_on: date, purpose: str, by: Actor, at: datetime
) -> FollowUpPlanned:
    """安排咨询回访 — who asks again, until when, about what."""
    require_officer(consultation.org, person, field="person", at=at, among=queries.receivers)
    if due_on < local_day(at):
        raise RuleBroken(_("回访期限不能早于今天。"), fields={"due_on": _("请选择今天或者以后")})
    purpose = rules.require_text(purpose, "purpose", _("请填写回访事由。"), most=200)
    planned = ConsultationFollowUp.objects.create(
        consultation=consultation, person=person, due_on=due_on, purpose=purpose
    )
    return FollowUpPlanned(consultation, str(planned.pk), person.name, due_on)


@action(permission=Permission.CONSULTATION_ANSWER, moves=(EVERY, EVERY))
def follow_up_consultation(
    consultation: ProjectConsultation,
    *,
    follow_up: ConsultationFollowUp,
    result: str,
    by: Actor,
    at: datetime,
) -> FollowUpDone:
    """办理咨询回访 — what came of it; once."""
    found = consultation.follow_ups.select_for_update().filter(pk=follow_up.pk, done_at=None).first()
    if found is None:
        raise RuleBroken(_("这次回访已经办理。"))
    found.result = rules.require_text(result, "result", _("请填写回访结果。"))
    found.done_at = at
    found.save(update_fields=["result", "done_at"])
    return FollowUpDone(consultation, str(found.pk))


@action(permission=Permission.CONSULTATION_REMIND, moves=(EVERY, EVERY))
def remind_follow_up(
    consultation: ProjectConsultation, *, follow_up: ConsultationFollowUp, by: Actor, at: datetime
) -> FollowUpReminded:
    """提醒咨询回访 — its day has come and it is not done; told once."""
    rows = consultation.follow_ups.select_for_update(of=("self",)).select_related("person")
    found = rows.filter(pk=follow_up.pk, done_at=None, reminded_at=None, due_on__lte=local_day(at)).first()
    if found is None:
        raise RuleBroken(_("这次回访没有到期，或者已经提醒、办理。"))
    found.reminded_at = at
    found.save(update_fields=["reminded_at"])
    return FollowUpReminded(consultation, str(found.pk), found.person.name, found.due_on)
