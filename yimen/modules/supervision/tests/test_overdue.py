"""R-OD: near the day, past it, extensions and holds that are not as the law has them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from yimen.modules.supervision.rules.facts import ExtensionRow

from .drawn import MONDAY, case, clock, day, found, hold, snapshot, told, work


@pytest.mark.parametrize(("stop", "count"), [(None, 1), (day(19), 0), (day(20), 1)])
def test_near_due_on_the_last_day_but_one(stop: date | None, count: int) -> None:
    drawn = snapshot(case(clocks=[clock("promised", 20, stop)]))
    assert [one.day for one in found("R-OD-1", drawn)] == [day(19)] * count


def test_near_due_by_the_parameter_and_never_on_the_day_of_receipt() -> None:
    drawn = snapshot(case(clocks=[clock("promised", 20, day(18))]), case("2", clocks=[clock("promised", 1)]))
    assert told("R-OD-1", drawn) == []
    assert [one.day for one in found("R-OD-1", drawn, days=3)] == [day(17)]


def test_near_due_is_said_by_the_day_that_is_judged() -> None:
    one = case(clocks=[clock("promised", 20)])
    assert found("R-OD-1", snapshot(one, first=day(18), last=day(18))) == []
    assert len(found("R-OD-1", snapshot(one, first=day(19), last=day(19)))) == 1


@pytest.mark.parametrize(
    ("rule", "kind"), [("R-OD-3", "promised"), ("R-OD-4", "statutory"), ("R-OD-5", "delivery")]
)
def test_overdue_from_the_day_after(rule: str, kind: str) -> None:
    late, open_, just = clock(kind, 5, day(6)), clock(kind, 5), clock(kind, 5, day(5))
    drawn = snapshot(case("1", clocks=[late]), case("2", clocks=[open_]), case("3", clocks=[just]))
    after = date(2026, 3, 10)
    occurrence = f"{kind}:2026-03-09"
    assert told(rule, drawn) == [("1", occurrence, after), ("2", occurrence, after)]
    assert told(rule, snapshot(case("2", clocks=[open_]), last=day(5))) == []


def test_other_clocks_are_another_rules() -> None:
    drawn = snapshot(case(clocks=[clock("correction", 5, day(9)), clock("first_review", 5, day(9))]))
    assert [told(one, drawn) for one in ("R-OD-3", "R-OD-4")] == [[], []]
    assert len(told("R-OD-5", drawn)) == 1


def test_step_over_its_own_day_or_its_share_of_the_promise() -> None:
    promised = clock("promised", 20, day(18))
    own = case("1", clocks=[promised], work=[work("accept", MONDAY, day(5), day(6))])
    share = case("2", clocks=[promised], work=[work("examine", day(1), day(20), day(12))])
    kept = case(
        "3",
        clocks=[promised],
        work=[work("examine", day(1), day(20), day(11)), work("accept", MONDAY, day(5), day(5))],
    )
    seal = case("4", clocks=[promised], work=[work("conclude", day(18), day(18), day(19))])
    drawn = snapshot(own, share, kept, seal)
    assert [(one.key, one.occurrence) for one in found("R-OD-2", drawn)] == [
        ("1", "accept:2026-03-02"),
        ("2", "examine:2026-03-03"),
    ]
    assert [one.key for one in found("R-OD-2", drawn, share=60)] == ["1"]


def test_step_does_not_answer_for_a_procedure_or_an_extension() -> None:
    promised, examined = clock("promised", 20, day(18)), work("examine", day(1), day(20), day(12))
    held = case("1", clocks=[promised], work=[examined], holds=[hold(day(2), day(8), 6)])
    extension = ExtensionRow("e", 5, 10, "领导", day(3), day(3), day(20))
    extended = case("2", clocks=[promised], work=[examined], extensions=[extension])
    assert told("R-OD-2", snapshot(held, extended)) == []


def test_extensions_late_by_nobody_too_long_or_untold() -> None:
    good = ExtensionRow("good", 10, 10, "领导", day(5), day(5), day(5))
    late = good._replace(ref="late", approved_on=day(6), told_on=day(6))
    bad = good._replace(ref="bad", days=11, approved_by="", told_on=None)
    drawn = snapshot(case("1", extensions=[good]), case("2", extensions=[late]), case("3", extensions=[bad]))
    shown = {one.key: [piece.shows for piece in one.evidence] for one in found("R-OD-6", drawn)}
    assert shown == {"2": ["approved_late"], "3": ["approved_by_nobody", "too_long", "not_told"]}


def test_hold_longer_than_told_without_basis_or_at_the_last_moment() -> None:
    statutory = clock("statutory", 20)
    inside = case("1", clocks=[statutory], holds=[hold(day(3), day(8), 5)])
    longer = case("2", clocks=[statutory], holds=[hold(day(3), day(9), 5)])
    bare = case("3", clocks=[statutory], holds=[hold(day(3), day(8), 5, basis=" ")])
    last = case("4", clocks=[clock("statutory", 25)], holds=[hold(day(19), day(24), 5)])
    drawn = snapshot(inside, longer, bare, last)
    assert told("R-OD-7", drawn) == [
        ("2", "longer:h", date(2026, 3, 13)),
        ("3", "basis:h", day(3)),
        ("4", "last:h", day(19)),
    ]
    assert [one[0] for one in told("R-OD-7", drawn, left=1)] == ["2", "3"]


def test_officer_far_beyond_peers_in_a_whole_month() -> None:
    def of(officer: str, days: int, first: int) -> list[object]:
        return [
            case(
                str(first + place),
                holds=[hold(MONDAY, day(days), days, officer=officer, ref=f"{officer}{place}")],
            )
            for place in range(5)
        ]

    cases = [*of("long", 20, 10), *of("short", 4, 20), *of("other", 5, 30)]
    rows = found("R-OD-7", snapshot(*cases))  # type: ignore[arg-type]
    assert [(one.key, one.day) for one in rows] == [("construction/2026-03", date(2026, 3, 31))]
    assert found("R-OD-7", snapshot(*cases), times=6) == []  # type: ignore[arg-type]
    assert found("R-OD-7", snapshot(*cases, first=date(2026, 3, 3))) == []  # type: ignore[arg-type]


def test_every_occurrence_is_there_once_and_the_same_when_it_is_looked_for_again() -> None:
    one = case(clocks=[clock("promised", 5, day(9))])
    drawn = snapshot(one, one)
    first, again = found("R-OD-3", drawn), found("R-OD-3", snapshot(one, first=day(5), last=day(9)))
    assert (
        [item.identity for item in first]
        == [item.identity for item in again]
        == [("case", "1", "promised:2026-03-09")]
    )
    assert UUID(first[0].case_id)
