"""The ways into the hall: queues and appointments for everyone, the calling desk, the plan of the week."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import OrgKind
from yimen.kernel.people.actor import has_role, person_actor
from yimen.kernel.people.roles import Role
from yimen.kernel.web.menu import Entry

from .queries import AT_WINDOWS

HALL_KINDS = (OrgKind.CENTRE, OrgKind.SUBCENTRE, OrgKind.DISTRICT_CENTRE, OrgKind.TOWNSHIP_CENTRE)


def calls(actor: Actor) -> bool:
    """Who sits at a window: of the own post, or of the hall where the post is; who issues in a bureau does not."""
    person = person_actor(actor)
    return person is not None and any(
        post.role in AT_WINDOWS and (post.window_id is not None or post.org.kind in HALL_KINDS)
        for post in person.posts
    )


def plans(actor: Actor) -> bool:
    return has_role(actor, Role.CENTRE_MANAGER)


def books(actor: Actor) -> bool:
    """Who has an account finds the own appointments there."""
    return person_actor(actor) is not None


ENTRIES = [
    Entry("halls", _("排队预约"), "hall:halls", place="main", order=28),
    Entry("appointments", _("我的预约"), "hall:appointments", shows=books, place="account", order=26),
    Entry("calling", _("叫号"), "hall:calling", shows=calls, place="main", order=36),
    Entry(
        "planning",
        _("排班"),
        "hall:planning",
        shows=plans,
        place="main",
        order=37,
        holds=("hall:week", "hall:shift"),
    ),
]
