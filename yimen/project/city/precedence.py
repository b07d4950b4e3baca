"""Loads what must come before what; a relation that is there already is left alone."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Item, Prerequisite

from .files import CityFolder

FACTS = ("kind", "legal_basis", "blocks_decision", "note", "note_en", "since")


def load_prerequisites(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    if not (folder.path / "prerequisites.toml").is_file():
        return
    items = {one.code: one for one in Item.objects.select_related("org")}
    rows = folder.toml("prerequisites.toml")["prerequisite"]
    for row in sorted(rows, key=lambda one: one["since"]):
        before, after = items[row["before"]], items[row["after"]]
        if Prerequisite.objects.filter(before=before, after=after, since=row["since"]).exists():
            continue
        facts = {name: row[name] for name in FACTS if name in row}
        made = actions.set_prerequisite(after, before=before, **facts, by=by, at=at).prerequisite
        if "ended_on" in row:
            ended = {"on": row["ended_on"], "basis": row["ended_basis"], "is_postponed": row["is_postponed"]}
            actions.end_prerequisite(made, **ended, by=by, at=at)
