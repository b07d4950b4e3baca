"""Law of words: docs/glossary.md says what the code says; one English identifier has one Chinese term."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import TextChoices
from django.utils import translation

from yimen.kernel.audit.action import verbs
from yimen.kernel.audit.events import events
from yimen.kernel.people.roles import DUTIES

from .sources import ROOT
from .tables import require_equal
from .test_verbs import has_chinese, permission_enums

GLOSSARY = ROOT / "docs" / "glossary.md"
STATES = (
    "State",
    "VersionState",
    "ClockState",
    "Standing",
    "Outcome",
    "Pattern",
    "Mode",
    "Opinion",
    "Defect",
)
TWO_TERMS = {"Delivery": ["投递", "送达"]}
"""A message's delivery and a result's: to be told apart by a new name of the first; nothing else may join them."""
HEAD = """# 术语表 Glossary

官方用语、代码中的名称、定义和出处。由 `make laws` 从模型、行为、事实、岗位、状态、权限生成，并与之比对；也是译者的词表。

The official term, its identifier in the code, its definition and where it stands. Made from the models, verbs, facts, roles,
states and permissions by `make laws` and compared with them by `tests/laws/test_glossary.py`. Do not edit it by hand. It is
the translators' guide too: an official term has one English term, the identifier in plain words.
"""


@dataclass(frozen=True, order=True)
class Word:
    """术语 — one row of the glossary."""

    identifier: str
    term: str
    definition: str
    source: str

    @property
    def row(self) -> str:
        cells = (self.term, f"`{self.identifier}`", self.definition, f"`{self.source}`")
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def said(documented: object) -> tuple[str, str]:
    """The term and the definition that begin a docstring: `受理 — the window takes ...`."""
    text = inspect.cleandoc(getattr(documented, "__doc__", None) or "").split("\n\n")[0]
    term, _dash, definition = " ".join(text.split()).partition(" — ")
    return (term.rstrip("."), definition) if has_chinese(term) else ("", " ".join(text.split()))


def source(what: type | object, name: str = "") -> str:
    path = Path(inspect.getsourcefile(inspect.unwrap(what)) or "")  # type: ignore[arg-type]
    return f"{path.relative_to(ROOT)}:{name or what.__name__}"  # type: ignore[union-attr]


def models() -> Iterator[Word]:
    for model in apps.get_models():
        if model.__module__.startswith("yimen."):
            yield Word(model.__name__, str(model._meta.verbose_name), said(model)[1], source(model))


def acts() -> Iterator[Word]:
    for name, verb in verbs().items():
        term, definition = said(verb.function)
        yield Word(name, term, definition, source(verb.function))


def facts() -> Iterator[Word]:
    for code, event in events().items():
        if event.__module__.startswith("yimen."):
            term, definition = said(event)
            yield Word(code, term, definition, source(event))


def roles() -> Iterator[Word]:
    for duty in DUTIES:
        yield Word(
            str(duty.role), str(duty.role.label), str(duty.who), source(type(duty.role), duty.role.name)
        )


def states() -> Iterator[Word]:
    for enum in TextChoices.__subclasses__():
        if enum.__name__ in STATES and enum.__module__.startswith("yimen."):
            for member in enum:
                if str(member):
                    kind = f"{enum.__module__.split('.')[2]}.{enum.__name__}.{member}"
                    yield Word(
                        kind, str(member.label), said(enum)[0], source(enum, f"{enum.__name__}.{member.name}")
                    )


def permissions() -> Iterator[Word]:
    for enum in permission_enums():
        for member in enum:
            yield Word(str(member), str(member.label), "", source(enum, f"{enum.__name__}.{member.name}"))


importlib.import_module("yimen.project.urls")  # what only a page or an operation imports is there too
PARTS = (
    ("名词 Nouns", models),
    ("行为 Verbs", acts),
    ("事实 Facts", facts),
    ("岗位职责 Roles", roles),
    ("状态与种类 States and kinds", states),
    ("权限 Permissions", permissions),
)


def section(title: str, words: Iterable[Word]) -> str:
    rows = "\n".join(word.row for word in sorted(set(words)))
    return f"\n## {title}\n\n| 术语 | 标识 identifier | 定义 definition | 出处 source |\n| --- | --- | --- | --- |\n{rows}\n"


def glossary() -> str:
    with translation.override("zh-hans"):
        return HEAD + "".join(section(title, words()) for title, words in PARTS)


def test_the_glossary_says_what_the_code_says(request: pytest.FixtureRequest) -> None:
    require_equal(request, GLOSSARY, glossary())


@pytest.mark.parametrize(("title", "words"), PARTS, ids=[title for title, _words in PARTS])
def test_one_identifier_has_one_term(title: str, words: object) -> None:
    terms: dict[str, set[str]] = {}
    with translation.override("zh-hans"):
        for word in words():  # type: ignore[operator]
            terms.setdefault(word.identifier, set()).add(word.term)
    twice = {name: sorted(several) for name, several in terms.items() if len(several) > 1}
    assert twice == (TWO_TERMS if title == PARTS[0][0] else {})
    assert [name for name, several in terms.items() if not has_chinese("".join(several))] == []


def test_a_verb_means_the_same_in_every_part() -> None:
    """`accept` is 受理 wherever it stands: the word of a verb before its object is one word."""
    meant: dict[str, set[str]] = {}
    for word in acts():
        meant.setdefault(word.identifier.split(".")[1], set()).add(word.term)
    assert {name: sorted(several) for name, several in meant.items() if len(several) > 1} == {}
