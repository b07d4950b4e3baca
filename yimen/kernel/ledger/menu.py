"""The ways into the ledger: for everybody, and for those who read what its checks found."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import has_role
from yimen.kernel.people.roles import Role
from yimen.kernel.web.menu import Entry

from .permissions import Permission


def reads_checks(actor: Actor) -> bool:
    """Asked of those with the role only, so that the menu of others costs nothing."""
    roles = (Role.AUDITOR, Role.SUPERVISOR, Role.ADMINISTRATOR)
    return has_role(actor, *roles) and actor.may(Permission.CHECK_READ, None)


ENTRIES = [
    Entry("ledger", _("公开账本"), "ledger:ledger", place="footer", order=40),
    Entry("ledger-checks", _("核对结果"), "ledger:checks", shows=reads_checks, place="account", order=75),
]
