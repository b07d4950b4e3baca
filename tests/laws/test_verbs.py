"""Law of verbs: each has a permission, each permission its grounds and Chinese name, and the table is committed."""

from __future__ import annotations

import inspect
import re

import pytest
from django.db.models import TextChoices

from yimen.kernel.audit.action import verbs
from yimen.kernel.base import grants, machines
from yimen.project import urls as urls  # every verb is registered once the doors are open

from .tables import TABLES, require_equal

HAN = range(0x4E00, 0x9FFF)


def has_chinese(text: str) -> bool:
    return any(ord(letter) in HAN for letter in text)


def permission_enums() -> list[type[TextChoices]]:
    return [one for one in TextChoices.__subclasses__() if one.__name__ == "Permission"]


def test_every_verb_asks_a_permission_that_somebody_has() -> None:
    granted = grants.table()
    assert [name for name, verb in verbs().items() if not granted.get(verb.permission)] == []


def test_every_permission_is_granted_and_named_in_chinese() -> None:
    granted = grants.table()
    members = [member for enum in permission_enums() for member in enum]
    assert len(members) > 30
    assert [str(one) for one in members if str(one) not in granted] == []
    assert [str(one) for one in members if not has_chinese(str(one.label))] == []
    assert sorted(set(granted) - {str(one) for one in members}) == []


def test_every_machine_that_may_something_has_words_for_people() -> None:
    codes = {ground.code for grounds in grants.table().values() for ground in grounds}
    named = {
        name
        for code in codes
        for found in re.findall(r"machine\(([^)]*)\)", code)
        for name in found.split(", ")
    }
    assert sorted(named - machines.known()) == []


def test_every_verb_says_its_official_term_first() -> None:
    wrong = [
        name
        for name, verb in verbs().items()
        if not has_chinese((verb.function.__doc__ or " ").split(" — ")[0])
    ]
    assert wrong == []


def test_every_verb_takes_by_and_at_by_keyword_without_default() -> None:
    wrong = []
    for name, verb in verbs().items():
        parameters = inspect.signature(verb.function).parameters
        for key in ("by", "at"):
            one = parameters.get(key)
            if one is None or one.kind is not one.KEYWORD_ONLY or one.default is not one.empty:
                wrong.append(f"{name}: {key}")
    assert wrong == []


def test_the_table_of_who_may_is_the_committed_one(request: pytest.FixtureRequest) -> None:
    lines = ["# verb | from | to | permission | grounds"]
    for name, verb in sorted(verbs().items()):
        grounds = "; ".join(ground.code for ground in grants.table().get(verb.permission, ()))
        lines.append(
            f"{name} | {' '.join(verb.sources) or '-'} | {' '.join(verb.targets) or '-'} | {verb.permission} | {grounds}"
        )
    require_equal(request, TABLES / "verbs.txt", "\n".join(lines) + "\n")
