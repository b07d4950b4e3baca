"""The ways into the own account and the register."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.web.menu import Entry

from .actor import has_role
from .roles import Role


def _is_person(actor: Actor) -> bool:
    return actor.kind == "person"


def _is_administrator(actor: Actor) -> bool:
    return has_role(actor, Role.ADMINISTRATOR)


ENTRIES = [
    Entry(
        key="account", label=_("我的账户"), url="people:account", shows=_is_person, place="account", order=10
    ),
    Entry(
        key="persons",
        label=_("人员与岗位"),
        url="people:persons",
        shows=_is_administrator,
        place="account",
        order=60,
    ),
    Entry(key="roles", label=_("岗位职责"), url="people:roles", place="footer", order=50),
]
