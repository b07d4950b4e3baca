"""The ways to the own messages and to the outbox."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import has_role
from yimen.kernel.people.roles import Role
from yimen.kernel.web.menu import Entry


def _is_person(actor: Actor) -> bool:
    return actor.kind == "person"


def _is_administrator(actor: Actor) -> bool:
    return has_role(actor, Role.ADMINISTRATOR)


ENTRIES = [
    Entry(
        key="notices",
        label=_("我的通知"),
        url="notices:notices",
        shows=_is_person,
        place="account",
        order=20,
        badge="notices:unread",
    ),
    Entry(
        key="outbox",
        label=_("发件箱"),
        url="notices:outbox",
        shows=_is_administrator,
        place="account",
        order=70,
    ),
]
