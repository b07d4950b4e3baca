"""代理专员: who acts as a person, and who may be charged with leading a project through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.models import Person
from yimen.modules.projects import queries

Officers = Callable[[Org, date], QuerySet[Person]]


def acting_person(by: Actor) -> Person:
    """The person who acts; raises NotAllowed for a machine: these acts belong to persons."""
    person = person_actor(by)
    if person is None:
        raise NotAllowed
    return person.person


def require_officer(
    org: Org, officer: Person, *, field: str, at: datetime, among: Officers = queries.officers
) -> None:
    """One of those who may be charged with it, in the body or above it, on that day."""
    if not among(org, local_day(at)).filter(pk=officer.pk).exists():
        raise RuleBroken(
            _("%(name)s 不是本机构可以承办的工作人员。") % {"name": officer.name},
            fields={field: _("请选择本机构的工作人员")},
        )
