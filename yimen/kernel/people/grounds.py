"""Grounds: the reasons for which somebody may act, as they stand in every GRANTS table.

What a subject offers to be asked about:

- ``org_path``: the path of the responsible body (``post``)
- ``also_at_paths``: paths of centres at which it is handled too (``post``, for the roles of a hall)
- ``item_code``: the item, for posts that are limited to items (``post``)
- ``party_person_ids``: role -> id of the person, or several ids (``party``)
- ``person_id``: whose it is (``oneself``)
- ``assignee_id``: who was charged with it (``assigned``)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.grants import Ground, anyone, machine, signed_in
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import Text

from . import representing
from .actor import PersonActor, person_actor
from .models import Post
from .roles import HALL_ROLES, OVERSIGHT, Role

__all__ = [
    "anyone",
    "assigned",
    "city_post",
    "machine",
    "oneself",
    "overseer_of_the_city",
    "party",
    "post",
    "represented",
    "secured",
    "signed_in",
]


def post(*roles: Role) -> Ground:
    """One of the roles, in the subject's responsible body or above it, on the day."""

    def holds(actor: Actor, subject: object) -> bool:
        person = person_actor(actor)
        if person is None:
            return False
        return _through(person, (one for one in person.posts if one.role in roles and reaches(one, subject)))

    return Ground(code=f"post({', '.join(roles)})", label=_labels(roles), holds=holds)


def city_post(*roles: Role) -> Ground:
    """One of the roles in the city government itself, whatever the subject."""

    def holds(actor: Actor, _subject: object) -> bool:
        person = person_actor(actor)
        if person is None:
            return False
        return _through(
            person, (one for one in person.posts if one.role in roles and one.org.parent_id is None)
        )

    return Ground(code=f"city_post({', '.join(roles)})", label=_labels(roles), holds=holds)


def _oversees_the_city(actor: Actor, _subject: object) -> bool:
    person = person_actor(actor)
    posts = person.posts if person is not None else ()
    return any(one.role in OVERSIGHT and one.reach.count(".") == 1 for one in posts)


overseer_of_the_city = Ground(
    code=f"overseer_of_the_city({', '.join(sorted(OVERSIGHT))})",
    label=_("监督、审计全市的人员"),
    holds=_oversees_the_city,
)
"""Who supervises or audits the whole city, from whichever body."""


def party(*parts: str) -> Ground:
    """A party of the matter: the applicant, the agent, as the subject names them."""

    def holds(actor: Actor, subject: object) -> bool:
        if actor.kind != "person":
            return False
        named: Mapping[str, object] = getattr(subject, "party_person_ids", {})
        return any(actor.id in _ids(named.get(part)) for part in parts)

    return Ground(code=f"party({', '.join(parts)})", label=_("当事人"), holds=holds)


def represented(*powers: str) -> Ground:
    """An agent with a mandate of the applicant that has one of these powers; done visibly in the applicant's name."""

    def holds(actor: Actor, subject: object) -> bool:
        person = person_actor(actor)
        applicant = getattr(subject, "party_person_ids", {}).get("applicant")
        if person is None or applicant is None:
            return False
        matter = getattr(subject, "pk", None)
        found = representing.represented(person, powers, applicant, matter=matter)
        if found is not None:
            person.act_for(found.principal)
        return found is not None

    return Ground(code=f"represented({', '.join(powers)})", label=_("受委托的代理员"), holds=holds)


def secured(ground: Ground) -> Ground:
    """The ground, and a second factor given in this session (or the city has switched the demand off)."""

    def holds(actor: Actor, subject: object) -> bool:
        person = person_actor(actor)
        return person is not None and person.may_decide and ground.holds(actor, subject)

    return Ground(code=f"secured({ground.code})", label=ground.label, holds=holds)


def _is_oneself(actor: Actor, subject: object) -> bool:
    return actor.kind == "person" and str(getattr(subject, "person_id", None)) == actor.id


def _is_assigned(actor: Actor, subject: object) -> bool:
    return actor.kind == "person" and str(getattr(subject, "assignee_id", None)) == actor.id


oneself = Ground(code="oneself", label=_("本人"), holds=_is_oneself)
assigned = Ground(code="assigned", label=_("承办人"), holds=_is_assigned)


def reaches(held: Post, subject: object) -> bool:
    """Whether a post reaches a subject: by body, by centre for the roles of a hall, within its items."""
    path = str(getattr(subject, "org_path", "") or "")
    return _in_items(held, subject) and (_reaches_body(held, path) or _reaches_at_centre(held, subject, path))


def _reaches_body(held: Post, path: str) -> bool:
    return bool(path) and path.startswith(held.reach)


def _reaches_at_centre(held: Post, subject: object, path: str) -> bool:
    """A centre's clerk takes in for every department handled there; at a department's window only for that one."""
    if held.role not in HALL_ROLES:
        return False
    serves = held.window.serves if held.window is not None else None
    if serves is not None and not path.startswith(serves.path):
        return False
    paths: Iterable[str] = getattr(subject, "also_at_paths", ())
    return any(place.startswith(held.org.path) for place in paths)


def _in_items(held: Post, subject: object) -> bool:
    return not held.item_codes or getattr(subject, "item_code", None) in held.item_codes


def _through(person: PersonActor, posts: Iterable[Post]) -> bool:
    found = next(iter(posts), None)
    if found is None:
        return False
    person.act_through(found)
    return True


def _ids(named: object) -> set[str]:
    if named is None:
        return set()
    if isinstance(named, Iterable) and not isinstance(named, str):
        return {str(one) for one in named}
    return {str(named)}


def _labels(roles: tuple[Role, ...]) -> Text:
    return lazy(lambda: joined((role.label for role in roles), "、"), str)()
