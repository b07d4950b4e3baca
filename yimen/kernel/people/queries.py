"""Reads of persons, posts and tokens. The register of persons is for administrators; for others it does not exist."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs import queries as orgs

from . import numbers
from .models import ApiToken, Person, PersonKind, Post, StandIn
from .permissions import Permission
from .roles import Role


def may_list(actor: Actor) -> bool:
    """Whether the actor may read the register of persons."""
    return actor.may(Permission.PERSON_LIST, orgs.city_org())


def persons(actor: Actor) -> QuerySet[Person]:
    """The persons that the actor may see: all for administrators, oneself for others."""
    if may_list(actor):
        return Person.objects.all()
    return Person.objects.filter(pk=UUID(actor.id)) if actor.kind == "person" else Person.objects.none()


def register_of_persons(actor: Actor) -> QuerySet[Person]:
    """The register: nobody but administrators has one."""
    return Person.objects.all() if may_list(actor) else Person.objects.none()


def posts(actor: Actor) -> QuerySet[Post]:
    """Posts past, present and to come, of the persons that the actor may see."""
    rows = Post.objects.select_related("org", "section", "window__centre", "person")
    if may_list(actor):
        return rows
    return rows.filter(person=UUID(actor.id)) if actor.kind == "person" else rows.none()


def stand_ins(actor: Actor) -> QuerySet[StandIn]:
    return StandIn.objects.filter(post__in=posts(actor)).select_related("post__org", "post__person", "person")


def tokens(actor: Actor) -> QuerySet[ApiToken]:
    """The own tokens; nobody sees those of others."""
    rows = ApiToken.objects.select_related("person")
    return rows.filter(person=UUID(actor.id)) if actor.kind == "person" else rows.none()


def all_holders(*roles: Role | str, on: date) -> QuerySet[Person]:
    """Active persons who hold one of the roles anywhere, on the day."""
    return (
        Person.objects.filter(
            Q(posts__until=None) | Q(posts__until__gte=on),
            posts__role__in=roles,
            posts__since__lte=on,
            is_active=True,
        )
        .distinct()
        .order_by("name", "id")
    )


def holders(*roles: Role | str, org_path: str, on: date) -> QuerySet[Person]:
    """Active persons who hold one of the roles in the body with this path or above it, on the day."""
    above = [org_path[: index + 1] for index, letter in enumerate(org_path) if letter == "."]
    return (
        Person.objects.filter(
            Q(posts__until=None) | Q(posts__until__gte=on),
            posts__role__in=roles,
            posts__org__path__in=above,
            posts__since__lte=on,
            is_active=True,
        )
        .distinct()
        .order_by("name", "id")
    )


def person_with_number(id_type: str, number: str) -> Person | None:
    """Whose number this is, found by its keyed hash: for acts that check identity, never for a page."""
    return Person.objects.filter(id_number_digest__in=numbers.digests(id_type, number)).first()


def numbers_under_old_keys() -> QuerySet[Person]:
    """Persons whose number waits to be sealed under the present key."""
    present = f"{numbers.keys()[0].name}."
    return Person.objects.exclude(id_number_sealed="").exclude(id_number_sealed__startswith=present)


def officials(on: date) -> QuerySet[Person]:
    """Those who can hold posts; each with the posts of the day as ``standing_posts``."""
    posts = Post.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on).select_related("org")
    return (
        Person.objects.filter(kind=PersonKind.STAFF, is_active=True, registered_at__date__lte=on)
        .prefetch_related(Prefetch("posts", posts.order_by("since", "id"), to_attr="standing_posts"))
        .order_by("name", "id")
    )
