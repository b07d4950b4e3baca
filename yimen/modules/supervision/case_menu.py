"""The ways into campaigns, complaints and supervision cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import has_role, person_actor
from yimen.kernel.people.roles import Role
from yimen.kernel.web.menu import Entry

from . import lists
from .queries import cases


def supervises(actor: Actor) -> bool:
    return has_role(actor, Role.SUPERVISOR)


def complains(actor: Actor) -> bool:
    return person_actor(actor) is not None and not supervises(actor)


CASE_ENTRIES = [
    Entry(
        "supervision-cases",
        lists.CASES,
        "supervision:cases",
        shows=cases.reads_cases,
        place="main",
        order=61,
    ),
    Entry(
        "supervision-campaigns",
        lists.CAMPAIGNS,
        "supervision:campaigns",
        shows=supervises,
        place="main",
        order=62,
    ),
    Entry(
        "supervision-complaints",
        lists.COMPLAINTS,
        "supervision:complaints",
        shows=supervises,
        place="main",
        order=63,
    ),
    Entry(
        "my-supervision-complaints",
        lists.COMPLAINTS,
        "supervision:complaints",
        shows=complains,
        place="account",
        order=29,
    ),
    Entry("supervision-results", _("监督结果公开"), "supervision:results", place="footer", order=45),
]
