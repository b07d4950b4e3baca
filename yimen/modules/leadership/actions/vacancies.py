"""The verbs of vacancies, done by the watch that looks every morning."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.leadership import queries
from yimen.modules.leadership.events import VacancyEnded, VacancyNoted
from yimen.modules.leadership.models import LeadershipGroup, Vacancy
from yimen.modules.leadership.permissions import Permission
from yimen.modules.leadership.states import Office


@action(permission=Permission.VACANCY_NOTE, creates=True)
def note_vacancy(group: LeadershipGroup, *, office: str, by: Actor, at: datetime) -> VacancyNoted:
    """提示职务空缺 — an office that must be held is empty today; those who watch are told, once."""
    since = queries.vacant_since(group, office, local_day(at))
    if since is None:
        raise RuleBroken(_("该职务没有空缺。"))
    if Vacancy.objects.filter(group=group, office=office, ended_on=None).exists():
        raise RuleBroken(_("这一空缺已经提示过。"))
    vacancy = Vacancy.objects.create(group=group, office=office, vacant_since=since, noted_at=at)
    return VacancyNoted(vacancy, group, str(Office(office).label), since)


@action(permission=Permission.VACANCY_NOTE)
def end_vacancy(vacancy: Vacancy, *, by: Actor, at: datetime) -> VacancyEnded:
    """空缺补齐 — the office is held again: what begins on a later day than it was entered is found here."""
    today: date = local_day(at)
    if vacancy.ended_on is not None or queries.vacant_since(vacancy.group, vacancy.office, today):
        raise RuleBroken(_("该职务仍然空缺。"))
    vacancy.ended_on = today
    return VacancyEnded(vacancy, today)
