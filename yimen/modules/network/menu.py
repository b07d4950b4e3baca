"""The ways into the network: for those who run or oversee it, and for those who read its cases by a post."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import CASE_READERS
from yimen.kernel.people.actor import has_role
from yimen.kernel.people.roles import OVERSIGHT, Role
from yimen.kernel.web.menu import Entry

from .permissions import Permission


def reads_network(actor: Actor) -> bool:
    """Asked of those with the role only, so that the menu of others costs nothing."""
    roles = (Role.ADMINISTRATOR, Role.DATA_STEWARD, *OVERSIGHT)
    return has_role(actor, *roles) and actor.may(Permission.NODE_READ, None)


def reads_cases(actor: Actor) -> bool:
    return has_role(actor, *CASE_READERS)


ENTRIES = [
    Entry("network", _("联网交换"), "network:overview", shows=reads_network, place="account", order=75),
    Entry("mirrored", _("节点办件"), "network:cases", shows=reads_cases, place="account", order=45),
]
