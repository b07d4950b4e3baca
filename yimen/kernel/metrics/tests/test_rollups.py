"""汇总: what is kept by day is what the rows say, whatever acts, corrections, late entries and withdrawals did to them."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.world import NOON, World
from yimen.kernel.metrics import cells, counting, keeping, stored
from yimen.kernel.metrics.figures import measures
from yimen.kernel.metrics.models import ChangedDay, KeptFigure, RollupCell
from yimen.kernel.metrics.periods import DAY, Period
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope
from yimen.modules.approvals import actions
from yimen.modules.approvals.late import entered_late
from yimen.modules.approvals.metrics import ACCEPTED, CONCLUDED
from yimen.modules.approvals.models import Application

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
YESTERDAY = TODAY - DAY
YEAR = Period(date(TODAY.year, 1, 1), date(TODAY.year, 12, 31), TODAY)
BY = ("department", "item", "window", "channel", "centre", "outcome", counting.DAY, counting.MONTH)


def keep() -> None:
    while keeping.keep_changes(NOON):
        pass


def numbers(period: Period = YEAR, scope: Scope = WHOLE_CITY) -> list[Any]:
    """Every figure, whole and split every way."""
    asked = list(measures().values())
    whole = [one.number for one in counting.read(asked, period, scope)]
    split = [
        [(row.key, [one.number for one in row.values]) for row in counting.read_by(asked, period, scope, by)]
        for by in BY
    ]
    return [whole, *(sorted(rows, key=lambda row: str(row[0])) for rows in split)]


def from_rows(monkeypatch: pytest.MonkeyPatch, *asked: Any) -> list[Any]:
    with monkeypatch.context() as here:
        here.setattr(stored, "is_kept", lambda figure: False)
        return numbers(*asked)


def kept(figure: Any, day: date) -> int:
    rows = RollupCell.objects.filter(figure=figure.key, dimension="", is_whole=True, day=day)
    return sum(int(one.number) for one in rows)


@pytest.fixture
def cases(world: World) -> list[Application]:
    """Applications at every stage, one of them typed in a day late, one withdrawn."""
    found = [world.submitted(), world.accepted(), world.decided(), world.sealed(), world.accepted()]
    actions.withdraw(found[4], by=world.resident, at=NOON)
    late = world.submitted(at=NOON - timedelta(days=2))
    accept = entered_late(actions.accept)
    accept(late, window=world.window(), occurred_at=NOON - timedelta(days=1), by=world.clerk, at=NOON)
    return [*found, world.fresh(late)]


def test_acts_note_their_days_and_the_job_counts_them(world: World, cases: list[Application]) -> None:
    assert set(ChangedDay.objects.filter(day__isnull=False).values_list("day", flat=True)) == {
        YESTERDAY,
        TODAY,
    }
    keep()
    assert (kept(ACCEPTED, TODAY), kept(ACCEPTED, YESTERDAY), kept(CONCLUDED, TODAY)) == (4, 1, 1)
    assert ChangedDay.objects.count() == 0
    assert KeptFigure.objects.count() == len(cells.kept_figures())


def test_every_kept_number_is_what_the_rows_say(
    cases: list[Application], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fresh, with a day that has changed since, with a row corrected to another day, and with one that is gone."""
    live = from_rows(monkeypatch)
    assert numbers() == live
    keep()
    assert numbers() == live
    world.accepted(at=NOON)
    Application.objects.filter(pk=cases[1].pk).update(accepted_on=TODAY - 9 * DAY, org_path="elsewhere.")
    Application.objects.filter(pk=cases[3].pk).update(concluded_at=None, is_on_time=None)
    assert kept(ACCEPTED, TODAY) == 4
    live = from_rows(monkeypatch)
    assert numbers() == live
    keep()
    assert (kept(ACCEPTED, TODAY), kept(ACCEPTED, TODAY - 9 * DAY), kept(CONCLUDED, TODAY)) == (4, 1, 0)
    assert numbers() == live
    assert keeping.check() == []


def test_many_periods_and_scopes_give_the_same(
    cases: list[Application], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep()
    Application.objects.filter(pk=cases[2].pk).update(accepted_on=TODAY - 3 * DAY)
    scopes = [WHOLE_CITY, Scope(), Scope((world.org().path,)), Scope((), (cases[0].centre_path,))]

    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.integers(-4, 1), st.integers(0, 5), st.sampled_from(scopes))
    def same(start: int, length: int, scope: Scope) -> None:
        first = TODAY + start * DAY
        period = Period(first, first + length * DAY, TODAY)
        asked, by = [ACCEPTED, CONCLUDED], ("", "item", counting.DAY)
        with monkeypatch.context() as here:
            here.setattr(stored, "is_kept", lambda figure: False)
            live = [ask(asked, period, scope, one) for one in by]
        assert [ask(asked, period, scope, one) for one in by] == live

    same()


def ask(asked: list[Any], period: Period, scope: Scope, by: str) -> Any:
    if not by:
        return [one.number for one in counting.read(asked, period, scope)]
    rows = counting.read_by(asked, period, scope, by)
    return sorted((str(row.key), [one.number for one in row.values]) for row in rows)


def test_kept_numbers_are_read_without_the_rows(
    cases: list[Application], django_assert_num_queries: Any
) -> None:
    keep()
    with django_assert_num_queries(2) as seen:
        (value,) = counting.read([ACCEPTED], YEAR, WHOLE_CITY)
    assert value.number == 5
    assert not [
        one for one in seen.captured_queries if "approvals_application" in one["sql"].split("FROM")[1]
    ]


def test_the_command_counts_anew_and_names_what_differs(cases: list[Application]) -> None:
    keep()
    RollupCell.objects.filter(figure=ACCEPTED.key, dimension="", is_whole=True, day=TODAY).update(number=7)
    out = StringIO()
    with pytest.raises(CommandError, match=r"^1 kept numbers differ from their rows$"):
        call_command("rebuild_figures", check=True, stdout=out)
    assert out.getvalue() == f"approvals.accepted@1 {TODAY} : kept 7.00, rows 4\n"
    call_command("rebuild_figures", first=YESTERDAY, last=YESTERDAY, stdout=out)
    assert kept(ACCEPTED, TODAY) == 7
    call_command("rebuild_figures", stdout=out)
    assert kept(ACCEPTED, TODAY) == 4
    out = StringIO()
    call_command("rebuild_figures", check=True, stdout=out)
    assert out.getvalue() == "every kept number is what its rows say\n"


def test_every_table_of_a_kept_figure_notes_its_days() -> None:
    """A column that decides a kept figure and stands in its own row is watched by the triggers of its table."""
    wrong = []
    for one in cells.kept_figures():
        table = cells.table_of(one.rows)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT string_agg(pg_get_triggerdef(oid), ' ') FROM pg_trigger WHERE tgrelid = %s::regclass"
                " AND tgname LIKE '%%notes_its_days'",
                [table],
            )
            watched = str(cursor.fetchone()[0])
        wrong += [
            f"{one.key}: {name}"
            for name in _columns(one)
            if f"new.{name}," not in watched.lower().replace(")", ",")
        ]
    assert wrong == []


def _columns(figure: Any) -> set[str]:
    """The columns of its own table by which it is counted, split and narrowed."""
    paths = [*figure.scope_by, *(each.value for each in figure.dimensions)]
    if isinstance(figure.day, str):
        paths.append(figure.day)
    else:
        paths.append(figure.day.get_source_expressions()[0].name)
    return {path for path in paths if path and "__" not in path}
