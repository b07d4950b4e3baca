"""The ways into the network: for those who run it, and for those who read its cases by a post."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import CASE_READERS
from yimen.kernel.people.actor import has_role, person_actor
from yimen.kernel.people.roles import Role
from yimen.kernel.web.menu import Entry

RUNNERS = (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.AUDITOR)


def runs_network(actor: Actor) -> bool:
    """A post in the city government itself, as the permission asks."""
    person = person_actor(actor)
    return person is not None and (
        person.has(Role.DATA_STEWARD)
        or any(one.role in RUNNERS and one.org.parent_id is None for one in person.posts)
    )


def reads_cases(actor: Actor) -> bool:
    return has_role(actor, *CASE_READERS)


ENTRIES = [
    Entry("network", _("联网交换"), "network:overview", shows=runs_network, place="account", order=75),
    Entry("mirrored", _("节点办件"), "network:cases", shows=reads_cases, place="account", order=45),
]
