"""What an item version says: conditions, situations, materials, fees, special procedures.

It is one value, kept as JSON in the version and never changed once published; an application keeps its
version, so everything that is asked of an applicant can be read from here for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.utils.translation import get_language

from yimen.kernel.base.language import either, reads_english

from .criteria import All, Criterion, Term, criterion_from, holds, uses
from .item_forms import ItemForm, form_from
from .known import Answers as Answers
from .known import chosen as chosen
from .known import terms_of, values_of

T = TypeVar("T")
LATER: dict[str, Any] = {"is_later": True}
"""Fields that came later: left out of the data while they are empty, so that what was published before stays equal."""


HELD = frozenset({"government_result", "shared_data"})
"""Sources of what the government holds itself."""


@dataclass(frozen=True)
class Option:
    """选项 — one answer to a situation question; ``ref`` of it is situation.option."""

    key: str
    label: str
    label_en: str = ""

    @property
    def shown(self) -> str:
        return either(self.label, self.label_en)


@dataclass(frozen=True)
class Situation:
    """情形 — a question whose answers decide which materials are needed."""

    key: str
    question: str
    options: tuple[Option, ...]
    question_en: str = ""
    multiple: bool = False
    depends_on: str = ""
    rule: Mapping[str, Any] = field(default_factory=dict, metadata=LATER)

    @property
    def shown(self) -> str:
        return either(self.question, self.question_en)

    @property
    def rule_data(self) -> dict[str, Any]:
        """When it is asked; the option that it depends on is a rule as well."""
        return _joined([self.depends_on] if self.depends_on else [], self.rule)


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
    rule: Mapping[str, Any] = field(default_factory=dict, metadata=LATER)
    shared_source: str = field(default="", metadata=LATER)
    fill_guide: str = field(default="", metadata=LATER)
    fill_guide_en: str = field(default="", metadata=LATER)
    blank_form: Mapping[str, Any] = field(default_factory=dict, metadata=LATER)
    sample: Mapping[str, Any] = field(default_factory=dict, metadata=LATER)
    page_format: str = field(default="", metadata=LATER)
    tolerance_days: int = field(default=0, metadata=LATER)
    commitment_allowed: bool = field(default=False, metadata=LATER)

    @property
    def shown(self) -> str:
        return either(self.name, self.name_en)

    @property
    def shown_standard(self) -> str:
        return either(self.standard, self.standard_en)

    @property
    def shown_fill_guide(self) -> str:
        return either(self.fill_guide, self.fill_guide_en)

    @property
    def is_conditional(self) -> bool:
        """必要性 — needed in some situations only."""
        return bool(self.when or self.rule)

    @property
    def rule_data(self) -> dict[str, Any]:
        """When it is needed; ``when`` names options, any of which suffices."""
        return _joined(self.when, self.rule)

    @property
    def is_asked_of_applicant(self) -> bool:
        """What the government holds itself is not asked for (在线政务服务规定 11)."""
        return self.source not in HELD


@dataclass(frozen=True)
class Fee:
    """收费 — a published charge; amounts are as published, empty when the standard has tiers.

    ``standard`` is the code of the fee standard from which a bill follows; without one nothing can be charged.
    ``due`` is what waits for the payment: the decision (when empty), or the delivery of the result.
    """

    name: str
    basis: str
    amount: str = ""
    unit: str = ""
    note: str = ""
    name_en: str = ""
    rule: Mapping[str, Any] = field(default_factory=dict, metadata=LATER)
    standard: str = field(default="", metadata=LATER)
    due: str = field(default="", metadata=LATER)

    @property
    def shown(self) -> str:
        return either(self.name, self.name_en)

    @property
    def rule_data(self) -> Mapping[str, Any]:
        return self.rule

    @property
    def due_before(self) -> str:
        return self.due or "decision"


@dataclass(frozen=True)
class Procedure:
    """办理环节 — a step that some situations need beside those of the pattern: a visit, a publication."""

    key: str
    name: str
    name_en: str = ""
    days: int = 0
    legal_basis: str = ""
    rule: Mapping[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        return either(self.name, self.name_en)

    @property
    def rule_data(self) -> Mapping[str, Any]:
        return self.rule


@dataclass(frozen=True)
class Variant:
    """情形办法 — in its situations another promised limit, or another mode and pattern; the first that applies holds."""

    key: str
    name: str
    name_en: str = ""
    rule: Mapping[str, Any] = field(default_factory=dict)
    promised_days: int | None = None
    mode: str = ""
    pattern: str = ""

    @property
    def shown(self) -> str:
        return either(self.name, self.name_en)

    @property
    def rule_data(self) -> Mapping[str, Any]:
        return self.rule


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
    procedures: tuple[Procedure, ...] = field(default=(), metadata=LATER)
    variants: tuple[Variant, ...] = field(default=(), metadata=LATER)
    application_form: Mapping[str, Any] = field(default_factory=dict, metadata=LATER)
    licence_type: str = field(default="", metadata=LATER)
    about_licence: str = field(default="", metadata=LATER)
    about_licence_act: str = field(default="", metadata=LATER)

    @cached_property
    def form(self) -> ItemForm:
        """The form of the item; raises BadForm when the schema is none (published ones are)."""
        return form_from(self.application_form)

    @cached_property
    def _terms_by_language(self) -> dict[str, Mapping[str, Term]]:
        return {}

    @property
    def terms(self) -> Mapping[str, Term]:
        """条件项 — what the rules of this content may ask about, named in the reader's language."""
        language = get_language() or ""
        if language not in self._terms_by_language:
            self._terms_by_language[language] = terms_of(self)
        return self._terms_by_language[language]

    @cached_property
    def decisive(self) -> frozenset[str]:
        """The terms that rules ask about: their answers change what is asked for and given."""
        field_rules = [one.rule for one in self.form.fields if one.rule]
        rules = [one.rule_data for one in self.ruled if one.rule_data] + field_rules
        return frozenset(term for rule in rules for term in uses(criterion_from(rule, self.terms)))

    @property
    def ruled(self) -> tuple[Ruled, ...]:
        """Every part that may have a rule, in the order in which they are shown."""
        return (*self.situations, *self.materials, *self.fees, *self.procedures, *self.variants)

    def applies(self, part: Ruled, answers: Answers, *, settled: bool = False) -> bool | None:
        """Whether a part applies to what is known; None while that depends on what is not known yet."""
        if not part.rule_data:
            return True
        return holds(self.criterion(part), values_of(self, answers), settled=settled)

    def criterion(self, part: Ruled) -> Criterion:
        """The rule of a part; one without a rule always applies."""
        return criterion_from(part.rule_data, self.terms) if part.rule_data else All()

    @property
    def shown_conditions(self) -> tuple[str, ...]:
        english = reads_english() and len(self.conditions_en) == len(self.conditions)
        return self.conditions_en if english else self.conditions

    def situation(self, key: str) -> Situation | None:
        return next((one for one in self.situations if one.key == key), None)

    def material(self, key: str) -> Material | None:
        return next((one for one in self.materials if one.key == key), None)

    def hold(self, kind: str) -> AllowedHold | None:
        return next((one for one in self.holds if one.kind == kind), None)

    def checklist(self, answers: Answers) -> tuple[Material, ...]:
        """材料清单 — exactly the materials that follow from the answers; guide and window use this one function."""
        return tuple(one for one in self.materials if self.applies(one, answers))

    def asked(self, answers: Answers) -> tuple[Situation, ...]:
        """The questions that apply, given the answers so far."""
        return tuple(one for one in self.situations if self.applies(one, answers))

    def as_data(self) -> dict[str, Any]:
        return dict(_data(self))


Ruled = Situation | Material | Fee | Procedure | Variant


def _joined(options: Iterable[str], rule: Mapping[str, Any]) -> dict[str, Any]:
    """Any of the options, and the rule, as one rule."""
    refs = [one.partition(".") for one in options]
    chosen_ones = [{"of": f"situation.{key}", "equals": option} for key, _dot, option in refs]
    parts = [*([chosen_ones[0] if len(chosen_ones) == 1 else {"any": chosen_ones}] if chosen_ones else [])]
    parts += [dict(rule)] if rule else []
    return {"all": parts} if len(parts) > 1 else parts[0] if parts else {}


def _data(part: Any) -> Any:
    """A part as plain data, without the later fields that are empty."""
    if isinstance(part, tuple | list):
        return [_data(one) for one in part] if isinstance(part, list) else tuple(_data(one) for one in part)
    if not is_dataclass(part):
        return part
    return {
        one.name: _data(getattr(part, one.name))
        for one in fields(part)
        if not one.metadata.get("is_later") or getattr(part, one.name)
    }


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
        procedures=tuple(_part(Procedure, one) for one in data.get("procedures", ())),
        variants=tuple(_part(Variant, one) for one in data.get("variants", ())),
        application_form=dict(data.get("application_form", {})),
        licence_type=str(data.get("licence_type", "")),
        about_licence=str(data.get("about_licence", "")),
        about_licence_act=str(data.get("about_licence_act", "")),
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
