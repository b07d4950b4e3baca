"""R-PC: steps outside the procedure, more asked than published, the same hand, the queue."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from yimen.modules.supervision.rules.answers import ASKED_FOR_MORE, Answer
from yimen.modules.supervision.rules.facts import (
    AskedRow,
    DecisionRow,
    HearingRow,
    ReviewRow,
    StepRow,
    VersionRow,
    VisitRow,
)
from yimen.modules.supervision.rules.process import NODE, NODE_PROCEDURE
from yimen.modules.supervision.suppliers.building import procedures

from .drawn import APPLICATION, MONDAY, PATH, at, case, day, found, snapshot, step, told

WAY = (
    "drafted",
    "submitted",
    "accepted",
    "assigned",
    "examined",
    "approved",
    "concluded",
    "delivered",
    "closed",
)


def steps(*names: str) -> list[StepRow]:
    return [step(APPLICATION + name, at(day(place))) for place, name in enumerate(names)]


@pytest.mark.parametrize(
    ("pattern", "names", "outside"),
    [
        ("four_ones", WAY, None),
        (
            "four_ones",
            ("drafted", "submitted", "accepted", "assigned", "examined", "returned", "examined", "approved"),
            None,
        ),
        ("four_ones", ("drafted", "submitted", "accepted", "approved"), "approved"),
        ("four_ones", ("drafted", "submitted", "decided-on-the-spot"), "decided-on-the-spot"),
        ("on_the_spot", ("drafted", "submitted", "decided-on-the-spot", "concluded"), None),
        ("on_the_spot", ("drafted", "submitted", "accepted"), "accepted"),
        ("filing", ("drafted", "submitted", "filed", "concluded", "delivered"), None),
        ("four_ones", ("drafted", "submitted", "delivered"), "delivered"),
    ],
)
def test_steps_as_the_pattern_has_them(pattern: str, names: tuple[str, ...], outside: str | None) -> None:
    drawn = snapshot(case(pattern=pattern, steps=steps(*names)), procedures=procedures())
    assert [one.occurrence for one in found("R-PC-1", drawn)] == (
        [f"step:{APPLICATION}{outside}"] if outside else []
    )


def test_what_belongs_to_no_pattern_moves_nothing() -> None:
    way = [
        *steps("drafted", "submitted"),
        step("approvals.material.attached", at(day(1))),
        *steps("submitted")[:0],
    ]
    drawn = snapshot(case(steps=[*way, step(APPLICATION + "accepted", at(day(2)))]), procedures=procedures())
    assert found("R-PC-1", drawn) == []


def test_nodes_keep_to_accepted_before_decided() -> None:
    def told_by(*names: str) -> list[StepRow]:
        return [step(f"node.{name}", at(day(place))) for place, name in enumerate(names)]

    good = case(
        "1", pattern=NODE, steps=told_by("submitted", "accept", "examined", "decided", "result", "delivered")
    )
    bad = case("2", pattern=NODE, steps=told_by("submitted", "decided"))
    drawn = snapshot(good, bad, procedures={NODE: NODE_PROCEDURE})
    assert told("R-PC-1", drawn) == [("2", "step:node.decided", day(1))]


def asked(key: str, words: str = "") -> AskedRow:
    return AskedRow("approvals.correctionnotice:1", key, words, MONDAY, 0)


def test_more_asked_than_published_and_words_to_look_at() -> None:
    good, extra = case("1", asked=[asked("drawing", "缺图签")]), case("2", asked=[asked("guarantee")])
    words = case("3", asked=[asked("drawing", "须由指定机构出具评估报告")])
    rows = found("R-PC-2", snapshot(good, extra, words))
    assert [(one.key, one.occurrence, one.level) for one in rows] == [
        ("2", "asked:guarantee", ""),
        ("3", "words:drawing", "yellow"),
    ]
    assert found("R-PC-2", snapshot(extra, first=day(1))) == []


def test_what_people_say_they_were_asked_for() -> None:
    said = Answer(
        "call_back",
        ASKED_FOR_MORE,
        "7",
        "road",
        PATH,
        MONDAY,
        "answer:1",
        "00000000-0000-7000-8000-000000000007",
    )
    (one,) = found("R-PC-2", snapshot(answers=[said]))
    assert (one.kind, one.key, one.org, one.case_id) == ("case", "7", "construction", said.case_id)


def test_a_published_version_that_was_changed_or_approved_by_nobody() -> None:
    good = VersionRow("v:1", "road", "construction", PATH, 1, MONDAY, "a", "a", has_approval=True)
    changed, bare = good._replace(ref="v:2", true_hash="b" * 64), good._replace(ref="v:3", has_approval=False)
    rows = found("R-PC-3", snapshot(versions=[good, changed, bare], first=day(0)))
    assert [(one.evidence[0].ref, one.evidence[0].shows) for one in rows] == [
        ("v:2", "content_changed"),
        ("v:3", "published_without_approval"),
    ]
    assert len(found("R-PC-3", snapshot(versions=[changed, bare], first=day(9)))) == 1


@pytest.mark.parametrize(
    ("name", "what", "free"), [("returned", "returned", 0), ("assigned", "reassigned", 1)]
)
def test_sent_back_and_assigned_anew(name: str, what: str, free: int) -> None:
    def of(number: str, times: int) -> Any:
        return case(number, steps=steps(*[name] * times))

    drawn = snapshot(of("1", 2 + free), of("2", 3 + free))
    assert told("R-PC-4", drawn) == [("2", what, day(2 + free))]
    assert [one[0] for one in told("R-PC-4", drawn, times=2)] == ["1", "2"]


def decided(**more: Any) -> DecisionRow:
    facts = {"ref": "d", "reviewer": "one", "approver": "two", "outcome": "granted", "is_single": False}
    return DecisionRow(**facts | {"has_reasons": True, "decided": at(day(3))} | more)


def test_the_same_hand() -> None:
    review = ReviewRow("r", "one", "", day(2))
    good, alone = (
        case("1", reviews=[review], decisions=[decided()]),
        case("2", decisions=[decided(approver="one")]),
    )
    earlier = case("3", reviews=[review], decisions=[decided(reviewer="three", approver="one")])
    single = case("4", decisions=[decided(approver="one", is_single=True)])
    hosted = case("5", reviews=[review], hearings=[HearingRow("h", "one", day(3))])
    assert [one[:2] for one in told("R-PC-5", snapshot(good, alone, earlier, single, hosted))] == [
        ("2", "approved:d"),
        ("3", "approved:d"),
        ("5", "hosted:h"),
    ]


def test_one_inspector_alone() -> None:
    pair = VisitRow("p", case().id, "1", "construction", PATH, day(2), True, 2, day(2), True)
    rows = found("R-PC-5", snapshot(visits=[pair, pair._replace(ref="q", officers=1)]))
    assert [one.occurrence for one in rows] == ["alone:q"]


def test_the_queue_of_an_item_with_a_quota() -> None:
    def granted(number: str, accepted: int, on: int | None, **more: Any) -> Any:
        moment = at(day(on)) if on is not None else None
        facts = {
            "quota": 2,
            "accepted_at": at(day(accepted)),
            "decided_at": moment,
            "outcome": "granted" if moment else "",
        }
        return case(number, **facts | more)

    first, second = granted("1", 0, 5), granted("2", 1, 4)
    assert [one[0] for one in told("R-PC-6", snapshot(first, second))] == ["2"]
    assert told("R-PC-6", snapshot(granted("1", 0, 4), granted("2", 1, 4))) == []
    assert [one[0] for one in told("R-PC-6", snapshot(granted("1", 0, None), second))] == ["2"]
    assert told("R-PC-6", snapshot(granted("1", 0, None, state="withdrawn"), second)) == []
    assert told("R-PC-6", snapshot(granted("1", 0, 5, quota=None), granted("2", 1, 4, quota=None))) == []
    assert told("R-PC-6", snapshot(first, second, last=day(4) - timedelta(days=1))) == []
