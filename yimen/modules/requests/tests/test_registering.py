"""登记、补正、说明理由、延迟答复: the day of receipt by channel, once and in time, told to the applicant."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.world import NOON
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.requests import actions, rules
from yimen.modules.requests.models import InformationRequest
from yimen.modules.requests.states import State

from .stage import ASKED, Desk, after, clocks, codes, fresh, letters, only, refused, waiting

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 26)
LATER = date(2026, 2, 27)


@pytest.mark.parametrize(
    ("way", "regime", "confirmed_on", "expected"),
    [
        ("in_person", "2019", None, DAY),
        ("oral", "2019", None, DAY),
        ("registered_post", "2019", None, DAY),
        ("ordinary_post", "2019", LATER, LATER),
        ("online", "2019", LATER, LATER),
        ("fax", "2019", LATER, LATER),
        ("email", "2019", LATER, LATER),
        ("email", "2008", None, DAY),
    ],
)
def test_the_day_of_receipt_by_channel(
    way: str, regime: str, confirmed_on: date | None, expected: date
) -> None:
    assert rules.receipt_day(way, arrived_on=DAY, confirmed_on=confirmed_on, regime=regime).on == expected


@pytest.mark.parametrize("way", ["ordinary_post", "online", "fax", "email"])
@pytest.mark.parametrize("confirmed_on", [None, DAY - timedelta(days=1)])
def test_these_channels_must_be_confirmed(way: str, confirmed_on: date | None) -> None:
    with pytest.raises(RuleBroken) as caught:
        rules.receipt_day(way, arrived_on=DAY, confirmed_on=confirmed_on, regime="2019")
    assert list(caught.value.fields) == ["confirmed_on"]


def test_registers(desk: Desk) -> None:
    request = desk.submitted(at=NOON)
    done = actions.register_request(request, confirmed_on=after(1).date(), by=desk.officer, at=after(1))
    request = fresh(request)
    assert (request.state, request.received_on) == (State.RECEIVED, after(1).date())
    assert "第三十一条第（三）项" in request.received_basis
    assert done.due_on == "2026-03-31"
    assert letters(request) == ["receipt"]


def test_refuses_a_day_that_is_not_yet_or_was_not_confirmed(desk: Desk) -> None:
    request = desk.submitted()
    with refused(RuleBroken, request, fields=["confirmed_on"]):
        actions.register_request(request, by=desk.officer, at=NOON)
    with refused(RuleBroken, request, fields=["confirmed_on"]):
        actions.register_request(request, confirmed_on=after(1).date(), by=desk.officer, at=NOON)
    only(desk, request, actions.register_request, "officer", confirmed_on=NOON.date())


def test_numbers_of_a_body_and_year_have_no_gaps(desk: Desk) -> None:
    first, second = desk.received(), desk.received()
    with refused(WrongState, first):
        actions.register_request(first, confirmed_on=NOON.date(), by=desk.officer, at=NOON)
    third = desk.received()
    numbers = [one.register_number for one in (first, second, third)]
    assert numbers == [f"沈城乡建设公开申字〔2026〕{place}号" for place in (1, 2, 3)]


def old(desk: Desk, day: str, *, channel: str = "registered_post") -> InformationRequest:
    """A request on paper that came on a day long past, entered and registered afterwards."""
    done = actions.enter_request(
        desk.org,
        request_id=new_id(),
        channel=channel,
        name="示例",
        stated={},
        matters=[ASKED],
        by=desk.officer,
        at=NOON,
    )
    arrived = date.fromisoformat(day)
    return fresh(actions.register_request(done.request, arrived_on=arrived, by=desk.officer, at=NOON).request)


def test_the_regime_follows_the_day_of_receipt(desk: Desk) -> None:
    last, first = old(desk, "2019-05-14"), old(desk, "2019-05-15")
    assert (last.regime, clocks(last)["statutory"]) == ("2008", (15, "2019-06-04", "running"))
    assert (first.regime, clocks(first)["statutory"]) == ("2019", (20, "2019-06-13", "running"))


def test_before_the_regulation_there_is_nothing_to_register(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="2008年5月1日起施行"):
        old(desk, "2008-04-30")


def test_an_electronic_mail_of_the_old_days_counts_from_its_arrival(desk: Desk) -> None:
    assert old(desk, "2015-08-03", channel="email").received_on == date(2015, 8, 3)


def test_asks_for_correction_once_and_the_period_begins_anew(desk: Desk) -> None:
    request = desk.correcting(at=NOON)
    assert (request.state, clocks(request)["statutory"][2]) == (State.CORRECTION_REQUESTED, "stopped")
    assert clocks(request)["correction"][1] == "2026-03-16"
    assert letters(request) == ["receipt", "correction"]
    actions.supply_correction(request, matters=[{"name": "青年大街养护计划"}], by=desk.resident, at=after(10))
    request = fresh(request)
    assert (request.state, clocks(request)["statutory"]) == (State.IN_PROCESS, (20, "2026-04-10", "running"))
    assert [one.name for one in request.matters.all()] == ["青年大街养护计划"]
    assert waiting(request) == [("handle", "disclosure_officer", "2026-04-10")]
    with refused(RuleBroken, request, "已经告知过补正。补正只能一次性告知，不能再次要求。"):
        actions.ask_correction(request, items="再补", due_on=after(30).date(), by=desk.officer, at=after(11))


def test_correction_is_asked_within_seven_working_days(desk: Desk) -> None:
    request = desk.received(at=NOON)
    facts = {"items": "请写明", "due_on": after(40).date(), "by": desk.officer}
    late = datetime.fromisoformat("2026-03-12T09:00:00+08:00")
    with refused(RuleBroken, request):
        actions.ask_correction(request, **facts, at=late)
    in_time = datetime.fromisoformat("2026-03-11T09:00:00+08:00")
    assert actions.ask_correction(request, **facts, at=in_time).request.state == State.CORRECTION_REQUESTED


def test_correction_says_what_and_until_when(desk: Desk) -> None:
    request = desk.received()
    with refused(RuleBroken, request, fields=["items"]):
        actions.ask_correction(request, items=" ", due_on=after(9).date(), by=desk.officer, at=NOON)
    with refused(RuleBroken, request, fields=["due_on"]):
        actions.ask_correction(request, items="请写明", due_on=NOON.date(), by=desk.officer, at=NOON)
    facts = {"items": "请写明", "due_on": after(9).date()}
    only(desk, request, actions.ask_correction, "officer", **facts)


def test_lapses_when_nothing_was_corrected(desk: Desk) -> None:
    request = desk.correcting(due_on=after(9).date())
    machine = desk.machine("request sweep")
    with refused(RuleBroken, request, "补正期限尚未届满。"):
        actions.lapse_request_correction(request, by=machine, at=after(9))
    actions.lapse_request_correction(request, by=machine, at=after(10))
    request = fresh(request)
    assert (request.state, request.outcome_id) == (State.DECIDED, "abandoned_no_correction")
    assert request.decided_on == after(10).date()
    assert waiting(request) == [("seal_answer", "seal_keeper", "")]
    text = "".join(request.letters.get(kind="answer").document.data["paragraphs"])
    assert "补正期限至2026年3月11日" in text
    assert "视为放弃申请" in text


def test_reasons_are_asked_stated_and_may_lead_to_a_fixed_delay(desk: Desk) -> None:
    request = desk.in_process()
    with refused(RuleBroken, request):
        actions.fix_delay(request, until=after(60).date(), reason="数量大", by=desk.officer, at=NOON)
    actions.ask_reasons(request, why="一个月内五十件", due_on=after(9).date(), by=desk.officer, at=NOON)
    request = fresh(request)
    assert (request.state, clocks(request)["statutory"][2]) == (State.REASONS_REQUESTED, "running")
    actions.state_reasons(request, reasons="研究需要", by=desk.resident, at=after(2))
    request = fresh(request)
    assert request.state == State.IN_PROCESS
    with refused(RuleBroken, request, fields=["until"]):
        actions.fix_delay(request, until=date(2026, 3, 30), reason="数量大", by=desk.officer, at=after(3))
    with refused(RuleBroken, request, fields=["until"]):
        actions.fix_delay(request, until=date(2026, 5, 2), reason="数量大", by=desk.officer, at=after(3))
    actions.fix_delay(request, until=date(2026, 5, 8), reason="数量大", by=desk.officer, at=after(3))
    request = fresh(request)
    assert request.state == State.DELAYED
    assert clocks(request)["promised"][1:] == ("2026-05-08", "running")
    assert clocks(request)["statutory"][2] == "stopped"
    assert letters(request) == ["receipt", "reasons", "delay"]
    request = desk.served(request, at=after(60))
    assert (request.due_when_served, request.is_on_time) == (date(2026, 5, 8), True)
    assert "requests.request.delay-fixed" in codes(request)


def test_only_the_office_asks_and_only_they_and_the_applicant_answer(desk: Desk) -> None:
    request = desk.in_process()
    only(desk, request, actions.ask_reasons, "officer", why="多", due_on=after(9).date())
    actions.ask_reasons(request, why="多", due_on=after(9).date(), by=desk.officer, at=NOON)
    only(desk, fresh(request), actions.state_reasons, "officer", "resident", reasons="研究")
    only(desk, desk.correcting(), actions.supply_correction, "officer", "resident", matters=[ASKED])
