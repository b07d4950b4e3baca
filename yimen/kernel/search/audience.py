"""可见范围: to which audiences a reader belongs. A document is found by those who belong to one of its audiences."""

from __future__ import annotations

from collections.abc import Iterable

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import person_actor

from .documents import PUBLIC

STAFF = "staff"


def audience_of(actor: Actor) -> frozenset[str]:
    """The tokens of a reader: public, person:<id>, staff; of each post of the day post:<id>, body:<code>, role:<role>@<code>
    and <role>@<code>.
    """
    person = person_actor(actor)
    if person is None:
        return frozenset({PUBLIC})
    tokens = {PUBLIC, of_person(person.id)}
    for post in person.posts:
        tokens |= {
            STAFF,
            of_post(post.pk),
            of_body(post.org.code),
            of_role(post.role, post.org.code),
            _reach(post.role, post.reach),
        }
    return frozenset(tokens)


def of_person(person_id: object) -> str:
    """What only this person may find."""
    return f"person:{person_id}"


def of_post(post_id: object) -> str:
    """What only those find who hold this post, or stand in for its holder today."""
    return f"post:{post_id}"


def of_body(code: str) -> str:
    """What everybody with a post in this body may find."""
    return f"body:{code}"


def of_role(role: str, code: str) -> str:
    """What those who hold this role in this body may find."""
    return f"role:{role}@{code}"


def of_reach(roles: Iterable[str], org_path: str) -> tuple[str, ...]:
    """What those find who hold one of the roles where it reaches this body: as lists that ask for ``org_paths``."""
    codes = org_path.strip(".").split(".")
    above = [f"{'.'.join(codes[:depth])}." for depth in range(1, len(codes) + 1)]
    return tuple(_reach(role, path) for role in roles for path in above)


def _reach(role: str, path: str) -> str:
    """The role at the body at which the path ends; a body's code is its own in the whole tree."""
    return f"{role}@{path.strip('.').rpartition('.')[2]}"
