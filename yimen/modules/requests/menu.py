"""The ways into requests: asking for information, the own requests, the desk of the office."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import has_role, person_actor
from yimen.kernel.people.roles import Role
from yimen.kernel.web.menu import Entry

from . import queries


def asks(actor: Actor) -> bool:
    return person_actor(actor) is not None


def supervises(actor: Actor) -> bool:
    return has_role(actor, Role.OPENNESS_SUPERVISOR)


def complains(actor: Actor) -> bool:
    """Whoever has an account follows the own complaints; those who settle them have them among their work."""
    return asks(actor) and not supervises(actor)


ENTRIES = [
    Entry("requests", _("依申请公开"), "requests:home", place="main", order=26),
    Entry("my-requests", _("我的公开申请"), "requests:mine", shows=asks, place="account", order=27),
    Entry(
        "request-desk",
        _("公开申请办理"),
        "requests:handled",
        shows=queries.reads_requests,
        place="main",
        order=38,
    ),
    Entry(
        "disclosure-complaints",
        _("公开投诉举报"),
        "requests:complaints",
        shows=supervises,
        place="main",
        order=39,
    ),
    Entry(
        "my-disclosure-complaints",
        _("公开投诉举报"),
        "requests:complaints",
        shows=complains,
        place="account",
        order=28,
    ),
]
