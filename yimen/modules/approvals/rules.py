"""The rules of an application: pure functions, no database, no clock, no request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken

from .content import AllowedHold, Answers, Content, Material, chosen
from .item_forms import faults_of
from .known import Known, asked_fields
from .states import Defect, Pattern


def clean_answers(content: Content, answers: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """The answers to the questions that apply, in the order of the questions; others are left out.

    Raises RuleBroken for an unknown option, or several where one is asked for.
    """
    kept: dict[str, list[str]] = {}
    for situation in content.situations:
        if not content.applies(situation, kept):
            continue
        known = {option.key for option in situation.options}
        given = [one for one in dict.fromkeys(answers.get(situation.key, ())) if one]
        if set(given) - known or (len(given) > 1 and not situation.multiple):
            raise RuleBroken(
                _("“%(question)s”的选择无效，请重新选择。") % {"question": situation.shown},
                fields={situation.key: _("请重新选择")},
            )
        if given:
            kept[situation.key] = given
    return kept


def answers_that_fit(content: Content, answers: Answers) -> dict[str, list[str]]:
    """Of answers to other questions, those that are still answers to these."""
    kept: dict[str, list[str]] = {}
    for situation in content.situations:
        known = {option.key for option in situation.options}
        given = [one for one in answers.get(situation.key, ()) if one in known]
        if given and content.applies(situation, kept):
            kept[situation.key] = given if situation.multiple else given[:1]
    return kept


def require_answered(content: Content, answers: Answers) -> None:
    """Raises RuleBroken, naming every question that applies and has no answer."""
    open_ones = [one for one in content.asked(answers) if not answers.get(one.key)]
    if open_ones:
        raise RuleBroken(
            _("请先回答：%(questions)s") % {"questions": joined((one.shown for one in open_ones), "；")},
            fields={one.key: _("请选择") for one in open_ones},
        )


def form_faults(content: Content, known: Answers) -> dict[str, str]:
    """申请表 — what is wrong with the answers to the fields that are asked, by field."""
    form = known.form if isinstance(known, Known) else {}
    return faults_of(content.form, form, {one.key for one in asked_fields(content, known)})


def require_form(content: Content, known: Answers, *, at_window: bool = False) -> None:
    """Raises RuleBroken, naming what is wrong in the form; a window receives what it is given and completes it with the person."""
    faults = form_faults(content, known) if content.form else {}
    if faults and not at_window:
        raise RuleBroken(
            _("申请表还有需要填写或者修改的内容：%(faults)s") % {"faults": "".join(faults.values())},
            fields=faults,
        )


def missing_materials(content: Content, answers: Answers, present: Iterable[str]) -> list[Material]:
    """缺少的材料 — what the checklist asks of the applicant and is not there."""
    there = set(present)
    return [one for one in content.checklist(answers) if one.is_asked_of_applicant and one.key not in there]


def require_complete(content: Content, answers: Answers, present: Iterable[str]) -> None:
    """Raises RuleBroken, naming every missing material."""
    missing = missing_materials(content, answers, present)
    if missing:
        raise RuleBroken(
            _("还缺少材料：%(names)s") % {"names": joined((one.shown for one in missing), "、")},
            fields={f"material-{one.key}": _("缺少此材料") for one in missing},
        )


def require_submittable(
    content: Content, answers: Answers, present: Iterable[str], *, at_window: bool
) -> None:
    """Over the net everything must be there but what can be tolerated; a window receives what it is given.

    Source: 行政许可法 32, an incomplete application is received and what is missing is told once.
    """
    if not at_window:
        tolerable = {one.key for one in content.materials if one.tolerable}
        require_complete(content, answers, tolerable.union(present))


def correction_rows(
    content: Content,
    answers: Answers,
    present: Iterable[str],
    rows: Sequence[Mapping[str, str]],
) -> list[dict[str, Any]]:
    """The rows of the one correction notice: known materials, each with its defect and cure, nothing missing left out.

    Source: 行政许可法 32(4), 一次告知需要补正的全部内容. Raises RuleBroken otherwise.
    """
    listed = {row["key"] for row in rows}
    if not listed:
        raise RuleBroken(_("请至少列出一项需要补正的内容。"))
    known = {one.key: one for one in content.checklist(answers)}
    if unknown := listed - set(known):
        raise RuleBroken(_("不能要求清单以外的材料：%(keys)s") % {"keys": joined(sorted(unknown), "、")})
    forgotten = [one for one in missing_materials(content, answers, present) if one.key not in listed]
    if forgotten:
        raise RuleBroken(
            _("补正内容应一次全部告知，还缺少：%(names)s")
            % {"names": joined((one.shown for one in forgotten), "、")}
        )
    return [_correction_row(known[row["key"]], row) for row in rows]


def _correction_row(material: Material, row: Mapping[str, str]) -> dict[str, Any]:
    cure = row.get("cure", "").strip()
    if row.get("defect") not in Defect.values or not cure:
        raise RuleBroken(
            _("请写明“%(name)s”的问题和补正方法。") % {"name": material.shown},
            fields={f"cure-{material.key}": _("请写明补正方法")},
        )
    return {
        "key": material.key,
        "name": material.name,
        "defect": row["defect"],
        "article": material.legal_basis,
        "cure": cure,
        "is_cured": False,
    }


def repeated_rows(
    earlier: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, str]]
) -> list[dict[str, Any]]:
    """The rows of a repeated notice: only what was listed before and is not cured; nothing new may be asked for."""
    by_key = {row["key"]: row for row in earlier}
    again: list[dict[str, Any]] = []
    for row in rows:
        before = by_key.get(row["key"])
        if before is None or before["is_cured"]:
            raise RuleBroken(_("补正内容已经一次告知，不能再提出新的要求。"))
        cure = row.get("cure", "").strip() or before["cure"]
        defect = row.get("defect") if row.get("defect") in Defect.values else before["defect"]
        again.append({**before, "defect": defect, "cure": cure, "is_cured": False})
    if not again:
        raise RuleBroken(_("请选择仍未补正的内容。"))
    return again


def require_tolerable(
    content: Content, answers: Answers, present: Iterable[str], promise: str
) -> list[Material]:
    """容缺 — only tolerable materials are missing, and the applicant promised in writing to supply them."""
    missing = missing_materials(content, answers, present)
    if not missing:
        raise RuleBroken(_("材料已经齐全，请直接受理。"))
    strict = [one for one in missing if not one.tolerable]
    if strict:
        raise RuleBroken(
            _("以下材料不能容缺：%(names)s") % {"names": joined((one.shown for one in strict), "、")}
        )
    if not promise.strip():
        raise RuleBroken(_("请填写申请人的书面补交承诺。"), fields={"promise": _("请填写承诺")})
    return missing


def stopped_clocks(allowed: AllowedHold, pattern: str) -> list[str]:
    """The clocks that the procedure stops; in a report to the upper level the first review is a statutory one."""
    is_reported = pattern == Pattern.REPORT_UP and allowed.stops_statutory
    return [*allowed.stops, *(["first_review"] if is_reported else [])]


def is_on_time(decided_on: date, due_dates: Iterable[date]) -> bool:
    """按期 — decided no later than every due date of the clocks that ran."""
    return all(decided_on <= due for due in due_dates)


def require_text(value: str, field: str, message: str) -> str:
    """A text that must not be empty; raises RuleBroken with ``message`` on its field."""
    text = value.strip()
    if not text:
        raise RuleBroken(message, fields={field: message})
    return text


def answers_in_words(content: Content, answers: Answers) -> list[tuple[str, str]]:
    """Question and chosen answers as the reader sees them."""
    refs = chosen(answers)
    shown: list[tuple[str, str]] = []
    for situation in content.asked(answers):
        labels = [option.shown for option in situation.options if f"{situation.key}.{option.key}" in refs]
        if labels:
            shown.append((situation.shown, joined(labels, "、")))
    return shown
