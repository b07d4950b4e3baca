"""Loads who leads open government in which body; what is there already is left alone."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org
from yimen.modules.leadership.public import ensure_assignment, ensure_group

from .files import CityFolder


def load_leaders(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    """leadership.toml, which a city may leave out."""
    if not (folder.path / "leadership.toml").is_file():
        return
    orgs = {org.code: org for org in Org.objects.all()}
    for row in folder.toml("leadership.toml")["group"]:
        offices = row.pop("office", ())
        group = ensure_group(orgs[row.pop("org")], **row, by=by, at=at)
        for office in offices:
            ensure_assignment(group, **office, by=by, at=at)
