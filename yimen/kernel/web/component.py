"""A component is a folder: ``<name>.html``, ``<name>.css`` and ``examples.toml``; tags fill its template."""

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Engine, Origin, Template
from django.utils.safestring import SafeString

FOLDER = Path(__file__).parent / "components"


def component(name: str, /, **values: Any) -> SafeString:
    """The component's HTML, filled with the values."""
    return _template(name).render(Context(values))


def _template(name: str) -> Template:
    if settings.DEBUG:
        _compiled.cache_clear()
    return _compiled(name)


@cache
def _compiled(name: str) -> Template:
    folder, _, part = name.partition("/")
    path = FOLDER / folder / f"{part or folder}.html"
    text = path.read_text(encoding="utf-8").strip()
    return Template(
        text, origin=Origin(str(path), template_name=name), name=name, engine=Engine.get_default()
    )
