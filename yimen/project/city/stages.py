"""Loads the templates of stages; a template that is there already is left alone."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org
from yimen.modules.projects.public import ensure_stage_template

from .files import CityFolder

NAMES = ("name", "name_en", "theme", "theme_en")


def load_stages(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    """stages.toml; a city without parallel approval has none."""
    if not (folder.path / "stages.toml").is_file():
        return
    orgs = {org.code: org for org in Org.objects.all()}
    for row in folder.toml("stages.toml")["stage"]:
        ensure_stage_template(
            orgs[row["lead"]],
            code=row["code"],
            names={name: row.get(name, "") for name in NAMES},
            position=row["position"],
            items=row["items"],
            orders=row["orders"],
            shared=row["shared"],
            basis=row["basis"],
            done_when=row["done_when"],
            by=by,
            at=at,
        )
