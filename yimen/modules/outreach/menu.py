"""The ways into outreach: points for everyone, the own errands, the telephone of an agent, the desk of a centre."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import OrgKind
from yimen.kernel.people.actor import has_role, person_actor
from yimen.kernel.people.roles import Role
from yimen.kernel.web.menu import Entry

from .queries import CENTRE_KINDS, CENTRE_ROLES

ABOVE = (OrgKind.CENTRE, *CENTRE_KINDS)


def entrusts(actor: Actor) -> bool:
    """Who has an account of one's own follows what others carry."""
    person = person_actor(actor)
    return person is not None and not person.is_staff


def carries(actor: Actor) -> bool:
    return has_role(actor, Role.AGENT)


def brings(actor: Actor) -> bool:
    """Before whom people bring their matters: agents, and those at the counters of centres."""
    person = person_actor(actor)
    if person is None:
        return False
    at_centre = any(one.role in CENTRE_ROLES and one.org.kind in ABOVE for one in person.posts)
    return at_centre or person.has(Role.AGENT)


def handles(actor: Actor) -> bool:
    """Those, and who oversees them."""
    return brings(actor) or has_role(actor, Role.SUPERVISOR, Role.AUDITOR)


def manages(actor: Actor) -> bool:
    return has_role(actor, Role.CENTRE_MANAGER)


def counts(actor: Actor) -> bool:
    return has_role(actor, Role.CENTRE_MANAGER, Role.SUPERVISOR, Role.AUDITOR)


ENTRIES = [
    Entry("agency-points", _("代办服务"), "outreach:points", place="main", order=29),
    Entry("my-errands", _("我的代办"), "outreach:mine", shows=entrusts, place="account", order=29),
    Entry("agent-phone", _("手机代办"), "outreach:phone", shows=carries, place="main", order=46),
    Entry("errands", _("代办事项"), "outreach:errands", shows=handles, place="main", order=47),
    Entry("agents", _("代理员"), "outreach:agents", shows=manages, place="main", order=48),
    Entry("outreach-figures", _("代办统计"), "outreach:figures", shows=counts, place="account", order=49),
]
