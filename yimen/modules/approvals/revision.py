"""清理结论的内容: what each outcome of a clean-up needs to be told, and what it makes of a version. Pure functions."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken

from .content import content_from
from .models import ItemVersion
from .states import CleanupOutcome, Mode, Pattern

Detail = Mapping[str, Any]
Change = Callable[["Draft", Detail], None]

GONE = frozenset({CleanupOutcome.CANCEL, CleanupOutcome.MERGE})
"""Outcomes after which nobody applies for the item any more."""

FEWER_STEPS = {
    Pattern.FOUR_ONES: (Pattern.EXAMINER_CONFIRMER, Pattern.ON_THE_SPOT),
    Pattern.EXAMINER_CONFIRMER: (Pattern.ON_THE_SPOT,),
}
"""减少环节 — the patterns with fewer steps than one."""


@dataclass
class Draft:
    """新版本 — content and terms, to be changed by one outcome."""

    content: dict[str, Any]
    terms: dict[str, Any]


def revised(version: ItemVersion, terms: Mapping[str, Any], outcome: str, detail: Detail) -> Draft:
    """The version as the outcome makes it; ``terms`` are its plain fields. Retained, it is as it was."""
    draft = Draft(copy.deepcopy(version.content), dict(terms))
    if outcome in CHANGES:
        CHANGES[CleanupOutcome(outcome)](draft, detail)
    return draft


def changes_version(outcome: str) -> bool:
    """Whether the outcome is carried out by a new version of the item."""
    return outcome in CHANGES


def require_detail(version: ItemVersion, outcome: str, detail: Detail) -> None:
    """Raises RuleBroken, naming the field, when the outcome is not told what it needs, or would change nothing."""
    check = CHECKS.get(CleanupOutcome(outcome))
    if check is not None:
        check(version, detail)


def _refuse(field: str, message: str) -> None:
    raise RuleBroken(message, fields={field: message})


# --- what must be told


def _needs_receivers(_version: ItemVersion, detail: Detail) -> None:
    if not detail.get("receivers"):
        _refuse("receivers", _("请选择承接机关。"))


def _needs_target(version: ItemVersion, detail: Detail) -> None:
    if not detail.get("into") or detail["into"] == version.item.code:
        _refuse("into", _("请写明并入哪一个事项。"))


def _needs_parts(_version: ItemVersion, detail: Detail) -> None:
    parts = [one for one in detail.get("parts", ()) if one]
    if len(parts) < 2 or len(set(parts)) != len(parts):
        _refuse("parts", _("拆分应当列出两个以上名称不同的事项。"))


def _needs_shorter_limit(version: ItemVersion, detail: Detail) -> None:
    days = detail.get("promised_days")
    if days is None or days >= version.promised_days:
        _refuse("promised_days", _("请填写比现在更短的承诺时限。"))


def _needs_materials(version: ItemVersion, detail: Detail) -> None:
    known = {one.key for one in version.body.materials}
    keys = set(detail.get("materials", ()))
    if not keys or not keys <= known:
        _refuse("materials", _("请选择此事项现有的材料。"))


def _needs_conditions(version: ItemVersion, detail: Detail) -> None:
    chosen = set(detail.get("conditions", ()))
    if not chosen or not chosen <= set(version.body.conditions):
        _refuse("conditions", _("请选择此事项现有的条件。"))


def _needs_pattern(version: ItemVersion, detail: Detail) -> None:
    if detail.get("pattern") not in FEWER_STEPS.get(Pattern(version.pattern), ()):
        _refuse("pattern", _("请选择环节比现在少的流程。"))


def _needs_commitment(_version: ItemVersion, _detail: Detail) -> None:
    if "commitment" not in Pattern.values:
        _refuse("outcome", _("此处还没有告知承诺的流程。"))


def _needs_place(_version: ItemVersion, detail: Detail) -> None:
    if not detail.get("centre"):
        _refuse("centre", _("请选择进驻的中心或者分中心。"))


def _needs_name(version: ItemVersion, detail: Detail) -> None:
    name = str(detail.get("name", "")).strip()
    if not name or name == version.item.name:
        _refuse("name", _("请填写与现在不同的名称。"))


def _needs_fees(version: ItemVersion, detail: Detail) -> None:
    if list(detail.get("fees", ())) == list(version.content.get("fees", ())):
        _refuse("fees", _("收费没有变化。"))


CHECKS: Mapping[CleanupOutcome, Callable[[ItemVersion, Detail], None]] = {
    CleanupOutcome.DEVOLVE: _needs_receivers,
    CleanupOutcome.ENTRUST: _needs_receivers,
    CleanupOutcome.MERGE: _needs_target,
    CleanupOutcome.SPLIT: _needs_parts,
    CleanupOutcome.CONVERT_TO_COMMITMENT: _needs_commitment,
    CleanupOutcome.SHORTEN_LIMIT: _needs_shorter_limit,
    CleanupOutcome.CUT_MATERIAL: _needs_materials,
    CleanupOutcome.CUT_STEP: _needs_pattern,
    CleanupOutcome.CUT_PRECONDITION: _needs_conditions,
    CleanupOutcome.MOVE_AFTER: _needs_materials,
    CleanupOutcome.MOVE_INTO_HALL: _needs_place,
    CleanupOutcome.RENAME: _needs_name,
    CleanupOutcome.ADJUST_FEE: _needs_fees,
}


# --- what is made of the version


def _to_filing(draft: Draft, _detail: Detail) -> None:
    draft.terms |= {"pattern": Pattern.FILING, "mode": Mode.FILING, "single_officer_allowed": False}
    draft.terms |= {"result_kind": "filing_receipt", "promised_days": 0}


def _to_commitment(draft: Draft, _detail: Detail) -> None:
    draft.terms |= {"pattern": "commitment"}


def _shorten(draft: Draft, detail: Detail) -> None:
    draft.terms["promised_days"] = int(detail["promised_days"])


def _cut_materials(draft: Draft, detail: Detail) -> None:
    cut = set(detail["materials"])
    draft.content["materials"] = [one for one in draft.content["materials"] if one["key"] not in cut]


def _cut_step(draft: Draft, detail: Detail) -> None:
    draft.terms["pattern"] = detail["pattern"]
    if detail["pattern"] == Pattern.ON_THE_SPOT:
        draft.terms |= {"mode": Mode.INSTANT, "promised_days": 0}


def _cut_conditions(draft: Draft, detail: Detail) -> None:
    """The English conditions stand beside the Chinese ones, row by row."""
    cut = set(detail["conditions"])
    conditions = list(draft.content.get("conditions", ()))
    english = list(draft.content.get("conditions_en", ()))
    kept = [index for index, text in enumerate(conditions) if text not in cut]
    draft.content["conditions"] = [conditions[index] for index in kept]
    if len(english) == len(conditions):
        draft.content["conditions_en"] = [english[index] for index in kept]


def _move_after(draft: Draft, detail: Detail) -> None:
    """What was asked before is asked later: it leaves the list and is told in the procedure."""
    body = content_from(draft.content)
    names = [material.name for key in detail["materials"] if (material := body.material(key))]
    _cut_materials(draft, detail)
    told = detail.get("note") or _("%(names)s不再作为前置条件，可以在取得本事项结果之后办理。") % {
        "names": "、".join(names)  # 中文
    }
    before = str(draft.content.get("procedure_note", ""))
    draft.content["procedure_note"] = f"{before}\n{told}".strip()


def _into_hall(draft: Draft, detail: Detail) -> None:
    draft.terms |= {"in_hall": True, "centre": detail["centre"], "windows": list(detail.get("windows", ()))}


def _fees(draft: Draft, detail: Detail) -> None:
    draft.content["fees"] = [dict(one) for one in detail["fees"]]


CHANGES: Mapping[CleanupOutcome, Change] = {
    CleanupOutcome.CONVERT_TO_FILING: _to_filing,
    CleanupOutcome.CONVERT_TO_COMMITMENT: _to_commitment,
    CleanupOutcome.SHORTEN_LIMIT: _shorten,
    CleanupOutcome.CUT_MATERIAL: _cut_materials,
    CleanupOutcome.CUT_STEP: _cut_step,
    CleanupOutcome.CUT_PRECONDITION: _cut_conditions,
    CleanupOutcome.MOVE_AFTER: _move_after,
    CleanupOutcome.MOVE_INTO_HALL: _into_hall,
    CleanupOutcome.ADJUST_FEE: _fees,
}
