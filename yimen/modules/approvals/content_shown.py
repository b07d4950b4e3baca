"""How the parts of a content are listed for who edits it: each row with its name, its rule in words, its main facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import Text

from .content import Content, Material, Ruled, Situation, Variant
from .content_editing import PARTS
from .criteria import BadCriterion, criterion_from, in_words
from .item_forms import FIELD_KINDS
from .models import ItemVersion


@dataclass(frozen=True)
class ShownRow:
    """一行."""

    name: str
    note: str = ""
    rule: str = ""
    group: str = ""


@dataclass(frozen=True)
class ShownPart:
    """一部分 — with its rows in their order."""

    key: str
    label: Text
    rows: tuple[ShownRow, ...]


def parts(version: ItemVersion) -> list[ShownPart]:
    """Every part that is edited row by row."""
    content = version.body
    rows: dict[str, Iterator[ShownRow]] = {
        "situations": (_ruled(content, one) for one in content.situations),
        "materials": (_ruled(content, one) for one in content.materials),
        "fees": (_ruled(content, one) for one in content.fees),
        "procedures": (_ruled(content, one) for one in content.procedures),
        "variants": (_ruled(content, one) for one in content.variants),
        "fields": _fields(content),
    }
    return [ShownPart(key, label, tuple(rows[key])) for key, label in PARTS.items()]


def _ruled(content: Content, one: Ruled) -> ShownRow:
    return ShownRow(one.shown, _note(one), said(content, one.rule_data))


def _note(one: Ruled) -> str:
    if isinstance(one, Situation):
        return joined((option.shown for option in one.options), "、")
    if isinstance(one, Material):
        return one.legal_basis if one.is_asked_of_applicant else _("由部门取得，不向申请人要")
    if isinstance(one, Variant) and one.promised_days is not None:
        return _("%(days)s个工作日") % {"days": one.promised_days}
    return str(getattr(one, "basis", "") or getattr(one, "legal_basis", ""))


def _fields(content: Content) -> Iterator[ShownRow]:
    for section in content.form.sections:
        for one in section.fields:
            required = _("必填") if one.is_required else _("选填")
            note = f"{FIELD_KINDS[one.kind]} · {required}"
            yield ShownRow(one.shown, note, said(content, dict(one.rule)), section.shown)


def said(content: Content, rule: dict[str, Any] | Any) -> str:
    """A rule in words; empty when it always applies."""
    if not rule:
        return ""
    try:
        return in_words(criterion_from(rule, content.terms), content.terms)
    except BadCriterion as error:
        return error.message
