"""检验: counted by what is known, and recorded by the command."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.world import NOON, World
from yimen.modules.supervision.measuring import Known, Measured, measured
from yimen.modules.supervision.models import RuleMeasurement
from yimen.modules.supervision.rules.findings import Finding

from .stage import Watch

DAY = date(2026, 3, 2)
LINES = "rule,kind,subject,day\n"


def finding(key: str, day: date = DAY, kind: str = "case") -> Finding:
    return Finding(kind, key, "x", day, "org", "/org/")


def test_counts_what_is_found_and_what_of_it_is_known() -> None:
    known = [Known("R-OD-3", "case", key, DAY) for key in ("1", "2", "3")]
    found = {"R-OD-3": [finding("1"), finding("2"), finding("9")]}
    assert measured(found, known) == [Measured("R-OD-3", 3, 3, 2)]
    assert measured({"R-OD-3": []}, known) == [Measured("R-OD-3", 3, 0, 0)]


def test_what_follows_from_another_problem_is_no_false_alert() -> None:
    known = [Known("R-OD-3", "case", "1", DAY), Known("R-OD-4", "case", "2", DAY)]
    found = {"R-OD-3": [finding("1"), finding("2"), finding("3")], "R-OD-4": [finding("2")]}
    assert measured(found, known) == [Measured("R-OD-3", 1, 2, 1), Measured("R-OD-4", 1, 1, 1)]


def test_an_item_is_found_near_its_day() -> None:
    known = [Known("R-ST-2", "item", "road/org/2026-03-02", DAY)]
    near, far = DAY + timedelta(days=45), DAY + timedelta(days=46)
    for day, true in ((near, 1), (far, 0)):
        found = {"R-ST-2": [finding(f"road/org/{day.isoformat()}", day, "item")]}
        assert measured(found, known) == [Measured("R-ST-2", 1, 1, true)]
    assert measured({"R-ST-2": [finding("bank/org/2026-03-02", DAY, "item")]}, known) == [
        Measured("R-ST-2", 1, 1, 0)
    ]


@pytest.mark.django_db
def test_the_command_records_it(world: World, tmp_path: Path) -> None:
    application = Watch(world).in_approval()
    path, days = tmp_path / "known.csv", ["--from", "2026-03-02", "--to", "2026-04-11"]
    path.write_text(f"{LINES}R-OD-3,case,{application.number},2026-04-01\nR-OD-3,case,none,2026-04-01\n")
    call_command("measure_rules", str(path), *days, verbosity=0)
    row = RuleMeasurement.objects.get()
    assert (row.code, row.first_day, row.last_day) == ("R-OD-3", NOON.date(), date(2026, 4, 11))
    assert (row.planted_count, row.found_count, row.true_count) == (2, 1, 1)
    assert (row.recall, row.precision) == (0.5, 1.0)


def test_a_wrong_list_is_named(tmp_path: Path) -> None:
    path, days = tmp_path / "known.csv", ["--from", "2026-03-02", "--to", "2026-03-03"]
    wrong = {
        "rule,kind\n": "the columns must be rule, kind, subject, day",
        LINES: "the list is empty",
        f"{LINES}R-XX-1,case,1,2026-03-02\n": "line 2: unknown rule or kind",
        f"{LINES}R-OD-3,case,1,2026-03-02\nR-OD-3,case,1,March\n": "line 3: no date",
    }
    for text, message in wrong.items():
        path.write_text(text)
        with pytest.raises(CommandError) as told:
            call_command("measure_rules", str(path), *days)
        assert str(told.value) == message
