"""A criterion from its JSON form and back; what is no criterion is refused with the place where it is wrong.

{"all": [{"of": "situation.work", "equals": "dig"}, {"of": "form.area", "between": [10, 100]}]}
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.base.punctuation import joined

from .shapes import ALLOWED, All, AnyOf, Compare, Criterion, Kind, Not, Operator, Plain, Term

DEEPEST = 6
MOST_COMPARISONS = 40
MOST_VALUES = 50


class BadCriterion(ValueError):  # noqa: N818 - what is said of the data
    """Not a criterion: where it is wrong, and why."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message


def criterion_from(data: object, terms: Mapping[str, Term], place: str = "") -> Criterion:
    """The criterion that the JSON form says; raises BadCriterion."""
    found = _read(data, terms, place, 1)
    if (count := _count(found)) > MOST_COMPARISONS:
        raise BadCriterion(
            place, _("条件太多（%(count)s个），最多%(most)s个。") % {"count": count, "most": MOST_COMPARISONS}
        )
    return found


def _read(data: object, terms: Mapping[str, Term], place: str, depth: int) -> Criterion:
    if not isinstance(data, Mapping):
        raise BadCriterion(place, _("条件必须是一个对象。"))
    if depth > DEEPEST:
        raise BadCriterion(place, _("条件嵌套太深，最多%(most)s层。") % {"most": DEEPEST})
    if "of" in data:
        return _compare(data, terms, place)
    if len(data) != 1 or next(iter(data)) not in ("all", "any", "not"):
        raise BadCriterion(place, _("条件应当是“all”“any”“not”之一，或者一个比较（of）。"))
    ((joined, inside),) = data.items()
    if joined == "not":
        return Not(_read(inside, terms, f"{place}/not", depth + 1))
    if not isinstance(inside, list) or not inside:
        raise BadCriterion(f"{place}/{joined}", _("“all”和“any”里至少要有一个条件。"))
    parts = tuple(
        _read(one, terms, f"{place}/{joined}/{number}", depth + 1) for number, one in enumerate(inside)
    )
    return All(parts) if joined == "all" else AnyOf(parts)


def _compare(data: Mapping[Any, Any], terms: Mapping[str, Term], place: str) -> Compare:
    term = terms.get(str(data["of"]))
    if term is None:
        raise BadCriterion(place, _("引用了不存在的条件项：%(key)s") % {"key": data["of"]})
    others = [key for key in data if key != "of"]
    if len(others) != 1 or others[0] not in [one.value for one in ALLOWED[term.kind]]:
        known = joined((one.value for one in ALLOWED[term.kind]), "、")
        raise BadCriterion(
            place, _("“%(label)s”只能用这些比较：%(known)s") % {"label": term.label, "known": known}
        )
    operator = Operator(others[0])
    given = _values(data[operator], operator, place)
    return Compare(term.key, operator, tuple(_plain(term, one, place) for one in _ordered(operator, given)))


def _values(given: object, operator: Operator, place: str) -> list[object]:
    if operator in (Operator.IN, Operator.BETWEEN):
        wanted = 2 if operator == Operator.BETWEEN else None
        if not isinstance(given, list) or not given or len(given) > MOST_VALUES:
            raise BadCriterion(place, _("这里应当是一组值。"))
        if wanted and len(given) != wanted:
            raise BadCriterion(place, _("“between”需要两个值：从和到。"))
        return given
    return [given]


def _ordered(operator: Operator, given: list[object]) -> list[object]:
    return list(dict.fromkeys(map(_hashable, given))) if operator == Operator.IN else given


def _hashable(one: object) -> object:
    return one if isinstance(one, str | int | float | bool) else str(one)


def _plain(term: Term, given: object, place: str) -> Plain:
    wrong = BadCriterion(
        place,
        _("“%(value)s”不是“%(label)s”可以取的值。") % {"value": str(given)[:60], "label": term.label},
    )
    match term.kind:
        case Kind.CHOICE | Kind.CHOICES if given in term.known:
            return str(given)
        case Kind.FLAG if isinstance(given, bool):
            return given
        case Kind.TEXT if isinstance(given, str) and given.strip():
            return given.strip()[:200]
        case Kind.NUMBER if not isinstance(given, bool):
            return _number(given, wrong)
        case Kind.DATE if isinstance(given, str | date):
            return _date(given, wrong)
    raise wrong


def _number(given: object, wrong: BadCriterion) -> Decimal:
    try:
        number = Decimal(str(given))
    except InvalidOperation:
        raise wrong from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise wrong
    return number


def _date(given: str | date, wrong: BadCriterion) -> date:
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise wrong from None


def _count(criterion: Criterion) -> int:
    if isinstance(criterion, Compare):
        return 1
    if isinstance(criterion, Not):
        return _count(criterion.part)
    return sum(_count(one) for one in criterion.parts)


def as_data(criterion: Criterion) -> dict[str, Any]:
    """The JSON form of a criterion."""
    if isinstance(criterion, Not):
        return {"not": as_data(criterion.part)}
    if isinstance(criterion, All | AnyOf):
        joined = "all" if isinstance(criterion, All) else "any"
        return {joined: [as_data(one) for one in criterion.parts]}
    values = [_as_json(one) for one in criterion.values]
    several = criterion.operator in (Operator.IN, Operator.BETWEEN)
    return {"of": criterion.of, criterion.operator.value: values if several else values[0]}


def _as_json(value: Plain) -> str | bool | int | float:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
