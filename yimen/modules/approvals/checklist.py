"""材料清单: what an application must bring, what is there, and what may be brought now. Pure, besides one read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from yimen.kernel.cases.models import Channel

from . import commitment_terms, licence_register, queries
from .content import Answers, Content, Material
from .models import Application, ApplicationMaterial
from .outline import known_of
from .states import Defect, State

PAPER, ELECTRONIC = "paper", "electronic"


@dataclass(frozen=True)
class Row:
    """材料行 — one material of the list, the version that is there, and what was found wrong with it."""

    material: Material
    present: ApplicationMaterial | None = None
    is_open: bool = False
    correction: Mapping[str, Any] = field(default_factory=dict)
    is_fresh: bool = False
    held: bool = False
    is_promised: bool = False

    @property
    def is_missing(self) -> bool:
        return self.material.is_asked_of_applicant and self.present is None and not self.is_promised

    @property
    def takes_file(self) -> bool:
        return self.material.form != PAPER

    @property
    def takes_paper(self) -> bool:
        return self.material.form != ELECTRONIC

    @property
    def defect(self) -> str:
        return str(Defect(self.correction["defect"]).label) if self.correction else ""


@dataclass(frozen=True)
class Changes:
    """清单变化 — what other answers would add to the list and take from it."""

    added: tuple[Material, ...] = ()
    removed: tuple[Material, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def changes(content: Content, before: Answers, after: Answers) -> Changes:
    """How the list changes when the answers change."""
    old, new = content.checklist(before), content.checklist(after)
    return Changes(
        added=tuple(one for one in new if one not in old), removed=tuple(one for one in old if one not in new)
    )


def rows(application: Application) -> list[Row]:
    """The list that follows from the application's answers, with what is there now."""
    present = {row.key: row for row in queries.materials(application)}
    listed = application.version.body.checklist(known_of(application))
    open_now, promised = _open_keys(application, listed), commitment_terms.covered_keys(application)
    made = [_row(application, one, present.get(one.key), one.key in open_now) for one in listed]
    return [replace(row, is_promised=row.material.key in promised) for row in made] if promised else made


def row_of(application: Application, key: str) -> Row | None:
    """One row of the list; None when the application does not need such a material."""
    return next((row for row in rows(application) if row.material.key == key), None)


def asked(listed: Sequence[Row]) -> list[Row]:
    """The rows that the applicant must bring: what the government holds itself is not asked for."""
    return [row for row in listed if row.material.is_asked_of_applicant]


def _row(
    application: Application, material: Material, present: ApplicationMaterial | None, is_open: bool
) -> Row:
    correction = open_corrections(application).get(material.key, {})
    notice = getattr(application, "correction", None)
    fresh = bool(present and notice and correction and present.added_at >= notice.issued_at)
    held = bool(material.shared_source) and licence_register.holds(application, material.shared_source)
    return Row(material, present, is_open, correction, fresh, held)


def open_corrections(application: Application) -> dict[str, Mapping[str, Any]]:
    """The rows of the correction notice that are not cured, by key."""
    notice = getattr(application, "correction", None)
    return {row["key"]: row for row in notice.rows if not row["is_cured"]} if notice else {}


def tolerated_keys(application: Application) -> list[str]:
    """The keys that were tolerated at acceptance and are still to be supplied."""
    tolerance = getattr(application, "tolerance", None)
    return list(tolerance.keys) if tolerance and tolerance.supplied_at is None else []


def _open_keys(application: Application, listed: Sequence[Material]) -> set[str]:
    """What may be brought now: all while drafting, then what was listed, then what was tolerated."""
    if application.state == State.DRAFT:
        return {one.key for one in listed}
    if application.state == State.CORRECTION_REQUESTED:
        return set(open_corrections(application))
    if application.state in (State.ACCEPTED, State.IN_REVIEW, State.IN_APPROVAL):
        return set(tolerated_keys(application))
    return set()


def is_at_the_window(application: Application) -> bool:
    """Whether a window made the application: then paper is handed over there and then."""
    return application.channel == Channel.WINDOW
