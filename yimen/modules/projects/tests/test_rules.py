"""Pure rules: the longest way, one notice for all. And that the stages of a city go forward."""

from __future__ import annotations

import pytest

from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.projects.rules import Demanded, consolidated, longest, require_forward


def demand(key: str, org: str, cure: str = "补交") -> Demanded:
    return Demanded(key, f"材料{key}", "missing", cure, "", org)


def test_the_longest_way_is_that_of_days_not_of_steps() -> None:
    days = {"a": 2, "b": 3, "c": 9, "d": 1}
    found = longest(days, [("a", "b"), ("b", "d")])
    assert (found.days, found.way) == (9, ("c",))
    found = longest(days | {"d": 5}, [("a", "b"), ("b", "d")])
    assert (found.days, found.way) == (10, ("a", "b", "d"))
    assert longest({}, []).days == 0


@pytest.mark.parametrize(("before", "after"), [(2, 1), (1, 1)])
def test_orders_go_down_the_list(before: int, after: int) -> None:
    with pytest.raises(RuleBroken, match="先办事项在清单中应当排在后办事项之前"):
        require_forward(before, after)


def test_the_same_thing_of_two_departments_is_said_once() -> None:
    rows = consolidated([demand("a", "甲"), demand("a", "乙", "重交"), demand("b", "乙")])
    assert [(row["key"], row["orgs"], row["cures"]) for row in rows] == [
        ("a", ["甲", "乙"], ["补交", "重交"]),
        ("b", ["乙"], ["补交"]),
    ]


def test_other_words_for_the_same_thing_are_joined() -> None:
    demands = [demand("a", "甲"), demand("b", "乙", "重交"), demand("c", "丙")]
    rows = consolidated(demands, {"b": "a", "c": "b"})
    assert [(row["key"], row["name"], row["orgs"]) for row in rows] == [("a", "材料a", ["甲", "乙", "丙"])]
    assert [row["key"] for row in consolidated(demands, {"a": "b", "b": "a"})] == ["a", "c"]
