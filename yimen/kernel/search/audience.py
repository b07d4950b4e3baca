"""可见范围: to which audiences a reader belongs. A document is found by those who belong to one of its audiences."""

from __future__ import annotations

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import person_actor

from .documents import PUBLIC

STAFF = "staff"


def audience_of(actor: Actor) -> frozenset[str]:
    """The tokens of a reader: public, person:<id>, staff, body:<code> and role:<role>@<code> of the posts of the day."""
    person = person_actor(actor)
    if person is None:
        return frozenset({PUBLIC})
    tokens = {PUBLIC, of_person(person.id)}
    for post in person.posts:
        tokens |= {STAFF, of_body(post.org.code), of_role(post.role, post.org.code)}
    return frozenset(tokens)


def of_person(person_id: object) -> str:
    """What only this person may find."""
    return f"person:{person_id}"


def of_body(code: str) -> str:
    """What everybody with a post in this body may find."""
    return f"body:{code}"


def of_role(role: str, code: str) -> str:
    """What those who hold this role in this body may find."""
    return f"role:{role}@{code}"
