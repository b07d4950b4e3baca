"""What several verbs of supervision state in the same way: texts, persons, bodies, days."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from yimen.kernel import calendar, policies
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor, person_actor
from yimen.kernel.people.roles import Role


def required(text: str, field: str, message: str, *, most: int = 3000) -> str:
    """The text without outer spaces; raises RuleBroken when nothing is left or it is longer than it may be."""
    if not text.strip():
        raise RuleBroken(message, fields={field: message})
    if len(text.strip()) > most:
        told = _("最多%(most)s个字。") % {"most": most}
        raise RuleBroken(told, fields={field: told})
    return text.strip()


def acting_person(by: Actor) -> PersonActor:
    """Who acts, as a person; a machine has no such act."""
    person = person_actor(by)
    if person is None:
        raise NotAllowed
    return person


def supervising_body(by: Actor, subject: Org) -> Org:
    """The body of the supervisor's post that reaches the subject."""
    held = acting_person(by).holds(Role.SUPERVISOR, subject.path)
    if held is None:
        raise NotAllowed
    return held.org


def require_own_unit(by: Actor, unit: Org) -> None:
    """Only the unit itself answers for itself: a government above it does not."""
    if not any(post.org.path.startswith(unit.path) for post in acting_person(by).posts):
        raise NotAllowed


def limit(code: str, on: date) -> int:
    """A number of the city's supervision on the day, such as days or months (制度参数)."""
    return policies.on(on, f"supervision.{code}").int


def working_day_after(day: date, days: int) -> date:
    """The day that lies so many working days later."""
    return calendar.current().add(day, days).on


def require_period(first_day: date, last_day: date) -> None:
    if last_day < first_day:
        told = _("结束日期不能早于开始日期。")
        raise RuleBroken(told, fields={"last_day": told})
