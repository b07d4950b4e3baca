"""生成: the counts of the report to the piece, the same year from the same seed, and what is planted is there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest

from yimen.replay import people
from yimen.replay.generator import generate, sizes
from yimen.replay.living import AT_ONCE, rounds, working_days
from yimen.replay.parallel import fact_of, undone
from yimen.replay.parallel_plan import SPAN
from yimen.replay.plan import Planned, PlannedStage, Step, Year, application_id
from yimen.replay.profile import Profile, UnknownYear, profile_of
from yimen.replay.shares import apportioned
from yimen.replay.ways import CITY

from .years import ORGS

ACCEPTING = {"accept", "decide"}


@cache
def profile() -> Profile:
    return profile_of(2008, ORGS)


@cache
def days() -> list[date]:
    return working_days(profile())


@cache
def year(scale: float, seed: int = 1) -> Year:
    return generate(profile(), days(), seed=seed, scale=scale)


def accepted(year: Year) -> list[Planned]:
    return [
        one
        for one in year.applications
        if one.path == "R-CN-1" or any(step.act in ACCEPTING for step in one.steps)
    ]


def concluded(year: Year) -> list[Planned]:
    return [one for one in year.applications if any(step.act == "conclude" for step in one.steps)]


def planted(year: Year, rule: str) -> Iterator[Planned]:
    by_serial = {one.serial: one for one in year.applications}
    return (by_serial[one.serial] for one in year.plantings if one.rule == rule and one.serial)


def acts(one: Planned) -> dict[str, date]:
    return {step.act: step.at.date() for step in one.steps}


def between(first: date, last: date) -> int:
    return days().index(last) - days().index(first)


def test_the_year_has_the_working_days_of_the_report() -> None:
    assert (len(days()), days()[0], days()[-1]) == (211, date(2008, 1, 2), date(2008, 11, 5))


def test_the_counts_are_those_of_the_report() -> None:
    found = year(1.0)
    parts = found.desk.part_count
    assert (len(accepted(found)) + parts, len(concluded(found)) + parts) == (82_830, 82_818)
    instant = sum(one.path == "instant" for one in concluded(found))
    assert instant * 10_000 // 82_818 == 9_400
    assert (instant - 1) * 10_000 // 82_818 == 9_399
    assert len(found.applications) - len(accepted(found)) == 994


def test_the_desk_has_the_counts_of_the_report() -> None:
    """829 visits; 129 projects of 56 + 68 + 38 + 23 classes; 70 = 25 + 8 + 28 + 9 concluded cases of the programme."""
    found = year(1.0)
    assert (len(found.desk.consultations), len(found.desk.projects)) == (829, 129)
    classes = Counter(kind for one in found.desk.projects for kind in one.classes)
    assert classes == {"foreign": 56, "construction": 68, "commercial": 38, "industrial": 23}
    assert all(len(set(one.classes)) == len(one.classes) > 0 for one in found.desk.projects)
    invested = {key: sum(one.invested.get(key, 0) for one in found.desk.projects) for key in ("CNY", "USD")}
    assert invested == {"CNY": 50_000_000_000, "USD": 10_000_000_000}
    assert all("foreign" in one.classes for one in found.desk.projects if "USD" in one.invested)
    done = {one.serial: one.item.removeprefix("2008-") for one in concluded(found)}
    items = Counter(done[one.serial] for one in found.desk.grouped)
    moved = items.pop("green-land-occupation") + items.pop("tree-moving")
    assert moved == 28
    assert items == {"road-occupation": 25, "drainage-connection": 8, "building-waste": 9}


def test_every_project_goes_through_stages_that_end_within_the_year() -> None:
    """One after the other, each for one of its classes; given out on time, after all that were silent were deemed complete."""
    found = year(1.0).desk
    of = {one.code: one for one in profile().stages}
    classes = {one.serial: one.classes for one in found.projects}
    by_project: dict[int, list[PlannedStage]] = defaultdict(list)
    for one in found.stages:
        by_project[one.project].append(one)
        acts = [step.act for step in one.steps]
        assert (acts[0], acts[-1], Counter(acts)["conclude"]) == ("prepare", "issue", len(one.parts))
        assert between(one.steps[0].day, one.steps[-1].day) <= SPAN
        assert max(step.day for step in one.steps if step.act == "approve") > days()[index(one) + 4]
        assert of[one.item].classes & set(classes[one.project])
    assert by_project.keys() == classes.keys()
    for stages in by_project.values():
        assert [one.item for one in stages] == [code for code in of if code in {one.item for one in stages}]
        assert ["share" in {step.act for step in one.steps} for one in stages] == [
            place == 0 for place in range(len(stages))
        ]
        assert all(a.steps[-1].day < b.steps[0].day for a, b in pairwise(stages))
    said = Counter(step.act for one in found.stages for step in one.steps)
    assert said["acknowledge"] == found.part_count
    assert 0.05 < 1 - said["complete"] / found.part_count < 0.15


def index(one: Planned) -> int:
    return days().index(one.received_on)


def test_what_the_record_tells_of_a_stage_is_not_done_again() -> None:
    reviewed = next(one for one in year(1.0).desk.stages if any(step.act == "opine" for step in one.steps))
    for done in range(len(reviewed.steps) + 1):
        told = Counter(fact_of(reviewed, step) for step in reviewed.steps[:done])
        assert list(undone(reviewed, told)) == list(reviewed.steps[done:])


def test_villagers_bring_what_the_report_tells() -> None:
    """6,358 came, 6,208 were taken in, 5,879 concluded, 3,659 brought home; 98 in a hundred of those asked are content."""
    errands = year(1.0).errands
    assert len({one.serial for one in errands}) == len(errands) == 6_358
    counts = Counter(step.act for one in errands for step in one.steps)
    assert (counts["take_in"], counts["handle"]) == (6_208, 5_879)
    brought = Counter(step.note != "at-point" for one in errands for step in one.steps if step.act == "bring")
    assert brought == {True: 3_659, False: 2_220}
    asked = Counter(step.note for one in errands for step in one.steps if step.act == "ask")
    assert asked == {"content": 359, "discontent": 7}
    assert min(one.steps[0].at.date() for one in errands) >= profile().villages.begins
    assert {one.applicant % 4 for one in errands} == {0, 1, 2}


def test_what_stands_beside_them_leaves_the_applications_as_they_are() -> None:
    """But those that are now for the item of the programme that nobody draws."""
    found, alone = year(0.1), profile()
    without = replace(alone, programme=replace(alone.programme, classes=()))
    before = generate(without, days(), seed=1, scale=0.1).applications
    changed = [
        (one.item, old.item) for one, old in zip(found.applications, before, strict=True) if one != old
    ]
    assert changed == [("2008-drainage-connection", "2008-river-works")]


@pytest.mark.parametrize(
    ("scale", "parts"), [(0.01, (778, 50, 0)), (0.1, (7785, 497, 1)), (0.001, (78, 5, 0))]
)
def test_a_smaller_year_keeps_the_proportions(scale: float, parts: tuple[int, int, int]) -> None:
    found = sizes(profile(), scale)
    assert (found.instant, found.full, found.open) == parts
    of_stages = year(scale).desk.part_count
    assert len(accepted(year(scale))) + of_stages == sum(parts)
    assert len(concluded(year(scale))) + of_stages == sum(parts[:2])


def test_the_same_seed_gives_the_same_year_and_another_one_another() -> None:
    again = generate(profile(), days(), seed=1, scale=0.01)
    assert again == year(0.01)
    assert generate(profile(), days(), seed=2, scale=0.01).applications != again.applications


def test_everything_happens_on_working_days_in_working_hours_in_its_order() -> None:
    known = set(days())
    for one in year(1.0).applications:
        moments = [step.at for step in one.steps]
        assert moments == sorted(moments)
        assert {moment.date() for moment in moments} <= known
        assert all(9 <= moment.hour < 17 and moment.tzinfo is CITY for moment in moments)
        assert all(step.occurred is None or moments[2] <= step.occurred <= step.at for step in one.steps)


def test_serials_follow_the_receipts() -> None:
    found = year(0.1).applications
    assert [one.serial for one in found] == list(range(1, len(found) + 1))
    received = [one.steps[0].at for one in found]
    assert received == sorted(received)


def test_every_kind_is_planted_at_every_scale() -> None:
    rules = {"R-OD-2", "R-OD-3", "R-OD-4", "R-OD-5", "R-OD-7", "R-PC-2", "R-PC-4", "R-OH-3", "R-CN-1"}
    beside = {"R-ST-1", "R-ST-2", "R-ST-3", "R-OH-5", "R-OC-2"}
    assert {one.rule for one in year(0.01).plantings} == rules | beside
    counts = Counter(one.rule for one in year(1.0).plantings if one.subject_kind == "case")
    assert counts == {rule: profile().planted[rule] for rule in rules}


def test_late_ones_are_late_and_the_others_are_not() -> None:
    kinds = {one.code: one for one in profile().kinds}
    late = defaultdict(list)
    for one in concluded(year(1.0)):
        done, kind = acts(one), kinds[one.item]
        decided = done.get("approve") or done.get("refuse")
        if kind.is_instant or decided is None or "hold" in done or "extend" in done:
            continue
        began = done["submit"] if "accept" not in done else done["accept"]
        occurred = next((step.occurred for step in one.steps if step.occurred), None)
        took = between(occurred.date() if occurred else began, decided)
        late["statute" if took > kind.statutory else "promise" if took > kind.promised else "none"].append(
            one.path
        )
    assert Counter(late["promise"]) == {"R-OD-3": 40}
    assert Counter(late["statute"]) == {"R-OD-4": 15}


def test_planted_deliveries_holds_and_returns_are_there() -> None:
    found = year(1.0)
    for one in planted(found, "R-OD-5"):
        assert between(acts(one)["approve"], acts(one)["deliver"]) > 10
    for one in planted(found, "R-OD-7"):
        assert between(acts(one)["hold"], acts(one)["end_hold"]) > 5
    for one in planted(found, "R-PC-4"):
        assert sum(step.act == "return" for step in one.steps) == 3
    for one in planted(found, "R-CN-1"):
        assert "accept" not in acts(one)
        assert between(acts(one)["submit"], acts(one)["assign"]) > 5
    for one in planted(found, "R-OD-2"):
        assert between(acts(one)["assign"], acts(one)["examine"]) >= 0.7 * 7


def test_two_bodies_type_in_together_and_charge_outside() -> None:
    found = year(1.0)
    bursts = [one for one in found.plantings if (one.rule, one.note) == ("R-OH-3", "burst")]
    assert len(bursts) == 4
    bodies = {one.subject_key.split("/")[1] for one in bursts}
    assert len(bodies) == 2
    assert {one.day.month for one in bursts} <= {9, 10}
    for rule in ("R-OH-5", "R-OC-2"):
        assert {one.subject_key.split("/")[0] for one in found.plantings if one.rule == rule} == bodies
    for burst in bursts:
        item, body, day = burst.subject_key.split("/")
        typed = [
            step.at
            for one in found.applications
            if (one.item, one.org, one.path) == (item, body, "burst")
            for step in one.steps
            if step.note == "burst" and step.at.date().isoformat() == day
        ]
        assert len(typed) == 12
        assert max(typed) - min(typed) <= timedelta(minutes=10)


def test_another_seed_draws_other_bodies() -> None:
    drawn = {
        tuple(
            sorted(
                {one.subject_key.split("/")[0] for one in year(0.01, seed).plantings if one.rule == "R-OC-2"}
            )
        )
        for seed in range(1, 9)
    }
    assert len(drawn) > 3


def test_a_busy_item_takes_nothing_in_while_others_go_on() -> None:
    found = year(1.0)
    for one in (one for one in found.plantings if one.rule == "R-ST-2"):
        item, _body, day = one.subject_key.split("/")
        first = days().index(date.fromisoformat(day))
        gap = set(days()[first : first + 15])
        received = Counter(row.item for row in found.applications if row.received_on in gap)
        assert received[item] == 0
        assert received["2008-vehicle-registration"] > 1_500


def test_for_some_weeks_nearly_everything_of_an_item_is_refused() -> None:
    found = year(1.0)
    for one in (one for one in found.plantings if one.rule == "R-ST-3"):
        item, _body, day = one.subject_key.split("/")
        first = days().index(date.fromisoformat(day))
        span = set(days()[first : first + 15])
        rows = [row for row in concluded(found) if row.item == item and row.received_on in span]
        assert sum("refuse" in acts(row) for row in rows) >= 0.6 * len(rows) > 3


def test_applicants_are_invented_and_each_is_another() -> None:
    found = [people.applicant(2008, 1, number) for number in range(2_000)]
    assert len({one.id_number for one in found}) == len({one.login for one in found}) == 2_000
    assert all(one.name.startswith(people.name(0)[:3]) for one in found)
    assert {one.kind for one in found} == {"resident", "enterprise"}


def test_ids_follow_the_serials() -> None:
    ids = [application_id(2008, 7, serial) for serial in (1, 2, 82_830)]
    assert ids == sorted(ids)
    assert {one.version for one in ids} == {8}
    assert application_id(2008, 8, 1) != ids[0]


def test_parts_add_up() -> None:
    assert apportioned(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
    assert apportioned(0, {"a": 1}) == {"a": 0}


def test_a_year_without_a_profile_is_unknown() -> None:
    with pytest.raises(UnknownYear):
        profile_of(1999, ORGS)


def test_a_day_is_lived_in_lots_of_one_act_and_each_case_in_its_order() -> None:
    day = days()[60]
    todo = [(one, step) for one in year(0.1).applications for step in one.steps if step.at.date() == day]
    lots = list(rounds(todo))
    assert sorted(map(id, (step for lot in lots for _one, step in lot))) == sorted(
        id(step) for _one, step in todo
    )
    assert all(len({step.act for _one, step in lot}) == 1 for lot in lots)
    assert all([one.org for one, _step in lot] == sorted(one.org for one, _step in lot) for lot in lots)
    assert all(len({one.serial for one, _step in lot}) == len(lot) <= AT_ONCE for lot in lots)
    lived: dict[int, list[Step]] = defaultdict(list)
    for lot in lots:
        for one, step in lot:
            lived[one.serial].append(step)
    for one in {one.serial: one for one, _step in todo}.values():
        assert lived[one.serial] == [step for step in one.steps if step.at.date() == day]
