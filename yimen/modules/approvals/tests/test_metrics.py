"""Figures of approvals, counted from what verbs made."""

from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.world import NOON, SPOT
from yimen.kernel.cases.models import Clock
from yimen.kernel.metrics import counting, periods
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope, scope_of
from yimen.kernel.web.tables import Table
from yimen.modules.approvals import metrics
from yimen.modules.approvals.metrics import fees
from yimen.modules.approvals.models import Application, ChargeOrder

TODAY = NOON.date()
TOMORROW = TODAY + timedelta(days=1)
DAY = Period(TODAY, TODAY, TODAY, "today")

pytestmark = pytest.mark.django_db


def numbers(period=DAY, scope=WHOLE_CITY):
    return {
        one.measure.code.split(".")[1]: one.number for one in counting.read(metrics.MEASURES, period, scope)
    }


@pytest.fixture
def cases(world):
    """One submitted, two accepted (one of them decided), one sealed."""
    return [world.submitted(), world.accepted(), world.decided(), world.sealed()]


def test_counts_of_a_day(cases):
    assert numbers() == {
        "accepted": 3,
        "concluded": 1,
        "accepted-a-day": Decimal("3.0"),
        "concluded-a-day": Decimal("1.0"),
        "completion-rate": Decimal("33.33"),
        "on-time-rate": Decimal("100.00"),
        "instant-rate": Decimal("0.00"),
        "open": 2,
        "near-due": 0,
        "overdue": 0,
        "on-time": 1,
        "instant": 0,
        "instant-of-accepted-rate": Decimal("0.00"),
        "late": 0,
        "overdue-rate": Decimal("0.00"),
        "timed": 1,
        "early": 1,
        "early-rate": Decimal("100.00"),
        "held-days": 0,
        "elapsed-days": 0,
        "held-rate": None,
        "fees-paid-cny": 0,
        "fees-refunded-cny": 0,
    }


def test_days_of_holds_are_counted_once_and_those_of_the_case_from_its_acceptance(cases):
    from yimen.kernel.cases.models import Hold

    sealed = cases[3]
    accepted = TODAY - timedelta(days=10)
    Application.objects.filter(pk=sealed.pk).update(accepted_on=accepted)
    for kind, first, last in (("hearing", 8, 4), ("testing", 6, 3), ("publicity", 2, 1)):
        Hold.objects.create(
            case_id=sealed.pk,
            kind=kind,
            reason="试",
            basis="试",
            stops=["promised"],
            expected_days=5,
            started_on=TODAY - timedelta(days=first),
            ended_on=TODAY - timedelta(days=last),
            told_on=TODAY,
            started_by="试",
        )
    found = numbers()
    assert (found["held-days"], found["elapsed-days"]) == (6, 10)
    assert found["held-rate"] == Decimal("60.00")


def test_late_is_not_early(cases):
    Application.objects.filter(pk=cases[3].pk).update(is_on_time=False)
    Clock.objects.filter(case=cases[3].pk).update(due_on=TODAY - timedelta(days=1))
    found = numbers()
    assert (found["late"], found["overdue-rate"]) == (1, Decimal("100.00"))
    assert (found["timed"], found["early"], found["early-rate"]) == (1, 0, Decimal("0.00"))


def test_sums_of_money(cases):
    order = {"org": cases[3].org, "payer": "试", "drafted_at": NOON, "drafted_by": "试", "state": "paid"}
    for number, (amount, days) in enumerate((("120.50", 0), ("30.00", 0), ("9.00", 3))):
        ChargeOrder.objects.create(
            **order,
            application=cases[number],
            number=str(number),
            issued_at=NOON,
            total=Decimal(amount),
            paid=Decimal(amount),
            paid_at=NOON - timedelta(days=days),
        )
    assert numbers()["fees-paid-cny"] == Decimal("150.50")
    (row,) = counting.count_by(fees.FEES_PAID, DAY, WHOLE_CITY, "department")
    assert (row.key, row.number) == (cases[3].org_id, Decimal("150.50"))
    assert numbers(scope=Scope(("elsewhere.",)))["fees-paid-cny"] == 0


def test_a_day_without_cases(cases):
    empty = Period(TOMORROW, TOMORROW, TOMORROW)
    assert numbers(empty) | {"open": 2, "near-due": 0} == numbers(empty)
    assert (numbers(empty)["accepted"], numbers(empty)["completion-rate"]) == (0, None)


def test_all_figures_cost_one_question_beside_what_is_kept(cases, django_assert_num_queries):
    with django_assert_num_queries(2):
        counting.read(metrics.MEASURES, DAY, WHOLE_CITY)


def test_near_due_and_overdue_follow_the_day_and_stop_with_a_hold(cases):
    from yimen.kernel.cases.models import Case

    due = cases[1].case.due_on
    assert due is not None
    assert numbers(periods.one_day(due, due))["near-due"] == 1
    late = periods.one_day(due + timedelta(days=1), due + timedelta(days=1))
    assert (numbers(late)["overdue"], numbers(late)["near-due"]) == (1, 0)
    Case.objects.filter(pk=cases[1].pk).update(is_held=True)
    assert numbers(late)["overdue"] == 0


def test_open_at_the_end_of_a_period_that_has_passed(cases):
    then = Period(TODAY, TODAY, TOMORROW)
    assert numbers(then)["open"] == 2
    before = Period(TODAY - timedelta(days=3), TODAY - timedelta(days=1), TOMORROW)
    assert numbers(before)["open"] == 0


def test_on_the_spot_is_instant_and_accepted(world):
    from yimen.modules.approvals import actions

    application = world.submitted(SPOT)
    clerk = spot_clerk(world, application)
    done = actions.decide_on_the_spot(
        application, window=None, second_officer=None, by=clerk, at=NOON
    ).application
    keeper = next(
        world.actor(login)
        for login in logins("seal_keeper")
        if world.actor(login).holds("seal_keeper", done.org_path)
    )
    actions.conclude(done, by=keeper, at=NOON)
    found = numbers()
    assert (found["accepted"], found["concluded"], found["instant"]) == (1, 1, 1)
    assert found["instant-rate"] == Decimal("100.00")


def spot_clerk(world, application):
    for login in logins("window_clerk", "receptionist"):
        actor = world.actor(login)
        if actor.may("approvals.application.decide-on-the-spot", application):
            return actor
    raise AssertionError("nobody decides on the spot in the example city")


def logins(*roles):
    from yimen.kernel.people.models import Post

    return list(Post.objects.filter(role__in=roles).values_list("person__login", flat=True).distinct())


def test_by_department_item_window_and_day(cases, world):
    rows = counting.count_by(metrics.ACCEPTED, DAY, WHOLE_CITY, "department")
    assert [(row.key, row.number) for row in rows] == [(cases[0].org_id, 3)]
    assert rows[0].label == world.org().name
    items = counting.count_by(metrics.CONCLUDED, DAY, WHOLE_CITY, "item")
    assert [(row.key, row.number) for row in items] == [(cases[0].item_id, 1)]
    windows = counting.count_by(metrics.ACCEPTED, DAY, WHOLE_CITY, "window")
    assert [(row.key, row.number) for row in windows] == [(world.window().pk, 3)]
    week = periods.named("week", TODAY)
    for figure in (metrics.ACCEPTED, metrics.CONCLUDED):
        days = counting.count_by(figure, week, WHOLE_CITY, "day")
        assert [row.key for row in days] == [TODAY]


def test_rows_of_several_measures_stand_side_by_side(cases, django_assert_num_queries):
    with django_assert_num_queries(3):
        (row,) = counting.read_by(metrics.MEASURES, DAY, WHOLE_CITY, "department")
    assert {one.measure.code: one.number for one in row.values}["approvals.completion-rate"] == Decimal(
        "33.33"
    )
    with django_assert_num_queries(2):
        (day,) = counting.read_by(metrics.MEASURES, DAY, WHOLE_CITY, "day")
    assert {one.measure.code.split(".")[1] for one in day.values}.isdisjoint({"open", "overdue", "near-due"})


def test_scope_of_the_cast(cases, world):
    assert scope_of(world.clerk) is None
    assert scope_of(world.resident) is None
    assert scope_of(world.public) is None
    assert numbers(scope=scope_of(world.leader))["accepted"] == 3
    assert numbers(scope=scope_of(world.head))["accepted"] == 3
    assert numbers(scope=scope_of(world.actor("leader.market")))["accepted"] == 0
    assert numbers(scope=scope_of(world.manager))["accepted"] == 3
    assert scope_of(world.actor("auditor")) == WHOLE_CITY == scope_of(world.actor("supervisor"))
    assert numbers(scope=Scope())["accepted"] == 0


LIST = Table(columns=[], filters=metrics.CASE_FILTERS, default_sort="")


def listed(address):
    """How many cases the list shows at an address, as its filters understand it."""
    params = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
    rows = Application.objects.all()
    understood = {}
    for one in LIST.filters:
        asked = one.read(params, rows)
        understood |= asked.params
        rows = asked.narrow(rows)
    assert set(understood) == set(params)
    return rows.count()


@pytest.mark.parametrize("on", [TODAY, date(2026, 3, 12), date(2026, 4, 20)])
def test_every_number_leads_to_exactly_its_cases(cases, on):
    period = Period(TODAY, on, on)
    for value in counting.read(metrics.MEASURES, period, WHOLE_CITY):
        if value.cases:
            assert listed(value.cases) == value.number, value.measure.code
    for dimension in ("department", "item", "window", "day"):
        for row in counting.read_by(metrics.MEASURES, period, WHOLE_CITY, dimension):
            for value in row.values:
                if value.cases:
                    assert listed(value.cases) == value.number, (dimension, value.measure.code)
