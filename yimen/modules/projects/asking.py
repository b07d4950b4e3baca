"""一次告知: what a stage asks — each question, field and material once — and what of it goes to which item."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from yimen.kernel.base.language import either
from yimen.modules.approvals.public import (
    ItemVersion,
    Known,
    asked_of,
    follows,
    form_of_parts,
    offered,
)

from .models import SharedNeed, Stage, StageItem, StageOrder, TemplateVersion
from .rules import Longest, longest
from .states import ItemRole, SharedKind

Member = tuple[str, str]
"""Code of an item, and the key by which the item itself calls the question, field or material."""


@dataclass(frozen=True)
class Situation:
    """情形 of a stage, as far as it is known: answers and form by the keys of the stage."""

    answers: Mapping[str, list[str]] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    applicant_kind: str = ""
    on: date | None = None
    channel: str = ""


@dataclass(frozen=True)
class Question:
    """情形问题 that is asked once; ``options`` are key and label."""

    key: str
    shown: str
    options: tuple[tuple[str, str], ...]
    multiple: bool
    items: tuple[str, ...]


@dataclass(frozen=True)
class Needed:
    """材料 that is asked for once; ``members`` are the items that use it, as each calls it."""

    key: str
    name: str
    name_en: str
    formats: tuple[str, ...]
    members: tuple[Member, ...]

    @property
    def shown(self) -> str:
        return either(self.name, self.name_en)


class Asking:
    """一张清单 — the items of a stage that are taken, in their order, with what they ask together."""

    def __init__(
        self,
        items: Iterable[StageItem],
        versions: Mapping[str, ItemVersion],
        shared: Iterable[SharedNeed],
        orders: Iterable[tuple[str, str]],
    ) -> None:
        self.items = {one.item_code: one for one in items if one.item_code in versions}
        self.versions = {code: versions[code] for code in self.items}
        self.shared = {(one.kind, one.key): one for one in shared}
        self._keys = {
            (one.kind, code, key): one.key for one in self.shared.values() for code, key in members_of(one)
        }
        self.orders = [(a, b) for a, b in orders if a in self.items and b in self.items]

    def key(self, kind: SharedKind, code: str, key: str) -> str:
        """The key of the stage for what an item calls ``key``."""
        return self._keys.get((kind, code, key), f"{code}.{key}")

    def known(self, code: str, given: Situation) -> Known:
        """What is known, in the words of one item."""
        content = self.versions[code].body
        answers = {
            one.key: given.answers[key]
            for one in content.situations
            if (key := self.key(SharedKind.QUESTION, code, one.key)) in given.answers
        }
        form = {
            one.key: given.form[key]
            for one in content.form.fields
            if (key := self.key(SharedKind.FIELD, code, one.key)) in given.form
        }
        return Known(answers, form, given.applicant_kind, given.on, given.channel)

    def questions(self, given: Situation) -> list[Question]:
        """The questions that apply, each once."""
        found: dict[str, Question] = {}
        for code, version in self.versions.items():
            asked, _fields, _materials = asked_of(version, self.known(code, given))
            for one in version.body.situations:
                if one.key in asked:
                    key = self.key(SharedKind.QUESTION, code, one.key)
                    options = tuple((each.key, each.shown) for each in one.options)
                    said = self._said(SharedKind.QUESTION, key, one.question, one.question_en)
                    found[key] = _joined(found.get(key), Question(key, said, options, one.multiple, (code,)))
        return list(found.values())

    def materials(self, given: Situation) -> list[Needed]:
        """The materials that the applicant brings, each once."""
        found: dict[str, Needed] = {}
        for code, version in self.versions.items():
            for one in asked_of(version, self.known(code, given))[2]:
                key = self.key(SharedKind.MATERIAL, code, one.key)
                if key in found:
                    found[key] = replace(found[key], members=(*found[key].members, (code, one.key)))
                    continue
                need = self.shared.get((SharedKind.MATERIAL, key))
                name, name_en = (need.name, need.name_en) if need and need.name else (one.name, one.name_en)
                found[key] = Needed(key, name, name_en, one.formats, ((code, one.key),))
        return list(found.values())

    def form(self, given: Situation) -> Any:
        """申请表 — the fields of all items that apply, each once."""
        asked = {
            (code, key)
            for code, version in self.versions.items()
            for key in asked_of(version, self.known(code, given))[1]
        }
        return form_of_parts(self.versions, asked, lambda code, key: self.key(SharedKind.FIELD, code, key))

    def days(self, given: Situation, *, settled: bool = False) -> dict[str, int]:
        """承诺工作日 of every item in this situation; never more than the stage allows it."""
        found = {}
        for code, version in self.versions.items():
            own = follows(version, self.known(code, given), settled=settled).promised_days
            most = self.items[code].due_days
            found[code] = own if most is None else min(own, most)
        return found

    def longest(self, given: Situation) -> Longest:
        """最长路径 of the stage."""
        return longest(self.days(given), self.orders)

    def _said(self, kind: SharedKind, key: str, text: str, text_en: str) -> str:
        need = self.shared.get((kind, key))
        return either(need.name, need.name_en) if need and need.name else either(text, text_en)


def _joined(before: Question | None, one: Question) -> Question:
    return one if before is None else replace(before, items=(*before.items, *one.items))


def members_of(need: SharedNeed) -> list[Member]:
    """What a shared need joins."""
    return [(str(one["item"]), str(one["key"])) for one in need.members]


def asking(version: TemplateVersion, chosen: Collection[str] | None, on: date) -> Asking:
    """What a version of a template asks of who takes these items (all that are not optional, when None)."""
    items = [one for one in version.items.all() if _is_taken(one, chosen)]
    versions = offered([one.item_code for one in items], on)
    orders = StageOrder.objects.filter(version=version).values_list("before__item_code", "after__item_code")
    return Asking(items, versions, version.shared.all(), orders)


def _is_taken(item: StageItem, chosen: Collection[str] | None) -> bool:
    return item.role != ItemRole.OPTIONAL if chosen is None else item.item_code in chosen


def asking_of(stage: Stage, on: date) -> Asking:
    """What a stage asks, of the items that its applicant takes."""
    return asking(stage.version, stage.chosen, on)


def situation_of(stage: Stage, on: date) -> Situation:
    """What is known of a stage."""
    kind = stage.applicant.kind
    return Situation(stage.answers, stage.form, kind, stage.received_on or on, stage.channel)
