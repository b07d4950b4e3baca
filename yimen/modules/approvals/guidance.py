"""办事指南 in words: how an item is found, where it is handled, by which steps, and what can be done against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel import policies
from yimen.kernel.base.language import reads_english
from yimen.kernel.base.punctuation import joined
from yimen.kernel.cases.models import HoldKind
from yimen.kernel.orgs.models import Window
from yimen.kernel.orgs.queries import windows as all_windows
from yimen.kernel.web.shapes import Step

from . import queries, stages, topics
from .content import Fee
from .limits import limit
from .models import Item, ItemVersion
from .outline import Outline
from .special_procedures import counting
from .states import Pattern

ONLINE = "web"


def versions_of(items: Iterable[Item]) -> dict[Any, ItemVersion]:
    """The versions that hold, by item, for a page of the guide: one query."""
    ids = [item.version_id for item in items]  # type: ignore[attr-defined]
    found = ItemVersion.objects.filter(pk__in=ids).select_related("centre").defer("content")
    return {version.item_id: version for version in found}


def windows(version: ItemVersion) -> list[Window]:
    """The windows that take the item in: those it names, at its centre."""
    if version.centre is None:
        return []
    rows = all_windows(version.centre).filter(is_open=True)
    return list(rows.filter(number__in=version.windows) if version.windows else rows)


def is_online(version: ItemVersion) -> bool:
    return ONLINE in version.channels


def said(version: ItemVersion, name: str) -> str:
    """A further text of the version's content (note, procedure_note) in the reader's language."""
    extra = version.body.extra
    english = str(extra.get(f"{name}_en", "")) if reads_english() else ""
    return english or str(extra.get(name, "") or getattr(version.body, name, ""))


def fee_in_words(fees: Iterable[Fee]) -> str:
    """不收费, one amount, or that it follows the published standard."""
    listed = list(fees)
    if not listed:
        return _("不收费")
    amounts = [f"{one.shown} {one.amount}{one.unit}".strip() for one in listed if one.amount]
    return joined(amounts, "；") if len(amounts) == len(listed) else _("按公布的标准收费，见“收费”")


def time_in_words(version: ItemVersion, outline: Outline | None = None) -> str:
    """How long it takes: as a rule, or in the situation whose outline is given."""
    days = outline.promised_days if outline else version.promised_days
    if (outline.is_instant if outline else version.is_instant) or days == 0:
        return _("当场办结")
    return _("受理后%(days)s个工作日内办结") % {"days": days}


def way(version: ItemVersion, on: date) -> list[Step]:
    """办理流程 — the steps of the item's pattern, each with what happens in it."""
    notes = _notes(version, on)
    return [
        Step(stage.label, "waiting", note=notes.get(stage.key, "")) for stage in stages.WAYS[version.pattern]
    ]


def _notes(version: ItemVersion, on: date) -> dict[str, str]:
    days = limit("acceptance_limit", on).days
    confirmed = version.pattern == Pattern.EXAMINER_CONFIRMER
    return {
        "submit": _("网上提交，或者到窗口提交") if is_online(version) else _("到窗口提交"),
        "accept": _("%(days)s个工作日内受理，或者一次性告知需要补正的全部内容") % {"days": days},
        "handle": _("材料齐全、符合条件的，当场办理"),
        "examine": _("审核员审查材料和条件") if confirmed else _("一个处室审核"),
        "approve": _("审批处负责人核准") if confirmed else _("一位分管领导批准"),
        "conclude": _("加盖行政审批专用章，出具结果"),
        "deliver": _("窗口领取、邮寄或者电子送达"),
    }


def special_procedures(version: ItemVersion) -> list[str]:
    """特别程序 — those that the item may need, each with its article and what it does to the limits."""
    return [
        _("%(name)s（%(basis)s），%(counting)s")
        % {"name": HoldKind(one.kind).label, "basis": one.basis, "counting": counting(one.stops)}
        for one in version.body.holds
    ]


def remedies(on: date) -> str:
    """救济途径 — with the limits of the law in force on the day."""
    review = policies.on(on, "approvals.remedy_review_days").int
    lawsuit = policies.on(on, "approvals.remedy_lawsuit_months").int
    return _(
        "对办理结果不服的，可以自收到决定之日起%(review)s日内依法申请行政复议，"
        "或者自知道之日起%(lawsuit)s个月内依法向人民法院提起行政诉讼。"
    ) % {"review": review, "lawsuit": lawsuit}


def subjects(on: date) -> list[tuple[str, str]]:
    """The topics of the guide, in the order of their pinyin as choices."""
    found = {topic for listed in queries.guide(on).values_list("topics", flat=True) for topic in listed}
    return [
        (topic, topics.shown(topic))
        for topic in sorted(found, key=lambda topic: topic.encode("gb18030", "replace"))
    ]


def departments(on: date) -> list[tuple[str, str]]:
    """The bodies that have items in the guide, as choices."""
    rows = queries.guide(on).order_by("org__pinyin").values_list("org__code", "org__name", "org__name_en")
    english = reads_english()
    return list({code: (name_en if english and name_en else name) for code, name, name_en in rows}.items())


@dataclass(frozen=True)
class Answer:
    """要点 — what most people came for: how long, how much, where, on what basis it ends."""

    time: str
    fee: str
    statutory_days: int
    statutory_basis: str
    windows: list[Window]


def answer(version: ItemVersion) -> Answer:
    """The answer first: what the top of the guide says."""
    return Answer(
        time=time_in_words(version),
        fee=fee_in_words(version.body.fees),
        statutory_days=version.statutory_days,
        statutory_basis=version.statutory_basis,
        windows=windows(version),
    )
