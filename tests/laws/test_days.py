"""Law of days: the date of a moment is the one where the city is; read as UTC it is yesterday's until eight in the morning."""

from __future__ import annotations

import ast

from .sources import python_files, shown, tree

WITHOUT_A_ZONE = {
    "yimen/modules/supervision/registers.py": "a day written in a sheet",
    "yimen/modules/approvals/exchange.py": "a day written in a sheet",
    "yimen/modules/disclosure/intake/tables.py": "a day written in a sheet",
    "yimen/modules/disclosure/intake/atom.py": "whether a year can be true at all, before the zone is known",
}
OF_THE_CITY = {
    "yimen/replay/plan.py": "moments made in the city's zone",
    "yimen/replay/ways.py": "moments made in the city's zone",
}


def _takes_a_date(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "date"
        and not node.args
    )


def test_a_moment_becomes_a_date_where_the_city_is() -> None:
    found = {
        shown(path) for path in python_files() if any(_takes_a_date(node) for node in ast.walk(tree(path)))
    }
    assert found == WITHOUT_A_ZONE.keys() | OF_THE_CITY.keys(), "kernel.base.days.local_day gives the day"
