"""问题: what a list of questions must be, what an answer must be, and what an answer says. Pure functions.

A question is a mapping: ``key``, ``kind``, ``text``, ``text_en``; a choice has ``options`` (``key``, ``text``, ``text_en``);
``says`` (of an option, or of a question that is answered with yes) is what such an answer says against the body;
``only_if`` names another question and the answers after which this one is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken

from .case_states import QuestionKind, Said

Question = Mapping[str, Any]
KEY = re.compile(r"^[a-z][a-z_]{1,38}$")
YES, NO = "yes", "no"
MOST = 30
LONGEST = 1000
MOST_NUMBER = 1000
MOST_MONEY = Decimal(10_000_000)


def checked(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """The questions as they are kept; raises RuleBroken with what is wrong in which of them."""
    keys = [str(one.get("key", "")) for one in questions]
    if not 0 < len(questions) <= MOST or len(set(keys)) != len(keys):
        raise RuleBroken(_("问题集应当有1到%(most)s个问题，编号不能重复。") % {"most": MOST})
    for place, one in enumerate(questions, 1):
        if fault := _fault(one, keys[: place - 1]):
            raise RuleBroken(_("第%(place)s个问题：%(fault)s") % {"place": place, "fault": fault})
    return [dict(one) for one in questions]


def _fault(one: Question, before: Sequence[str]) -> str:
    options = list(one.get("options", ()))
    says = [str(part["says"]) for part in (one, *options) if part.get("says")]
    wrong = {
        _("编号只能用小写字母和下划线。"): not KEY.match(str(one.get("key", ""))),
        _("问题类型不正确。"): one.get("kind") not in QuestionKind.values,
        _("没有中文或者英文问题。"): not (one.get("text") and one.get("text_en")),
        _("单选应当有2个以上的选项，每个有编号和中英文。"): (one.get("kind") == QuestionKind.CHOICE)
        != (len(options) > 1 and all(part.get("key") and part.get("text") and part.get("text_en") for part in options)),
        _("反映的情况不在目录中。"): any(part not in Said.values for part in says),
        _("前提应当是前面的问题。"): bool(one.get("only_if")) and one["only_if"].get("key") not in before,
    }  # fmt: skip
    return next((text for text, is_so in wrong.items() if is_so), "")


def is_asked(one: Question, given: Mapping[str, Any]) -> bool:
    """Whether the question is asked after what was answered before."""
    condition = one.get("only_if")
    return not condition or str(given.get(condition["key"], "")) in condition["answers"]


def typed(questions: Sequence[Question], given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers in their types; what was not answered is absent. Raises RuleBroken naming each wrong field."""
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for one in questions:
        text = str(given.get(one["key"], "") or "").strip()
        if not text or not is_asked(one, found):
            continue
        value = _value(one, text)
        if value is None:
            wrong[one["key"]] = _("请按问题的类型回答")
        else:
            found[one["key"]] = value
    if wrong:
        raise RuleBroken(_("有的回答不符合问题的类型。"), fields=wrong)
    if unknown := sorted(set(given) - {one["key"] for one in questions}):
        raise RuleBroken(_("没有这个问题：%(keys)s") % {"keys": ", ".join(unknown)})
    return found


def _value(one: Question, text: str) -> Any:
    """One answer in its type, money and numbers as text of a number; None when it is not one."""
    kind = one["kind"]
    if kind == QuestionKind.CHOICE:
        return text if text in [part["key"] for part in one["options"]] else None
    if kind == QuestionKind.YES_NO:
        return text if text in (YES, NO) else None
    if kind == QuestionKind.NUMBER:
        return int(text) if text.isdecimal() and int(text) <= MOST_NUMBER else None
    return _money(text) if kind == QuestionKind.MONEY else text[:LONGEST]


def _money(text: str) -> str | None:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    if not amount.is_finite() or not 0 <= amount <= MOST_MONEY or amount != round(amount, 2):
        return None
    return f"{amount:.2f}"


def said(questions: Sequence[Question], answers: Mapping[str, Any]) -> list[str]:
    """反映的情况 — what the typed answers say against the body, each once; free text says nothing by itself."""
    found: list[str] = []
    for one in questions:
        answer = answers.get(one["key"])
        if answer is None:
            continue
        if one["kind"] == QuestionKind.CHOICE:
            words = [part.get("says") for part in one["options"] if part["key"] == answer]
        else:
            words = [one.get("says")] if answer == YES else []
        found += [str(word) for word in words if word and str(word) not in found]
    return found


@dataclass(frozen=True)
class Shown:
    """问答 — one question with its answer in the reader's language."""

    question: str
    answer: str
    is_striking: bool


def in_words(questions: Sequence[Question], answers: Mapping[str, Any]) -> list[Shown]:
    """The answers as people read them; what says something against the body is marked."""
    return [
        Shown(words(one), _answer_words(one, answers[one["key"]]), bool(said([one], answers)))
        for one in questions
        if one["key"] in answers
    ]


def _answer_words(one: Question, answer: Any) -> str:
    if one["kind"] == QuestionKind.CHOICE:
        return next((words(part) for part in one["options"] if part["key"] == answer), str(answer))
    if one["kind"] == QuestionKind.YES_NO:
        return _("是") if answer == YES else _("否")
    return _("%(amount)s元") % {"amount": answer} if one["kind"] == QuestionKind.MONEY else str(answer)


def words(part: Mapping[str, Any]) -> str:
    """A question or an option in the reader's language."""
    is_english = (get_language() or "").startswith("en")
    return str(part["text_en"] if is_english and part.get("text_en") else part["text"])
