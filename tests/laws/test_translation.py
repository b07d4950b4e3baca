"""Law of the second language: everything that people read stands in English too, with the same places."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from yimen.project.messages import LOCALE, entries

from .sources import PACKAGE
from .test_verbs import has_chinese

CATALOGUE = LOCALE / "en" / "LC_MESSAGES" / "django.po"
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\{.*?\}\}")
NOT_READ = shutil.ignore_patterns("tests", "locale", "static", "__pycache__", "migrations")


MUST_BE_TYPED_IN_CHINESE = {
    "群众习惯的说法，例如：医保",
    "文件中的规范用语，例如：基本医疗保险",
    "只有检索的正是这些字时才推荐，例如：公积金",
    "如沈建发〔2026〕7号，括号和空格怎样写都可以。",
    "第一行是列名。必须有：名称、成文日期。可以有：标识、文号、内容概述、正文、发布日期、施行日期、有效期至、发文机关、主题分类、体裁分类、附件、来源地址。",
    "正文可以直接写，也可以写压缩包里文本文件的名字；附件写文件名，几个附件用分号隔开。一行出错不影响其他行，错误列在导入结果里。",
}
"""Hints that quote what has to be typed: words of Chinese documents, names of columns."""


def english() -> dict[str, str]:
    """What is translated: message id (with its context before it) to English."""
    return dict(entries(CATALOGUE.read_text(encoding="utf-8")))


def test_nothing_is_untranslated_or_fuzzy() -> None:
    text = CATALOGUE.read_text(encoding="utf-8")
    assert [key for key, value in english().items() if not value.strip("\0")] == []
    assert [line for line in text.splitlines() if line.startswith("#,") and "fuzzy" in line] == []


def test_places_and_ends_are_those_of_the_message() -> None:
    wrong = [
        key
        for key, value in english().items()
        if key and (places(key) != places(value) or key.endswith("\n") != value.endswith("\n"))
    ]
    assert wrong == []


def places(text: str) -> list[str]:
    return sorted(PLACE.findall(text))


def test_no_chinese_and_no_exclamation_in_english() -> None:
    wrong = {
        key: value
        for key, value in english().items()
        if key and ("!" in value or (has_chinese(value) and key not in MUST_BE_TYPED_IN_CHINESE))
    }
    assert wrong == {}


@pytest.mark.skipif(
    not shutil.which("xgettext"), reason="xgettext of GNU gettext, which reads the sources, is missing"
)
def test_extraction_finds_nothing_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sources are copied, because extraction writes beside the templates that it reads."""
    shutil.copytree(PACKAGE, tmp_path / "yimen", ignore=NOT_READ)
    found = tmp_path / "found"
    found.mkdir()
    monkeypatch.chdir(tmp_path)
    with override_settings(LOCALE_PATHS=[found]):
        call_command("makemessages", locale=["en"], verbosity=0)
    text = (found / "en" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    assert sorted({key for key, _value in entries(text)} - set(english())) == []
