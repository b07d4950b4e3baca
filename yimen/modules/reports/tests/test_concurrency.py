"""At the same moment: a report frozen once, a year with one report, a cell with one supplement, one correction."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.races import at_once, lost
from tests.world import NOON, World
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.reports import actions
from yimen.modules.reports.actions import SupplementGiven
from yimen.modules.reports.models import AnnualReport

from .stage import Office

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def office() -> Office:
    return Office(World())


def test_a_year_has_one_report(office: Office) -> None:
    org = office.org
    act = lambda: actions.open_report(org, org=org, year=2023, by=office.officer, at=NOON)  # noqa: E731
    assert lost(at_once(*[act] * 3)) == [RuleBroken] * 2
    assert AnnualReport.objects.filter(org=org, year=2023).count() == 1


def test_a_report_is_frozen_once(office: Office) -> None:
    report = office.opened(2022)
    act = lambda: actions.freeze_report(report, by=office.officer, at=NOON)  # noqa: E731
    assert lost(at_once(*[act] * 3)) == [WrongState] * 2
    assert report.cells.filter(code="3.1.natural_person").count() == 1


def test_a_cell_gets_one_supplement(office: Office) -> None:
    report = office.opened(2021)
    rows = [SupplementGiven("3.1.other", Decimal(2), "纸质登记")]
    act = lambda: actions.enter_supplements(report, rows=rows, by=office.officer, at=NOON)  # noqa: E731
    assert lost(at_once(*[act] * 3)) == [RuleBroken] * 2
    assert report.supplements.count() == 1


def test_a_report_is_corrected_once(office: Office) -> None:
    report = office.published(year=2024)
    act = lambda: actions.correct_report(report, note="笔误", recount=False, by=office.head, at=NOON)  # noqa: E731
    assert lost(at_once(*[act] * 3)) == [RuleBroken] * 2
    assert AnnualReport.objects.filter(replaces=report).count() == 1


def test_it_is_published_once(office: Office) -> None:
    report = office.submitted(year=2025)
    act = lambda: actions.publish_report(report, by=office.leader, at=NOON)  # noqa: E731
    assert lost(at_once(*[act] * 3)) == [WrongState] * 2
