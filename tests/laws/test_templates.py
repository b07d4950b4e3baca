"""Law of templates: a template uses its own part's templates or those of web; tables can be read on a telephone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.template import engines
from django.template.library import SimpleBlockNode
from django.template.loader_tags import BlockNode

from .sources import PACKAGE, shown

TABLE = re.compile(r"<table class=\"(?:[\w-]+ )*table[ \"].*?</table>", re.S)
CELL = re.compile(r"<(td|th)\b(?P<facts>[^>]*)>")
USES = re.compile(r"\{% (?:extends|include) \"([^\"#]+)")


def test_templates_stay_at_home() -> None:
    wrong = []
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        parts = path.relative_to(PACKAGE).parts
        home = parts[1]
        for used in USES.findall(path.read_text(encoding="utf-8")):
            if used.split("/")[0] not in {home, "web", *_own(parts)}:
                wrong.append(f"{shown(path)}: {used}")
    assert wrong == []


def test_cells_of_tables_say_their_column() -> None:
    """Under 46rem a table is read as cards: every cell brings the name of its column, every part its role."""
    wrong = []
    for path in sorted(PACKAGE.rglob("*.html")):
        for table in TABLE.findall(path.read_text(encoding="utf-8")):
            wrong += [f"{shown(path)}: {fault}" for fault in _unreadable(table)]
    assert wrong == []


def _unreadable(table: str) -> list[str]:
    head, _, body = table.partition("</thead>")
    cells = [one.group(0) for one in CELL.finditer(body) if "colspan=" not in one.group("facts")]
    without_label = [one for one in cells if "data-label=" not in one]
    parts = re.findall(r"<(?:table|thead|tbody|tr|th|td)\b[^>]*>", head + body)
    return [*without_label, *(one for one in parts if " role=" not in one)]


def _own(parts: tuple[str, ...]) -> set[str]:
    """A part may bring the look of a library it uses (allauth's folders lie in people)."""
    return {"account", "allauth", "mfa", "socialaccount", "usersessions"} if parts[1] == "people" else set()


def test_no_block_stands_inside_a_component() -> None:
    """Django finds none there: what extends the template could not say ``block.super``, and would lose what stood in it."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    wrong = [
        f"{shown(path)}: {name}"
        for path in sorted(PACKAGE.rglob("templates/**/*.html"))
        for name in _blocks_inside(engine.from_string(path.read_text(encoding="utf-8")).nodelist)
    ]
    assert wrong == []
    inside = engine.from_string(
        "{% load web %}{% form_buttons %}{% block here %}{% endblock %}{% endform_buttons %}"
    )
    assert list(_blocks_inside(inside.nodelist)) == ["here"]


def _blocks_inside(nodes: Iterable[Any], *, is_inside: bool = False) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, BlockNode) and is_inside:
            yield str(node.name)
        within = is_inside or isinstance(node, SimpleBlockNode)
        lists = [getattr(node, name, None) for name in ("nodelist", "nodelist_loop", "nodelist_empty")]
        lists += [one for _condition, one in getattr(node, "conditions_nodelists", ())]
        for one in filter(None, lists):
            yield from _blocks_inside(one, is_inside=within)
