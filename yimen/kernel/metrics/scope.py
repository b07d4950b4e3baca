"""统计范围: whose matters a reader's figures cover. Who has no scope, for him the figures do not exist."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import under
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.roles import Role

READERS = (
    Role.CENTRE_MANAGER,
    Role.LEADER,
    Role.CHIEF_REPRESENTATIVE,
    Role.SECTION_HEAD,
    Role.SUPERVISOR,
    Role.AUDITOR,
)
"""Roles that read figures, of their body and below; a centre's manager also of what is handled at the centre."""


@dataclass(frozen=True)
class Scope:
    """统计范围 — bodies by path, centres by path; ``is_whole`` is the whole city and costs no condition."""

    paths: tuple[str, ...] = ()
    centres: tuple[str, ...] = ()
    is_whole: bool = False

    def narrow(self, org_path: str = "org_path", centre_path: str = "centre_path") -> Q:
        """The condition on rows that carry the path of their body and of their centre (empty: they have none)."""
        if self.is_whole:
            return Q()
        condition = under(org_path, list(self.paths))
        return condition | under(centre_path, list(self.centres)) if centre_path else condition


WHOLE_CITY = Scope(is_whole=True)
"""全市 — what the public may know, and what those with a post in the city government see."""


def is_whole(path: str) -> bool:
    """Whether the path is the root of the tree: the city itself."""
    return path.count(".") == 1


def scope_of(actor: Actor) -> Scope | None:
    """The scope of a reader's figures; None for those who read none."""
    person = person_actor(actor)
    if person is None:
        return None
    posts = [one for one in person.posts if one.role in READERS]
    if not posts:
        return None
    paths = {one.reach for one in posts}
    if any(is_whole(path) for path in paths):
        return WHOLE_CITY
    return Scope(
        paths=tuple(sorted(paths)),
        centres=tuple(sorted({one.org.path for one in posts if one.role == Role.CENTRE_MANAGER})),
    )
