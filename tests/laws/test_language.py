"""Law of language: what people read stands in gettext; a forgotten mark looks right in Chinese and is missing in English."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from .sources import PACKAGE, python_files, shown, tree
from .test_verbs import has_chinese

BY_NATURE = "# 中文"  # the mark of a line that is Chinese by nature: official forms, names, what people type
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext", "pgettext_lazy"}
DATA = {
    "yimen/project",  # commands speak both languages at once, as those of every part do
    "yimen/kernel/documents/papers.py",
    "yimen/kernel/documents/drawing.py",
    "yimen/kernel/documents/seal_image.py",
    "yimen/kernel/documents/authority.py",
    "yimen/kernel/calendar/announced.py",
    "yimen/modules/approvals/papers.py",  # official documents are Chinese by law
    "yimen/modules/requests/papers.py",
    "yimen/modules/supervision/papers.py",
}


def _marked(node: ast.Call) -> bool:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    return name in MARKS


def chinese_literals(path: Path) -> list[int]:
    module = tree(path)
    allowed: set[int] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _marked(node):
            allowed |= {id(one) for one in ast.walk(node)}
        if isinstance(node, ast.keyword) and node.arg == "summary":
            allowed |= {id(one) for one in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            allowed.add(id(node.value))
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in allowed
        and has_chinese(node.value)
        and BY_NATURE not in lines[node.lineno - 1]
    ]


def test_no_chinese_outside_gettext() -> None:
    wrong = [
        f"{shown(path)}:{line}"
        for path in python_files()
        if not any(shown(path).startswith(one) for one in DATA) and "commands" not in path.parts
        for line in chinese_literals(path)
    ]
    assert wrong == []


BOTH = {
    "yimen/kernel/calendar/templates/calendar/loading.html",  # an example of a file
    "yimen/kernel/web/templates/web/page.html",  # the name of the product, and of the other language
}
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.S)
BLOCK = re.compile(r"\{% (?:blocktranslate|blocktrans)\b.*?\{% (?:endblocktranslate|endblocktrans) %\}", re.S)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)


def test_no_chinese_outside_translation_in_templates() -> None:
    wrong = []
    for path in sorted(PACKAGE.rglob("templates/**/*.html")) + sorted(PACKAGE.rglob("components/**/*.html")):
        if shown(path) in BOTH:
            continue
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        if has_chinese(TAG.sub("", BLOCK.sub("", text))):
            wrong.append(shown(path))
    assert wrong == []
