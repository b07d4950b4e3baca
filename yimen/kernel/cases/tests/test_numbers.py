"""Numbers: 20 digits with a check digit; series without gaps; a number that was not used was never given."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from tests.world import NOON, World
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import numbers
from yimen.kernel.cases.models import NumberSeries
from yimen.modules.approvals import actions

RIGHT = "21010020260302000014"


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("", False),
        ("2101002026030200001", False),
        (RIGHT, True),
        ("21010020260302000015", False),
        ("12010020260302000014", False),
        ("2101002026030200001X", False),
        ("２１０１００２０２６０３０２００００１0", False),
    ],
)
def test_knows_a_case_number_by_form_and_check_digit(text: str, holds: bool) -> None:
    assert numbers.is_case_number(text) is holds


def test_a_wrong_digit_is_found() -> None:
    for place in range(20):
        for other in range(1, 10):
            wrong = RIGHT[:place] + str((int(RIGHT[place]) + other) % 10) + RIGHT[place + 1 :]
            assert not numbers.is_case_number(wrong)


def test_query_codes_are_six_digits() -> None:
    codes = {numbers.query_code() for _ in range(200)}
    assert all(len(one) == 6 and one.isdigit() for one in codes)
    assert len(codes) > 150


@pytest.mark.django_db
def test_no_number_outside_an_act(world: World) -> None:
    with pytest.raises(RuntimeError, match="no act is in progress"):
        numbers.next_number("test", "2026")


@pytest.mark.django_db
def test_a_refused_act_gives_its_number_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The act fails after its number was taken: the next one has it."""
    draft = world.draft()

    def broken(*args: object, **facts: object) -> None:
        raise RuleBroken("no paper today")

    with monkeypatch.context() as patched:
        patched.setattr("yimen.modules.approvals.slips.issue_receipt_slip", broken)
        with pytest.raises(RuleBroken):
            actions.submit(draft, by=world.resident, at=NOON)
    series = NumberSeries.objects.filter(scope="case:210100", period="20260302")
    before = series.values_list("last", flat=True).first() or 0
    number = actions.submit(draft, by=world.resident, at=NOON).application.case.number
    assert int(number[14:19]) == before + 1


@pytest.mark.django_db
def test_each_day_and_each_series_counts_from_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []

    def take(*args: object, **facts: object) -> None:
        day = date(2031, 5, 1)
        given.extend(numbers.case_number("990100000000", day)[14:19] for _ in range(3))
        given.append(numbers.case_number("990100000000", date(2031, 5, 2))[14:19])
        facts_of = {"prefix": "沈", "org_code": "x", "word": "规许", "year": 2031}
        given.extend(numbers.document_number(**facts_of) for _ in range(2))
        raise RuleBroken("seen")

    monkeypatch.setattr("yimen.modules.approvals.slips.issue_receipt_slip", take)
    with pytest.raises(RuleBroken), transaction.atomic():
        actions.submit(world.draft(), by=world.resident, at=NOON)
    assert given == ["00001", "00002", "00003", "00001", "沈规许字〔2031〕1号", "沈规许字〔2031〕2号"]
    assert not NumberSeries.objects.filter(scope="case:990100").exists()
