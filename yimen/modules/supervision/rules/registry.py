"""规则定义: a rule's code and version, its legal basis, what it reads, which parameters it has and within which bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken, Text
from yimen.modules.supervision.states import Family, Level

from .findings import Finding
from .snapshot import Snapshot

Numbers = Mapping[str, Decimal]
Function = Callable[[Snapshot, Numbers], Iterable[Finding]]


@dataclass(frozen=True)
class Parameter:
    """参数 — a number that the city sets: its name, what it means, its usual value and its bounds."""

    key: str
    label: Text
    usual: Decimal
    least: Decimal
    most: Decimal
    places: int = 0


def number(key: str, label: Text, usual: str, least: str, most: str, *, places: int = 0) -> Parameter:
    """A parameter from plain numbers."""
    return Parameter(key, label, Decimal(usual), Decimal(least), Decimal(most), places)


@dataclass(frozen=True)
class Definition:
    """规则定义 — ``reads`` names the parts of a snapshot that it needs; ``on_entry`` says that one case is enough.

    ``waits_for`` tells what the rule still lacks in this city's systems; it finds from what there is.
    """

    code: str
    version: int
    family: Family
    title: Text
    basis: Text
    level: Level
    function: Function
    reads: frozenset[str]
    parameters: tuple[Parameter, ...] = ()
    on_entry: bool = False
    waits_for: Text = ""
    implied_by: tuple[str, ...] = ()

    def usual(self) -> dict[str, str]:
        """The parameters as data, with their usual values."""
        return {one.key: str(one.usual) for one in self.parameters}

    def numbers(self, given: Mapping[str, Any]) -> Numbers:
        """The parameters of a row as numbers; what it does not say has its usual value."""
        return {one.key: Decimal(str(given.get(one.key, one.usual))) for one in self.parameters}

    def in_words(self, given: Mapping[str, Any]) -> list[tuple[Text, str]]:
        """The parameters of a row as they are read: what each means, and its number."""
        numbers = self.numbers(given)
        return [(one.label, f"{numbers[one.key].normalize():f}") for one in self.parameters]

    def run(self, snapshot: Snapshot, given: Mapping[str, Any]) -> list[Finding]:
        """What the rule finds; every occurrence once."""
        found = {one.identity: one for one in self.function(snapshot, self.numbers(given))}
        return list(found.values())


_RULES: dict[str, Definition] = {}


def rule(
    code: str,
    title: Text,
    *,
    version: int = 1,
    basis: Text = "",
    level: Level,
    reads: Iterable[str] = ("cases",),
    parameters: tuple[Parameter, ...] = (),
    on_entry: bool = False,
    waits_for: Text = "",
    implied_by: tuple[str, ...] = (),
) -> Callable[[Function], Function]:
    """Makes a pure function of (snapshot, parameters) a rule of the city's supervision."""

    def register(function: Function) -> Function:
        if code in _RULES and _RULES[code].function.__qualname__ != function.__qualname__:
            raise ValueError(f"rule {code} is defined twice")
        family = Family(code.rsplit("-", 1)[0])
        _RULES[code] = Definition(
            code, version, family, title, basis, level, function, frozenset(reads), parameters, on_entry,
            waits_for, implied_by,
        )  # fmt: skip
        return function

    return register


def rules() -> Mapping[str, Definition]:
    """Every rule by its code, in the order of the codes."""
    return dict(sorted(_RULES.items(), key=lambda one: _in_order(one[0])))


def _in_order(code: str) -> tuple[int, int]:
    family, place = code.rsplit("-", 1)
    return list(Family.values).index(family), int(place)


def checked(definition: Definition, given: Mapping[str, Any]) -> dict[str, str]:
    """The parameters as data; raises RuleBroken naming every one that is missing, unknown or out of bounds."""
    wrong: dict[str, Text] = {}
    kept: dict[str, str] = {}
    known = {one.key: one for one in definition.parameters}
    for key in set(given) - set(known):
        wrong[key] = _("没有这项参数")
    for key, one in known.items():
        try:
            value = Decimal(str(given[key])).quantize(Decimal(1).scaleb(-one.places))
        except (KeyError, InvalidOperation):
            wrong[key] = _("请填写数字")
            continue
        if Decimal(str(given[key])) != value or not one.least <= value <= one.most:
            wrong[key] = _("应在%(least)s到%(most)s之间") % {"least": one.least, "most": one.most}
        kept[key] = str(value)
    if wrong:
        raise RuleBroken(_("参数不符合规则的要求。"), fields=wrong)
    return kept
