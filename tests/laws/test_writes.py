"""Law of writing: rows are written in actions (and in the machinery of the act itself), nowhere else."""

from __future__ import annotations

import ast

from .sources import layer, python_files, shown, tree

SILENT = {
    "pages",
    "endpoints",
    "forms",
    "queries",
    "notices",
    "rules",
    "search",
    "metrics",
    "offers",
    "desk",
    "menu",
}
WRITING = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
MANAGERS = {"objects", "filter", "exclude", "all", "select_for_update"}


def _writes(node: ast.AST) -> bool:
    """model.save(), Model.objects.create(), queryset.filter(...).update(), add(Model()) — not dict.update() and the like."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id == "add"  # yimen.kernel.audit.adding
    if not (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITING
    ):
        return False
    owner = node.func.value
    if node.func.attr == "save":
        return True
    if isinstance(owner, ast.Attribute):
        return owner.attr in MANAGERS
    return (
        isinstance(owner, ast.Call) and isinstance(owner.func, ast.Attribute) and owner.func.attr in MANAGERS
    )


def test_only_actions_write() -> None:
    wrong = [
        f"{shown(path)}:{node.lineno}"
        for path in python_files()
        if layer(path) in SILENT
        for node in ast.walk(tree(path))
        if _writes(node)
    ]
    assert wrong == []


def test_the_search_sees_a_write() -> None:
    assert _writes(ast.parse("Model.objects.create(a=1)").body[0].value)  # type: ignore[attr-defined]
    assert _writes(ast.parse("rows.filter(a=1).update(b=2)").body[0].value)  # type: ignore[attr-defined]
    assert _writes(ast.parse("add(Model(a=1))").body[0].value)  # type: ignore[attr-defined]
    assert not _writes(ast.parse("mapping.update(b=2)").body[0].value)  # type: ignore[attr-defined]
