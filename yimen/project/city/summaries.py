"""Loads the outline of the yearly work report; one that is there already is left alone."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org
from yimen.modules.summaries.public import ensure_outline

from .files import CityFolder


def load_outline(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    """summary.toml, which a city may leave out; its first line names the centre that writes the report."""
    path = folder.path / "summary.toml"
    if path.is_file():
        org = Org.objects.get(code=folder.toml("summary.toml")["org"])
        ensure_outline(org, source=path.read_text(encoding="utf-8"), by=by, at=at)
