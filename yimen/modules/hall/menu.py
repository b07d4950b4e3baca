"""The ways into the hall: queues and appointments for everyone, the calling desk, the plan of the week."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import has_role, person_actor
from yimen.kernel.people.roles import Role
from yimen.kernel.web.menu import Entry

from .queries import AT_WINDOWS


def calls(actor: Actor) -> bool:
    return has_role(actor, *AT_WINDOWS)


def plans(actor: Actor) -> bool:
    return has_role(actor, Role.CENTRE_MANAGER)


def books(actor: Actor) -> bool:
    """Who has an account finds the own appointments there."""
    return person_actor(actor) is not None


ENTRIES = [
    Entry("halls", _("排队预约"), "hall:halls", place="main", order=28),
    Entry("appointments", _("我的预约"), "hall:appointments", shows=books, place="account", order=26),
    Entry("calling", _("叫号"), "hall:calling", shows=calls, place="main", order=36),
    Entry("planning", _("排班"), "hall:planning", shows=plans, place="main", order=37),
]
