"""What an item version says: conditions, situations, materials, fees, special procedures.

It is one value, kept as JSON in the version and never changed once published; an application keeps its
version, so everything that is asked of an applicant can be read from here for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar

from django.utils.translation import get_language

T = TypeVar("T")
Answers = Mapping[str, list[str]]


def _named(chinese: str, english: str) -> str:
    return english if english and (get_language() or "").startswith("en") else chinese


@dataclass(frozen=True)
class Option:
    """选项 — one answer to a situation question; ``ref`` of it is situation.option."""

    key: str
    label: str
    label_en: str = ""

    @property
    def shown(self) -> str:
        return _named(self.label, self.label_en)


@dataclass(frozen=True)
class Situation:
    """情形 — a question whose answers decide which materials are needed."""

    key: str
    question: str
    options: tuple[Option, ...]
    question_en: str = ""
    multiple: bool = False
    depends_on: str = ""

    @property
    def shown(self) -> str:
        return _named(self.question, self.question_en)

    def is_asked(self, answers: Answers) -> bool:
        """Whether the question applies: always, or when the option that it depends on was chosen."""
        return not self.depends_on or self.depends_on in chosen(answers)


@dataclass(frozen=True)
class Material:
    """材料要求 — one document that is asked for, always or in some situations."""

    key: str
    name: str
    name_en: str = ""
    when: tuple[str, ...] = ()
    form: str = "either"
    originals: int = 0
    copies: int = 0
    source: str = "applicant"
    issuer: str = ""
    legal_basis: str = ""
    standard: str = ""
    standard_en: str = ""
    tolerable: bool = False
    needs_original_check: bool = False
    formats: tuple[str, ...] = ("pdf", "jpg", "png")

    @property
    def shown(self) -> str:
        return _named(self.name, self.name_en)

    @property
    def shown_standard(self) -> str:
        return _named(self.standard, self.standard_en)

    @property
    def is_asked_of_applicant(self) -> bool:
        """What the government holds itself is not asked for (在线政务服务规定 11)."""
        return self.source not in {"government_result", "shared_data"}

    def is_needed(self, answers: Answers) -> bool:
        return not self.when or bool(set(self.when) & chosen(answers))


@dataclass(frozen=True)
class Fee:
    """收费 — a published charge; amounts are as published, empty when the standard has tiers."""

    name: str
    basis: str
    amount: str = ""
    unit: str = ""
    note: str = ""
    name_en: str = ""

    @property
    def shown(self) -> str:
        return _named(self.name, self.name_en)


@dataclass(frozen=True)
class AllowedHold:
    """可用的特别程序 — a kind that this item may open, the article, and which clocks it stops."""

    kind: str
    basis: str
    stops_statutory: bool = True
    stops_promised: bool = True

    @property
    def stops(self) -> list[str]:
        pairs = (("statutory", self.stops_statutory), ("promised", self.stops_promised))
        return [kind for kind, stops in pairs if stops]


@dataclass(frozen=True)
class Content:
    """事项内容 — all that an item version asks for and offers."""

    conditions: tuple[str, ...] = ()
    conditions_en: tuple[str, ...] = ()
    situations: tuple[Situation, ...] = ()
    materials: tuple[Material, ...] = ()
    fees: tuple[Fee, ...] = ()
    holds: tuple[AllowedHold, ...] = ()
    procedure_note: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def shown_conditions(self) -> tuple[str, ...]:
        english = (get_language() or "").startswith("en") and len(self.conditions_en) == len(self.conditions)
        return self.conditions_en if english else self.conditions

    def situation(self, key: str) -> Situation | None:
        return next((one for one in self.situations if one.key == key), None)

    def material(self, key: str) -> Material | None:
        return next((one for one in self.materials if one.key == key), None)

    def hold(self, kind: str) -> AllowedHold | None:
        return next((one for one in self.holds if one.kind == kind), None)

    def checklist(self, answers: Answers) -> tuple[Material, ...]:
        """材料清单 — exactly the materials that follow from the answers; guide and window use this one function."""
        return tuple(one for one in self.materials if one.is_needed(answers))

    def asked(self, answers: Answers) -> tuple[Situation, ...]:
        """The questions that apply, given the answers so far."""
        return tuple(one for one in self.situations if one.is_asked(answers))

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def chosen(answers: Answers) -> set[str]:
    """The answers as a set of situation.option."""
    return {f"{key}.{option}" for key, options in answers.items() for option in options}


def content_from(data: Mapping[str, Any]) -> Content:
    """Content from its JSON form; unknown keys are kept in ``extra``, so that no published word is lost."""
    known = {one.name for one in fields(Content)}
    return Content(
        conditions=tuple(data.get("conditions", ())),
        conditions_en=tuple(data.get("conditions_en", ())),
        situations=tuple(_situation(one) for one in data.get("situations", ())),
        materials=tuple(_part(Material, one) for one in data.get("materials", ())),
        fees=tuple(_part(Fee, one) for one in data.get("fees", ())),
        holds=tuple(_part(AllowedHold, one) for one in data.get("holds", ())),
        procedure_note=str(data.get("procedure_note", "")),
        extra={**data.get("extra", {}), **{key: value for key, value in data.items() if key not in known}},
    )


def _situation(data: Mapping[str, Any]) -> Situation:
    return _part(Situation, {**data, "options": [_part(Option, one) for one in data.get("options", ())]})


def _part(kind: type[T], data: Mapping[str, Any]) -> T:
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    values = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data.items() if key in known
    }
    return kind(**values)
