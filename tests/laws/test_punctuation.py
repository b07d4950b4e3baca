"""Law of punctuation: a full-width mark stands in a translated text, or is written by ``mark``, ``joined`` or ``noted``."""

from __future__ import annotations

import ast
import re

import pytest

from yimen.kernel.base.punctuation import MARKS

from .sources import PACKAGE, python_files, shown, tree
from .test_language import BLOCK, BY_NATURE, COMMENT, DATA
from .test_language import MARKS as TRANSLATES

FULL_WIDTH = re.compile("[，、；：。！？（）《》【】「」『』]")
TRANSLATED = re.compile(r'\{% translate "[^"]*"|_\("[^"]*"\)')
WRITTEN = re.compile(r'\{% mark "(.)" %\}|\|joined:"(.)"')
CHINESE_FILES = {"yimen/modules/summaries/templates/summaries/open_data.txt"}  # goes out with files of data
READS = {
    *("compile", "split", "sub", "fullmatch", "match", "search"),
    *("strip", "rstrip", "lstrip", "removesuffix", "removeprefix", "partition", "rpartition", "replace"),
}
"""Calls that look for a mark in what people typed."""


def marks_in_template(text: str) -> list[str]:
    """What stands between translated texts and is not a mark of the reader's language."""
    for part in (COMMENT, BLOCK):
        text = part.sub("", text)
    text = WRITTEN.sub(lambda found: "" if (found[1] or found[2]) in MARKS else found[0], text)
    return FULL_WIDTH.findall(TRANSLATED.sub("", text))


def test_no_full_width_mark_outside_translation_in_templates() -> None:
    wrong = [
        f"{shown(path)}: {''.join(found)}"
        for folder in ("templates", "components")
        for path in sorted(PACKAGE.rglob(f"{folder}/**/*.*"))
        if path.suffix in (".html", ".txt") and shown(path) not in CHINESE_FILES
        if (found := marks_in_template(path.read_text(encoding="utf-8")))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ a }}（{{ b }}）", ["（", "）"]),
        ('{{ a|join:"、" }}', ["、"]),
        ('{{ a|joined:"、" }}{% mark "（" %}', []),
        ('{% mark "！" %}', ["！"]),
        ('{% translate "甲，乙" %}{% badge _("丙。") %}{# 丁， #}', []),
        ("{% blocktranslate %}甲：{{ a }}{% endblocktranslate %}；", ["；"]),
    ],
)
def test_the_law_of_templates_sees(text: str, found: list[str]) -> None:
    assert marks_in_template(text) == found


def marks_in_code(module: ast.Module, lines: list[str]) -> list[int]:
    """Lines of literals with a full-width mark that no reader's language has a say in."""
    allowed = {id(one) for node in ast.walk(module) for one in _allowed(node)}
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in allowed
        if FULL_WIDTH.search(node.value) and BY_NATURE not in lines[node.lineno - 1]
    ]


def _allowed(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return [node.value]
    if isinstance(node, ast.keyword) and node.arg == "summary":
        return list(ast.walk(node))
    if not isinstance(node, ast.Call):
        return []
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name in TRANSLATES | READS:
        return [one for argument in node.args for one in ast.walk(argument)]
    signs = {"mark": node.args[:1], "joined": node.args[1:]}.get(name, [])
    return [one for one in signs if isinstance(one, ast.Constant) and one.value in MARKS]


def test_no_full_width_mark_outside_translation_in_code() -> None:
    wrong = [
        f"{shown(path)}:{line}"
        for path in python_files()
        if shown(path) != "yimen/kernel/base/punctuation.py"
        if not any(shown(path).startswith(one) for one in DATA) and "commands" not in path.parts
        for line in marks_in_code(tree(path), path.read_text(encoding="utf-8").splitlines())
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "is_wrong"),
    [
        ('f"{a}（{b}）"', True),
        ('"、".join(names)', True),
        ('joined(names, "、")', False),
        ('joined(["、"], "、")', True),
        ('_("甲，%(b)s") % facts', False),
        ('text.split("，")', False),
        ('"，"  # 中文', False),
    ],
)
def test_the_law_of_code_sees(code: str, *, is_wrong: bool) -> None:
    assert bool(marks_in_code(ast.parse(f"x = {code}"), [f"x = {code}"])) is is_wrong
