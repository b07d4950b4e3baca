"""Who may: every module registers one table, permission -> grounds; nothing is allowed that is not in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .refusals import Text

if TYPE_CHECKING:
    from .actor import Actor


@dataclass(frozen=True)
class Ground:
    """依据 — a reason for which an actor may act on a subject.

    ``holds`` answers for one actor and one subject; ``code`` and ``label`` stand in the table of who may.
    """

    code: str
    label: Text
    holds: Callable[["Actor", object], bool]


_GRANTS: dict[str, tuple[Ground, ...]] = {}


def register(table: Mapping[str, Sequence[Ground]]) -> None:
    """Adds a module's table; a permission may be granted in one table only."""
    for permission, grounds in table.items():
        code = str(permission)
        if code in _GRANTS and _GRANTS[code] != tuple(grounds):
            raise ValueError(f"permission {code} is granted twice")
        _GRANTS[code] = tuple(grounds)


def granted(actor: "Actor", permission: str, subject: object) -> bool:
    """Whether any ground of the permission holds; an unknown permission is granted to nobody."""
    return any(ground.holds(actor, subject) for ground in _GRANTS.get(str(permission), ()))


def table() -> Mapping[str, tuple[Ground, ...]]:
    """The whole table, for the law tests and the generated documentation."""
    return dict(_GRANTS)


def machine(*names: str) -> Ground:
    """The named machines, and no other."""
    return Ground(
        code=f"machine({', '.join(names)})",
        label=_("系统自动办理"),
        holds=lambda actor, _subject: actor.kind == "machine" and actor.id in names,
    )


anyone = Ground(code="anyone", label=_("任何人"), holds=lambda _actor, _subject: True)
signed_in = Ground(
    code="signed_in", label=_("已登录用户"), holds=lambda actor, _subject: actor.kind == "person"
)
