"""At the same moment: a report frozen once, a year with one report, a cell with one supplement, one correction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from pytest_django.plugin import DjangoDbBlocker

from tests.world import NOON, World
from yimen.kernel.base.refusals import Refused, RuleBroken, WrongState
from yimen.modules.reports import actions
from yimen.modules.reports.actions import SupplementGiven
from yimen.modules.reports.models import AnnualReport

from .stage import Office


@pytest.fixture(scope="module", autouse=True)
def _copy(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is committed here is seen by every connection, and by no other test."""
    creation, settings = connection.creation, connection.settings_dict
    own = settings["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        creation.clone_test_db("reports_race", verbosity=0, autoclobber=True)
        settings["NAME"] = f"{own}_reports_race"
        yield
        connection.close()
        settings["NAME"] = own
        creation._destroy_test_db(f"{own}_reports_race", verbosity=0)


@pytest.fixture
def office() -> Office:
    return Office(World())


def at_once(act: Callable[[], Any], times: int = 3) -> list[Any]:
    """What each gave, or how it was refused; all begin at the same moment, each on its own connection."""
    gate = Barrier(times)

    def run(_number: int) -> Any:
        try:
            connection.ensure_connection()
            gate.wait(timeout=30)
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def lost(results: list[Any], kind: type[Refused] = RuleBroken) -> int:
    refusals = [one for one in results if isinstance(one, Refused)]
    assert all(type(one) is kind for one in refusals), refusals
    return len(refusals)


def test_a_year_has_one_report(office: Office) -> None:
    org = office.org
    act = lambda: actions.open_report(org, org=org, year=2023, by=office.officer, at=NOON)  # noqa: E731
    assert lost(at_once(act)) == 2
    assert AnnualReport.objects.filter(org=org, year=2023).count() == 1


def test_a_report_is_frozen_once(office: Office) -> None:
    report = office.opened(2022)
    act = lambda: actions.freeze_report(report, by=office.officer, at=NOON)  # noqa: E731
    assert lost(at_once(act), WrongState) == 2
    assert report.cells.filter(code="3.1.natural_person").count() == 1


def test_a_cell_gets_one_supplement(office: Office) -> None:
    report = office.opened(2021)
    rows = [SupplementGiven("3.1.other", Decimal(2), "纸质登记")]
    act = lambda: actions.enter_supplements(report, rows=rows, by=office.officer, at=NOON)  # noqa: E731
    assert lost(at_once(act)) == 2
    assert report.supplements.count() == 1


def test_a_report_is_corrected_once(office: Office) -> None:
    report = office.published(year=2024)
    act = lambda: actions.correct_report(report, note="笔误", recount=False, by=office.head, at=NOON)  # noqa: E731
    assert lost(at_once(act)) == 2
    assert AnnualReport.objects.filter(replaces=report).count() == 1


def test_it_is_published_once(office: Office) -> None:
    report = office.submitted(year=2025)
    act = lambda: actions.publish_report(report, by=office.leader, at=NOON)  # noqa: E731
    assert lost(at_once(act), WrongState) == 2
