"""导入检查: every row of a file against the rules, so that one report names all errors with row and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.phrases import kept, phrase
from yimen.kernel.base.refusals import RuleBroken, Text
from yimen.kernel.orgs.models import Org, Section

from . import codes, content_faults
from .content import content_from
from .exchange import BY_KEY, COLUMNS, IN_CONTENT, BadValue, Column, content_of
from .models import BasicItem, Cancellation, Item, ItemVersion
from .particulars import BASES, PARTICULARS, bases_from, particulars_from
from .permissions import Permission
from .states import ITEM_PATTERNS, Audience, ItemKind, Mode

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,64}")
CHOICES: Mapping[str, frozenset[str]] = {
    "kind": frozenset(ItemKind.values),
    "pattern": frozenset(key for key, _label in ITEM_PATTERNS),
    "mode": frozenset(Mode.values),
    "level": frozenset(codes.Level.values),
    "body_nature": frozenset(codes.BodyNature.values),
    "code_scheme": frozenset(codes.Scheme.values),
    "basic_scheme": frozenset(codes.Scheme.values),
    "correction_lapse": frozenset({"withdrawn", "refused"}),
}
EACH: Mapping[str, frozenset[str]] = {
    "audiences": frozenset(Audience.values),
    "channels": frozenset(codes.CHANNELS),
}
LONGEST: Mapping[str, int] = {
    one.name: int(getattr(one, "max_length", None) or 0)
    for model in (Item, ItemVersion)
    for one in model._meta.concrete_fields
    if getattr(one, "max_length", None) and one.name in BY_KEY
}


@dataclass(frozen=True)
class Finding:
    """检查结果 — the row and the column of the file, and what is wrong there."""

    row: int
    column: str
    message: Text

    def as_data(self) -> dict[str, Any]:
        return {"row": self.row, "column": self.column, **kept(self.message)}


@dataclass
class Known:
    """已知数据 — what rows refer to, read once a file; and the codes that earlier rows of the file used."""

    orgs: Mapping[str, Org]
    allowed: frozenset[str]
    sections: Mapping[tuple[str, str], Section]
    basics: dict[tuple[str, str], BasicItem]
    items: Mapping[str, Item]
    official: Mapping[tuple[str, str], str]
    cancelled: frozenset[str]
    may_add_basic: bool
    used: dict[tuple[str, ...], int] = field(default_factory=dict)

    @classmethod
    def read(cls, actor: Actor) -> Known:
        """For a person who imports: the bodies whose items the person may draft."""
        orgs = {org.code: org for org in Org.objects.all()}
        items = {item.code: item for item in Item.objects.select_related("org", "basic")}
        return cls(
            orgs=orgs,
            allowed=frozenset(code for code, org in orgs.items() if actor.may(Permission.ITEM_ADD, org)),
            sections={(one.org.code, one.code): one for one in Section.objects.select_related("org")},
            basics={(one.code_scheme, one.basic_code): one for one in BasicItem.objects.all()},
            items=items,
            official={
                (one.code_scheme, one.official_code): one.code for one in items.values() if one.official_code
            },
            cancelled=frozenset(Cancellation.objects.values_list("item__code", flat=True)),
            may_add_basic=actor.may(Permission.BASIC_ITEM_MAINTAIN, None),
        )


@dataclass(frozen=True)
class Checked:
    """检查过的行 — its values when nothing is wrong, else what is."""

    number: int
    values: Mapping[str, Any]
    findings: tuple[Finding, ...]


def checked(rows: Iterable[Mapping[str, Any]], known: Known) -> Iterator[Checked]:
    """Every row with its findings; the head of a table is row 1, so the first row of data is row 2.

    A cell that cannot be read is not among the values; what the rules say about the other cells is found all the same.
    """
    for number, raw in enumerate(rows, 2):
        values, unreadable = _values(raw)
        wrong = [
            *unreadable,
            *_words(values),
            *_lengths(values),
            *_places(values, known),
            *_codes(values, known),
            *_doubled(values, known, number),
            *_content(values),
        ]
        yield Checked(number, values, tuple(Finding(number, _label(key), message) for key, message in wrong))


def _label(key: str) -> str:
    return str(BY_KEY[key].label) if key in BY_KEY else key


Wrong = Iterator[tuple[str, Text]]


def _values(raw: Mapping[str, Any]) -> tuple[dict[str, Any], list[tuple[str, Text]]]:
    values: dict[str, Any] = {}
    wrong: list[tuple[str, Text]] = []
    for column in COLUMNS:
        try:
            values[column.key] = _value(column, raw.get(column.key, ""))
        except BadValue as bad:
            wrong.append((column.key, bad.args[0]))
    return values, wrong


def _value(column: Column, given: Any) -> Any:
    """A cell, or a value of JSON, as the row has it."""
    if given is None or given == "" or given == []:
        if column.required:
            raise BadValue(_("必须填写"))
        given = ""
    if isinstance(given, str):
        return column.read(given.strip())
    if isinstance(given, list) and column.read is BY_KEY["audiences"].read:
        return [str(one) for one in given]
    try:
        return column.read(column.write(given))
    except (TypeError, AttributeError) as error:
        raise BadValue(_("值的类型不对")) from error


def _words(row: Mapping[str, Any]) -> Wrong:
    chosen = [(key, [row[key]] if row.get(key) else [], known) for key, known in CHOICES.items()]
    chosen += [(key, row.get(key, ()), known) for key, known in EACH.items()]
    for key, given, known in chosen:
        for one in given:
            if one not in known:
                yield key, phrase(gettext_noop("没有“%(value)s”这个代码"), value=one)
    if "code" in row and not SLUG.fullmatch(row["code"]):
        yield "code", _("只能用英文字母、数字和连字符")
    if {"promised_days", "statutory_days"} <= row.keys() and row["promised_days"] > row["statutory_days"]:
        yield "promised_days", _("长于法定时限")
    if row.get("single_officer_allowed") and row.get("mode", Mode.INSTANT) != Mode.INSTANT:
        yield "single_officer_allowed", _("只有即办件可以由一人办理。")


def _lengths(row: Mapping[str, Any]) -> Wrong:
    for key, most in LONGEST.items():
        if isinstance(given := row.get(key), str) and len(given) > most:
            yield key, phrase(gettext_noop("最多填写 %(most)s 个字。"), most=most)


def _places(row: Mapping[str, Any], known: Known) -> Wrong:
    org, code = row.get("org"), row.get("code", "")
    if org is not None and org not in known.orgs:
        yield "org", _("没有这个机构")
    elif org is not None and org not in known.allowed:
        yield "org", _("您没有维护这个机构的事项的权限")
    elif org is not None and row["section"] and (org, row["section"]) not in known.sections:
        yield "section", _("机构中没有这个处室")
    if row["centre"] and row["centre"] not in known.orgs:
        yield "centre", _("没有这个机构")
    item = known.items.get(code)
    if item is not None and org is not None and item.org.code != org:
        yield "org", _("此事项属于另一个机构")
    if code in known.cancelled:
        yield "code", _("此事项已经取消")


def _codes(row: Mapping[str, Any], known: Known) -> Wrong:
    for code, scheme in (("official_code", "code_scheme"), ("basic_code", "basic_scheme")):
        try:
            codes.require_code(row[code], row[scheme], code)
        except RuleBroken as broken:
            yield code, broken.message
    basic = (row["basic_scheme"], row["basic_code"])
    if row["basic_code"] and basic not in known.basics and not known.may_add_basic:
        yield "basic_code", _("基本目录中没有这个编码")
    used_by = known.official.get((row["code_scheme"], row["official_code"]))
    if "code" in row and used_by not in (None, row["code"]):
        yield "official_code", _("另一个事项已经使用这个编码")


def _doubled(row: Mapping[str, Any], known: Known, number: int) -> Wrong:
    for key, used in _unique(row):
        first = known.used.setdefault(used, number)
        if first != number:
            yield key, phrase(gettext_noop("与第%(row)s行重复"), row=first)


def _unique(row: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What no other row of the file may say."""
    if "code" in row:
        yield "code", ("code", row["code"])
    if row["official_code"]:
        yield "official_code", ("official", row["code_scheme"], row["official_code"])
    if row["basic_code"] and "org" in row:
        yield "sub_item", ("sub-item", row["basic_scheme"], row["basic_code"], row["org"], row["sub_item"])


def _content(row: Mapping[str, Any]) -> Wrong:
    """The content hangs together, so it is looked at when all of it can be read."""
    if not {*IN_CONTENT, "other", BASES, PARTICULARS, "statutory_days"} <= row.keys():
        return
    if not row["legal_bases"]:
        yield "legal_bases", _("没有法律依据的事项不能建立。")
    for key, read in (
        ("legal_bases", lambda: [_named(one.instrument) for one in bases_from(row["legal_bases"])]),
        ("particulars", lambda: particulars_from(row["particulars"])),
        ("materials", lambda: content_from(content_of(row))),
    ):
        try:
            read()
        except (TypeError, KeyError, ValueError, AttributeError):
            yield key, _("内容的结构不对")
            return
    for fault in content_faults.unsound(content_from(content_of(row)), statutory_days=row["statutory_days"]):
        yield fault.part, fault.message


def _named(instrument: str) -> str:
    if not instrument:
        raise ValueError
    return instrument
