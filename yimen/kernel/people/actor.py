"""A person who acts: with the posts of the day, own and stood in for, read in one query when first asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import FilteredRelation, Q, QuerySet

from yimen.kernel.audit.action import current_act
from yimen.kernel.base import grants
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.base.rows import attributes, made
from yimen.kernel.orgs.models import Org, Window

from .models import HOLDS_POSTS, Person, PersonKind, Post
from .roles import SECURED_ROLES, Role


def _rows_on(person: UUID, on: date) -> QuerySet[Post, tuple[Any, ...]]:
    standing_in = Q(stand_ins__person=person, stand_ins__since__lte=on, stand_ins__until__gte=on)
    return (
        Post.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on)
        .annotate(standing_in=FilteredRelation("stand_ins", condition=standing_in))
        .filter(Q(person=person) | Q(standing_in__isnull=False))
        .order_by("org__path", "role", "id")
        .values_list(*attributes(Post), *(f"org__{name}" for name in attributes(Org)))
    )


POSTS = AskedOften(_rows_on)


def posts_on(person: Person, on: date) -> tuple[Post, ...]:
    """The posts in which the person may act on the day: own ones first, then those stood in for. One query for officials."""
    if not person.is_active or person.kind not in HOLDS_POSTS:
        return ()
    posts = [_post(person, row) for row in POSTS.all(person.pk, on)]
    return tuple(sorted(posts, key=lambda post: post.person_id != person.pk))


def _post(person: Person, row: tuple[Any, ...]) -> Post:
    size = len(attributes(Post))
    post = made(Post, row[:size])
    post.org = made(Org, row[size:])
    if post.person_id == person.pk:
        post.person = person
    return post


@dataclass
class PersonActor:
    """办事人 — a signed-in person on a day.

    ``on_behalf_of`` names the holder of the post through which the running act is permitted, when the person
    stands in for another; it is decided by ``may``, act by act.
    """

    person: Person
    on: date
    origin: str = "page"
    is_secured: bool = False
    is_read_only: bool = False
    kind: str = field(default="person", init=False)
    _through: dict[int, str] = field(default_factory=dict, init=False, repr=False)

    @property
    def id(self) -> str:
        return str(self.person.pk)

    @property
    def label(self) -> str:
        return self.person.name

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        return posts_on(self.person, self.on)

    @property
    def is_staff(self) -> bool:
        return self.person.kind == PersonKind.STAFF

    @property
    def on_behalf_of(self) -> str:
        return self._through.get(_act(), "")

    @property
    def may_decide(self) -> bool:
        """Whether the second factor, where it is asked for, was given."""
        return self.is_secured or not settings.SECOND_FACTOR_REQUIRED

    @property
    def needs_second_factor(self) -> bool:
        """Whether this person holds a post that asks for a second factor which was not given yet."""
        return not self.may_decide and any(post.role in SECURED_ROLES for post in self.posts)

    def may(self, permission: str, subject: object) -> bool:
        self._through[_act()] = ""
        return self.person.is_active and grants.granted(self, permission, subject)

    def act_through(self, post: Post) -> None:
        """Notes the post that permits the running act (called by the grounds)."""
        self._through[_act()] = post.person.name if post.person_id != self.person.pk else ""

    def act_for(self, principal: str) -> None:
        """Notes in whose name the running act is done (called by the grounds)."""
        self._through[_act()] = principal

    def has(self, *roles: Role | str) -> bool:
        """Whether one of the roles is held today, anywhere."""
        return any(post.role in roles for post in self.posts)

    def holds(self, role: Role | str, org_path: str) -> Post | None:
        """The post with the role in the body with this path or above it; an own post before one stood in for."""
        return next(
            (post for post in self.posts if post.role == role and org_path.startswith(post.reach)), None
        )

    def org_paths(self, *roles: Role | str) -> tuple[str, ...]:
        """The paths below which the roles are held: what a list filters by."""
        return tuple(sorted({post.reach for post in self.posts if post.role in roles}))

    def windows(self) -> list[Window]:
        """The windows at which the person may sit: those of the posts, or all open ones of a post's centre."""
        hall = [
            post
            for post in self.posts
            if post.role in (Role.WINDOW_CLERK, Role.RECEPTIONIST, Role.ISSUE_CLERK)
        ]
        own = {post.window_id for post in hall if post.window_id is not None}
        centres = {post.org_id for post in hall if post.window_id is None}
        if not hall:
            return []
        rows = Window.objects.filter(Q(pk__in=own) | Q(centre__in=centres, is_open=True))
        found = rows.select_related("centre", "serves")
        return sorted(found, key=lambda window: (window.centre.path, window.number))


def _act() -> int:
    """The running act by identity; 0 outside of one. ``may`` writes it first in each act, so reuse does no harm."""
    try:
        return id(current_act())
    except RuntimeError:
        return 0


def person_actor(actor: Actor) -> PersonActor | None:
    """The actor as a person, or None: for queries and menus that ask for posts. Sees through lazy actors."""
    return actor if isinstance(actor, PersonActor) else None


def has_role(actor: Actor, *roles: Role | str) -> bool:
    """Whether the actor is a person who holds one of the roles today."""
    person = person_actor(actor)
    return person is not None and person.has(*roles)


def org_paths(actor: Actor, roles: Iterable[Role | str]) -> tuple[str, ...]:
    """The paths below which the actor holds one of the roles; empty for machines and the public."""
    person = person_actor(actor)
    return person.org_paths(*roles) if person is not None else ()
