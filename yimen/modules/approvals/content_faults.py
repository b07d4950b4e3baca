"""内容检查: what is wrong with the content of a version — before it is kept, before it is reviewed. Pure.

``unsound`` is what would break the guide or an application and is never kept; ``incomplete`` is what a draft may still
lack and a published version may not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yimen.kernel.base.phrases import phrase

from .content import HELD, Content, Material, Ruled, Situation, content_from
from .criteria import BadCriterion, Term, TooComplicated, can_hold, circle, criterion_from, in_words, uses
from .item_forms import BadForm, Field
from .states import ITEM_PATTERNS, Mode

CATCH_ALL = re.compile(
    r"(其他|其它)(相关|有关|证明|申请|申报|必要|需要|提交|提供|应当|规定|所需|的)*(材料|资料|文件|证件|手续)(等)?$"  # 中文
)
"""“其他材料”, “法律、法规规定的其他材料”: nobody can know what is meant."""


@dataclass(frozen=True)
class Fault:
    """问题 — one thing that is wrong: the part of the content, the key of its row, and what to do."""

    part: str
    key: str
    message: str


def unsound(content: Content, *, statutory_days: int | None = None) -> list[Fault]:
    """Everything because of which the content cannot be kept."""
    try:
        form_fields = list(content.form.fields)
    except BadForm as error:
        return [Fault("application_form", "", str(error))]
    faults = [*_doubled(content), *_rules(content, form_fields)]
    return faults or list(_variants(content, statutory_days))


def incomplete(content: Content, *, live: Collection[str] = ()) -> list[Fault]:
    """What a published version may not lack; ``live`` are the sources from which the government has things itself."""
    each = [fault for material in content.materials for fault in _material(material, live)]
    return [*_nameless(content), *each]


def faults_in(data: Mapping[str, Any], *, statutory_days: int | None = None) -> list[Fault]:
    """Everything because of which this data cannot be kept as a content."""
    return unsound(content_from(data), statutory_days=statutory_days)


def _doubled(content: Content) -> Iterator[Fault]:
    parts: dict[str, tuple[Iterable[str], str]] = {
        "situations": ([one.key for one in content.situations], _("情形代码重复。")),
        "materials": ([one.key for one in content.materials], _("材料代码重复。")),
        "procedures": ([one.key for one in content.procedures], _("办理环节代码重复。")),
        "variants": ([one.key for one in content.variants], _("情形办法代码重复。")),
    }
    for part, (keys, message) in parts.items():
        listed = list(keys)
        for key in dict.fromkeys(one for one in listed if listed.count(one) > 1):
            yield Fault(part, key, message)
    for one in content.situations:
        options = [option.key for option in one.options]
        if len(options) != len(set(options)):
            yield Fault(
                "situations", one.key, phrase(gettext_noop("“%(question)s”的选项重复。"), question=one.shown)
            )


def _nameless(content: Content) -> Iterator[Fault]:
    for material in content.materials:
        if CATCH_ALL.search(material.name.strip("。；;、 ")):
            yield Fault(
                "materials",
                material.key,
                phrase(
                    gettext_noop("“%(name)s”没有写明要什么：不得设置“其他材料”这样的兜底要求，请逐项列出。"),
                    name=material.name,
                ),
            )


def _variants(content: Content, statutory_days: int | None) -> Iterator[Fault]:
    for one in content.variants:
        if statutory_days is not None and (one.promised_days or 0) > statutory_days:
            yield Fault(
                "variants", one.key, phrase(gettext_noop("“%(name)s”的承诺时限长于法定时限。"), name=one.name)
            )
        if (one.mode and one.mode not in Mode.values) or (
            one.pattern and one.pattern not in dict(ITEM_PATTERNS)
        ):
            yield Fault(
                "variants",
                one.key,
                phrase(gettext_noop("“%(name)s”的办件类型或者审批流程不存在。"), name=one.name),
            )


def _rules(content: Content, fields: list[Field]) -> Iterator[Fault]:
    """Rules that cannot be read, that look ahead, that go in a circle; and only then those that cannot be met."""
    terms = content.terms
    parts = [(_part_of(one), one) for one in content.ruled if one.rule_data]
    read = [fault for part, one in parts for fault in _unread(part, one, terms)]
    read += [fault for one in fields if one.rule for fault in _unread_field(one, terms)]
    if read:
        yield from read
        return
    if way := circle(terms):
        labels = " → ".join(terms[key].label for key in way)
        yield Fault(
            "situations", way[0].partition(".")[2], phrase(gettext_noop("条件绕成了圈：%(way)s"), way=labels)
        )
        return
    ahead = list(_ahead(content, fields))
    yield from ahead or _unmet(content, parts, fields)


def _part_of(one: Ruled) -> str:
    return {"Situation": "situations", "Material": "materials", "Fee": "fees", "Procedure": "procedures"}.get(
        type(one).__name__, "variants"
    )


def _name(one: Ruled | Field) -> str:
    return one.question if isinstance(one, Situation) else getattr(one, "name", "") or one.shown


def _key(one: Ruled) -> str:
    return getattr(one, "key", "") or _name(one)


def _unread(part: str, one: Ruled, terms: Mapping[str, Term]) -> Iterator[Fault]:
    if isinstance(one, Situation) and one.depends_on and not _is_option(one.depends_on, terms):
        yield Fault(
            part, one.key, phrase(gettext_noop("情形“%(name)s”引用了不存在的选项。"), name=one.question)
        )
        return
    if isinstance(one, Material) and (gone := [ref for ref in one.when if not _is_option(ref, terms)]):
        facts = {"name": one.name, "refs": gone}
        yield Fault(
            part, one.key, phrase(gettext_noop("材料“%(name)s”引用了不存在的情形：%(refs)s"), **facts)
        )
        return
    try:
        criterion_from(one.rule_data, terms)
    except BadCriterion as error:
        yield Fault(part, _key(one), _told(_name(one), error))


def _unread_field(one: Field, terms: Mapping[str, Term]) -> Iterator[Fault]:
    try:
        criterion_from(one.rule, terms)
    except BadCriterion as error:
        yield Fault("application_form", one.key, _told(one.title, error))


def _told(name: str, error: BadCriterion) -> str:
    return phrase(gettext_noop("“%(name)s”的条件不正确：%(why)s"), name=name, why=error.message)


def _is_option(ref: str, terms: Mapping[str, Term]) -> bool:
    key, _dot, option = ref.partition(".")
    term = terms.get(f"situation.{key}")
    return term is not None and option in term.known


def _ahead(content: Content, fields: list[Field]) -> Iterator[Fault]:
    """A question is asked because of what stands before it: whoever answers reads from top to bottom."""
    before: set[str] = set()
    for one in content.situations:
        yield from _looks_ahead("situations", one.key, one.question, one.rule_data, before, content.terms)
        before.add(f"situation.{one.key}")
    before |= {"applicant.kind", "applied.on", "applied.channel"}
    for asked in fields:
        yield from _looks_ahead("application_form", asked.key, asked.title, asked.rule, before, content.terms)
        before |= {f"form.{asked.key}", f"matter.{asked.meaning}"}


def _looks_ahead(
    part: str, key: str, name: str, rule: Mapping[str, Any], before: set[str], terms: Mapping[str, Term]
) -> Iterator[Fault]:
    for term in uses(criterion_from(rule, terms)) if rule else ():
        if term not in before:
            facts = {"name": name, "other": terms[term].label}
            yield Fault(
                part,
                key,
                phrase(
                    gettext_noop("“%(name)s”的条件只能引用排在它前面的问题，不能引用“%(other)s”。"), **facts
                ),
            )


def _unmet(content: Content, parts: Iterable[tuple[str, Ruled]], fields: list[Field]) -> Iterator[Fault]:
    for part, one in parts:
        yield from _never(part, _key(one), _name(one), one.rule_data, content.terms)
    for asked in fields:
        yield from _never("application_form", asked.key, asked.title, asked.rule, content.terms)


def _never(
    part: str, key: str, name: str, rule: Mapping[str, Any], terms: Mapping[str, Term]
) -> Iterator[Fault]:
    if not rule:
        return
    criterion = criterion_from(rule, terms)
    facts = {"name": name, "rule": in_words(criterion, terms)}
    try:
        if not can_hold(criterion, terms):
            yield Fault(part, key, phrase(gettext_noop("“%(name)s”的条件永远不可能成立：%(rule)s"), **facts))
    except TooComplicated:
        yield Fault(part, key, phrase(gettext_noop("“%(name)s”的条件太复杂，请拆成几条：%(rule)s"), **facts))


def _material(one: Material, live: Collection[str]) -> Iterator[Fault]:
    if not one.legal_basis.strip():
        yield Fault(
            "materials", one.key, phrase(gettext_noop("“%(name)s”没有写明要求的依据。"), name=one.name)
        )
    if not one.is_asked_of_applicant and (one.originals or one.copies):
        message = phrase(
            gettext_noop("“%(name)s”由政府部门自行取得，不能再要求申请人提交原件或者复印件。"), name=one.name
        )
        yield Fault("materials", one.key, message)
    if one.source not in HELD and one.shared_source and one.shared_source in live:
        message = phrase(
            gettext_noop("“%(name)s”可以由“%(source)s”取得，不能再向申请人要。"),
            name=one.name,
            source=one.shared_source,
        )
        yield Fault("materials", one.key, message)
    if one.tolerance_days and not one.tolerable:
        yield Fault(
            "materials",
            one.key,
            phrase(gettext_noop("“%(name)s”写了容缺期限，但没有选可容缺。"), name=one.name),
        )
