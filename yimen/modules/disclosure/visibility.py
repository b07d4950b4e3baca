"""可见性 — who sees what of a publication: one place, asked by every page, list, export, operation and the search.

``seen_by`` and ``read_by`` are conditions for the database; ``sight`` says the same of one row that is at hand. A test
compares them over every state and every member of the cast.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from uuid import UUID

from django.db.models import Q

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import org_paths, person_actor
from yimen.kernel.people.roles import Role

from .models import Publication, Referral
from .states import Openness, PublicState, RetractionKind

WORKING = (
    Role.INFORMATION_DRAFTER,
    Role.SECTION_HEAD,
    Role.SECRECY_REVIEWER,
    Role.LEADER,
    Role.DISCLOSURE_OFFICER,
    Role.DISCLOSURE_HEAD,
)
"""Who prepares what the body publishes, and so sees what it has not published."""
OPEN_STATES = (PublicState.PUBLISHED, PublicState.ARCHIVED)
OUT = (*OPEN_STATES, PublicState.RETRACTED)
LEAKED = {"state": PublicState.RETRACTED, "retraction_kind": RetractionKind.SECRET_LEAK}


class Sight(Enum):
    """看到的程度 — nothing, the tombstone, the heading of what is open on request, all of it."""

    NOTHING = 0
    TOMBSTONE = 1
    HEADING = 2
    FULL = 3


def own_paths(actor: Actor) -> tuple[str, ...]:
    """The bodies in which the actor works on publications."""
    return org_paths(actor, WORKING)


def under(paths: tuple[str, ...], prefix: str = "") -> Q:
    """Rows of these bodies."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{prefix}org_path__startswith": path})
    return found


def seen_by(actor: Actor, on: date) -> Q:
    """Publications that are there for the actor at all; what is not does not exist for them."""
    own = under(own_paths(actor)) | under(org_paths(actor, [Role.OPENNESS_SUPERVISOR])) & Q(state__in=OUT)
    return Q(state__in=OUT) & _not_over(on) | own | _asked(actor)


def read_by(actor: Actor, on: date) -> Q:
    """Publications of which the actor may read text, files and history."""
    leak = Q(**LEAKED)
    everybody = Q(state__in=OPEN_STATES, current__openness=Openness.PROACTIVE) & _not_over(on)
    supervised = under(org_paths(actor, [Role.OPENNESS_SUPERVISOR])) & Q(state__in=OUT)
    watched = under(org_paths(actor, [Role.SECRECY_AUTHORITY])) & leak
    return everybody | (under(own_paths(actor)) | supervised) & ~leak | watched | _asked(actor) & ~leak


def not_leaked(actor: Actor, prefix: str) -> Q:
    """Rows of a publication that tells no secret; of one that does, only for who watches over secrets there."""
    leaked = Q(**{f"{prefix}{name}": value for name, value in LEAKED.items()})
    return ~leaked | under(org_paths(actor, [Role.SECRECY_AUTHORITY]), prefix)


def sight(actor: Actor, publication: Publication, on: date) -> Sight:
    """What the actor sees of this one."""
    if publication.is_leak:
        return _of_leak(actor, publication, on)
    if _works_on(actor, publication):
        return Sight.FULL
    if publication.state not in OUT or _is_over(publication, on):
        return Sight.NOTHING
    if publication.state == PublicState.RETRACTED:
        return Sight.TOMBSTONE
    current = publication.current
    return Sight.FULL if current and current.openness == Openness.PROACTIVE else Sight.HEADING


def is_asked(actor: Actor, publication: Publication) -> bool:
    """Whether a doubt about it was referred to a body for which the actor answers."""
    return Publication.objects.filter(_asked(actor), pk=publication.pk).exists()


def _of_leak(actor: Actor, publication: Publication, on: date) -> Sight:
    if _reaches(org_paths(actor, [Role.SECRECY_AUTHORITY]), publication):
        return Sight.FULL
    known = (*own_paths(actor), *org_paths(actor, [Role.OPENNESS_SUPERVISOR]))
    if _reaches(known, publication) or not _is_over(publication, on) or is_asked(actor, publication):
        return Sight.TOMBSTONE
    return Sight.NOTHING


def _works_on(actor: Actor, publication: Publication) -> bool:
    """Of the own body; or overseen and out; or asked about."""
    if _reaches(own_paths(actor), publication):
        return True
    supervised = _reaches(org_paths(actor, [Role.OPENNESS_SUPERVISOR]), publication)
    return (supervised and publication.state in OUT) or is_asked(actor, publication)


def _reaches(paths: tuple[str, ...], publication: Publication) -> bool:
    return any(publication.org_path.startswith(path) for path in paths)


def _asked(actor: Actor) -> Q:
    """What was referred to a body for which the actor answers."""
    orgs = answering_orgs(actor)
    asked = Referral.objects.filter(to_org__in=orgs).values("check_of__version__publication")
    return Q(pk__in=asked) if orgs else Q(pk__in=[])


def answering_orgs(actor: Actor) -> list[UUID]:
    """The bodies for which the actor answers doubts."""
    person = person_actor(actor)
    roles = (Role.SECRECY_AUTHORITY, Role.OPENNESS_SUPERVISOR)
    return [] if person is None else [one.org_id for one in person.posts if one.role in roles]


def _not_over(on: date) -> Q:
    """What is open for a time only is gone when it is over."""
    return Q(current__public_until__isnull=True) | Q(current__public_until__gte=on)


def _is_over(publication: Publication, on: date) -> bool:
    until = publication.current.public_until if publication.current else None
    return until is not None and until < on
