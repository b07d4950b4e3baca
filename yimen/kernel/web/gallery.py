"""The gallery: every component shown by its examples, which are also its tests."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.template import Context, Engine, Template
from django.utils.safestring import SafeString

from .component import FOLDER
from .forms import Specimen
from .gallery_drawing import example_drawing
from .gallery_table import example_page


@dataclass(frozen=True)
class Example:
    """示例 — one use of a component: a piece of template and the values it is given."""

    name: str
    template: str
    values: Mapping[str, Any]

    def html(self) -> SafeString:
        """What the piece of template becomes."""
        text = "{% load i18n web %}" + self.template
        return Template(text, engine=Engine.get_default()).render(Context({**self._made(), **self.values}))

    def _made(self) -> dict[str, object]:
        """What cannot be written in TOML is always there: forms, lists with and without content, a drawing."""
        return {
            "form": Specimen(),
            "form_with_errors": Specimen({"name": "", "id_number": "123"}, prefix="wrong"),
            "table": example_page(),
            "empty_table": example_page([]),
            "drawing": example_drawing(),
        }


@dataclass(frozen=True)
class Folder:
    """构件 — a component and its examples."""

    name: str
    title: str
    about: str
    examples: tuple[Example, ...]


def names() -> list[str]:
    return sorted(path.parent.name for path in FOLDER.glob("*/examples.toml"))


def folders() -> list[Folder]:
    """Every component of the gallery, by name."""
    return [_read(FOLDER / name / "examples.toml") for name in names()]


def _read(path: Path) -> Folder:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Folder(
        name=path.parent.name,
        title=data["title"],
        about=data.get("about", ""),
        examples=tuple(
            Example(name=one["name"], template=one["template"].strip(), values=one.get("values", {}))
            for one in data["example"]
        ),
    )
