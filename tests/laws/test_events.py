"""Law of facts: each has a code of the right form, a sentence with places it can fill, and its official term."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from django.utils import translation

from yimen.kernel.audit.action import verbs
from yimen.kernel.audit.events import events

from .test_verbs import has_chinese

ALL = sorted(events().items())
CODE = re.compile(r"[a-z]+\.[a-z-]+\.[a-z-]+")


@pytest.mark.parametrize(("code", "event"), ALL, ids=[code for code, _event in ALL])
def test_the_fact_is_in_order(code: str, event: type) -> None:
    assert CODE.fullmatch(code)
    assert has_chinese((event.__doc__ or " ").split(" — ")[0])
    places = set(re.findall(r"%\((\w+)\)s", str(event.says)))
    assert places <= {one.name for one in fields(event)} | {"by"}
    assert str(event.says)


@pytest.mark.parametrize(("code", "event"), ALL, ids=[code for code, _event in ALL])
def test_the_sentence_is_translated_with_the_same_places(code: str, event: type) -> None:
    with translation.override("en"):
        english = str(event.says)
    assert not has_chinese(english)
    assert set(re.findall(r"%\((\w+)\)s", english)) == set(re.findall(r"%\((\w+)\)s", str(event.says)))


def test_every_verb_makes_a_fact_of_its_own_module() -> None:
    wrong = [name for name, verb in verbs().items() if verb.fact.code.split(".")[0] != name.split(".")[0]]
    assert wrong == []
