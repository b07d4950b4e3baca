"""版本对照: two versions of an item side by side — rows added, removed, changed, and the words that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.punctuation import joined, mark
from yimen.kernel.cases.models import HoldKind
from yimen.kernel.web.words import cn_date

from .actions.catalogue import TERMS
from .models import ItemVersion
from .particulars import BASES, PARTICULARS, Particulars, bases_of, particulars_of, stated

WORD = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
Status = Literal["same", "added", "removed", "changed"]
LABELS: Mapping[Status, Any] = {
    "same": gettext_lazy("相同"),
    "added": gettext_lazy("新增"),
    "removed": gettext_lazy("删除"),
    "changed": gettext_lazy("修改"),
}
LONGEST = 4000


@dataclass(frozen=True)
class Piece:
    """片段 — words that stand in one version only, or in both."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Row:
    """对照行 — one thing in both versions; what stands in one only has nothing on the other side."""

    label: str
    status: Status
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()

    @property
    def status_label(self) -> Any:
        return LABELS[self.status]


@dataclass(frozen=True)
class Part:
    """对照部分 — rows that belong together."""

    title: Any
    rows: tuple[Row, ...]

    @property
    def changed(self) -> tuple[Row, ...]:
        return tuple(one for one in self.rows if one.status != "same")

    @property
    def same(self) -> tuple[Row, ...]:
        return tuple(one for one in self.rows if one.status == "same")


def pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The two texts cut where they differ: Chinese by the character, other words whole."""
    left, right = WORD.findall(before[:LONGEST]), WORD.findall(after[:LONGEST])
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    old: list[Piece] = []
    new: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        is_changed = tag != "equal"
        if a != b:
            old.append(Piece("".join(left[a:b]), is_changed))
        if c != d:
            new.append(Piece("".join(right[c:d]), is_changed))
    return tuple(old), tuple(new)


def row(label: str, before: str | None, after: str | None) -> Row | None:
    """One row; None when neither version has it."""
    if before is None and after is None:
        return None
    if before is None:
        return Row(label, "added", after=(Piece(after or "", is_changed=True),))
    if after is None:
        return Row(label, "removed", before=(Piece(before, is_changed=True),))
    if before == after:
        whole = (Piece(before, is_changed=False),)
        return Row(label, "same", whole, whole)
    return Row(label, "changed", *pieces(before, after))


def rows(before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]]) -> tuple[Row, ...]:
    """Rows by key, in the order of the newer version; a row is its label and its text."""
    keys = [*after, *(key for key in before if key not in after)]
    found = []
    for key in keys:
        label = (after.get(key) or before[key])[0]
        texts = (before[key][1] if key in before else None, after[key][1] if key in after else None)
        found.append(row(label, *texts))
    return tuple(one for one in found if one is not None)


def compared(before: ItemVersion, after: ItemVersion) -> list[Part]:
    """Everything that two versions say, part by part."""
    readings = [_reading(before), _reading(after)]
    return [Part(title, rows(readings[0][title], readings[1][title])) for title in readings[0]]


def _reading(version: ItemVersion) -> dict[str, dict[str, tuple[str, str]]]:
    body = version.body
    return {
        _("办理条款"): _terms(version),
        _("设定依据"): {
            f"{one.instrument} {one.article}": (str(one), _words(_basis(one))) for one in bases_of(version)
        },
        _("办理条件"): {one: (str(place), one) for place, one in enumerate(body.conditions, 1)},
        _("情形"): {one.key: (one.question, _of(one, "question")) for one in body.situations},
        _("材料"): {one.key: (one.name, _of(one, "key")) for one in body.materials},
        _("收费"): {one.name: (one.name, _of(one)) for one in body.fees},
        _("特别程序"): {one.kind: (_hold(one.kind), _of(one, "kind")) for one in body.holds},
        _("办事指南要素"): _particulars(particulars_of(version)),
        _("其他内容"): _others(version),
    }


def _terms(version: ItemVersion) -> dict[str, tuple[str, str]]:
    names = ("effective_from", *TERMS)
    found = {}
    for name in names:
        label = str(version._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        shown = getattr(version, f"get_{name}_display", None)
        found[name] = (label, _words(shown() if shown else getattr(version, name)))
    return found


def _particulars(found: Particulars) -> dict[str, tuple[str, str]]:
    from .forms.editing import ROWS, Said

    labels = {name: str(one.label) for name, one in Said.base_fields.items()}
    labels |= {name: str(label) for name, (_row, label) in ROWS.items()}
    return {key: (labels.get(key, key), _words(value)) for key, value in found.as_data().items()}


KNOWN = {"conditions", "situations", "materials", "fees", "holds", PARTICULARS, BASES}


def _others(version: ItemVersion) -> dict[str, tuple[str, str]]:
    """What other parts of the house put into the content, by its key."""
    said = {key: value for key, value in stated(version.content).items() if key not in KNOWN and value}
    return {key: (key, _words(value)) for key, value in said.items()}


def _of(part: Any, *but: str) -> str:
    from dataclasses import fields

    values = {one.name: getattr(part, one.name) for one in fields(part) if one.name not in but}
    return _words({key: value for key, value in values.items() if value not in ("", (), {}, None)})


def _basis(basis: Any) -> dict[str, Any]:
    names = ("number", "issued_on", "effective_from", "effective_to", "quote")
    return {name: getattr(basis, name) for name in names if getattr(basis, name)}


def _hold(kind: str) -> str:
    return str(dict(HoldKind.choices).get(kind, kind))


NAMES: Mapping[str, Any] = {
    "name": gettext_lazy("名称"), "name_en": gettext_lazy("英文名称"), "when": gettext_lazy("需要的情形"),
    "form": gettext_lazy("材料形式"), "originals": gettext_lazy("原件份数"), "copies": gettext_lazy("复印件份数"),
    "source": gettext_lazy("来源渠道"), "issuer": gettext_lazy("出具单位"), "legal_basis": gettext_lazy("依据"),
    "basis": gettext_lazy("依据"), "standard": gettext_lazy("受理标准"), "standard_en": gettext_lazy("受理标准（英文）"),
    "tolerable": gettext_lazy("可以容缺"), "needs_original_check": gettext_lazy("需要核对原件"),
    "formats": gettext_lazy("文件格式"), "question": gettext_lazy("问题"), "question_en": gettext_lazy("问题（英文）"),
    "options": gettext_lazy("选项"), "multiple": gettext_lazy("可以多选"), "depends_on": gettext_lazy("取决于"),
    "label": gettext_lazy("选项名称"), "label_en": gettext_lazy("选项英文名称"), "key": gettext_lazy("代码"),
    "amount": gettext_lazy("金额"), "unit": gettext_lazy("计费单位"), "note": gettext_lazy("说明"),
    "stops_statutory": gettext_lazy("不计入法定时限"), "stops_promised": gettext_lazy("不计入承诺时限"),
    "number": gettext_lazy("文号"), "issued_on": gettext_lazy("公布日期"), "effective_from": gettext_lazy("施行日期"),
    "effective_to": gettext_lazy("失效日期"), "quote": gettext_lazy("条文摘录"), "answer": gettext_lazy("回答"),
    "answer_en": gettext_lazy("回答（英文）"), "days": gettext_lazy("天数"), "rule": gettext_lazy("条件规则"),
}  # fmt: skip
"""How the keys of a content are called; a key that another part brings is shown as it is."""

VALUES: Mapping[str, Any] = {
    "either": gettext_lazy("纸质或者电子"), "paper": gettext_lazy("纸质"), "electronic": gettext_lazy("电子"),
    "applicant": gettext_lazy("申请人自备"), "government_result": gettext_lazy("政府部门核发"),
    "shared_data": gettext_lazy("数据共享"), "other_body": gettext_lazy("其他单位出具"),
}  # fmt: skip


def _words(value: Any) -> str:
    """A value in words, without braces and quotes."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if hasattr(value, "isoformat"):
        return cn_date(value)
    if isinstance(value, Mapping):
        return joined((f"{NAMES.get(key, key)}{mark('：')}{_words(one)}" for key, one in value.items()), "；")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return joined((_words(one) for one in value), "；") or "—"
    if hasattr(value, "__dataclass_fields__"):
        return _of(value)
    return str(VALUES.get(str(value), value))
