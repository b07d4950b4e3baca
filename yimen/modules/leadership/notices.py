"""通知 — who watches the leadership of a government is told of an office that must be held and is empty."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.notices.sending import send

from . import queries
from .events import VacancyNoted


@tells(VacancyNoted)
def vacancy_noted(fact: VacancyNoted, *, by: Actor, at: datetime) -> None:
    """职务空缺: which office of which body, since when."""
    facts = {"vacancy": fact.vacancy, "group": fact.group}
    for person in queries.keepers(fact.group.org.path, local_day(at)):
        send(person, "leadership.vacancy", facts, link=reverse("leadership:vacancies"))
