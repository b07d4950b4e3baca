"""恢复办理: a judgment or a reconsideration undid the decision; the case goes on under its number, to another decision."""

from __future__ import annotations

from typing import Any

import pytest

from tests.trials import clocks, facts_of, once, only, post, refused, waiting
from tests.world import FILING, NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.documents.states import State as DocumentState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Outcome, State

from .pages import enter, sent, text

pytestmark = pytest.mark.django_db
FACTS: dict[str, Any] = {
    "ground": "judgment",
    "instrument_no": "（2026）辽01行终12号",
    "reason": "认定事实不清",
    "days": 15,
}


def test_goes_on_under_its_number(world: World, closed: Application) -> None:
    number = closed.case.number
    done = actions.reopen(closed, **FACTS, by=world.leader, at=world.later(30))
    application = world.fresh(done.application)
    assert recorded(done) == "示例·刘芳 依据人民法院判决（（2026）辽01行终12号）恢复办理：认定事实不清"
    assert (application.state, application.outcome, application.number) == (State.IN_REVIEW, "", number)
    assert (application.case.closed_at, application.case.outcome) == (None, "")
    assert (application.reviewer, application.approver, application.decided_at) == (None, None, None)
    assert clocks(application)["statutory"] == (15, "2026-04-23", "running")
    assert clocks(application)["promised"] == (8, "2026-04-14", "running")
    assert waiting(application) == [("assign", "section_examiner", "2026-04-23", "")]


def test_what_was_decided_stays_and_holds_no_more(world: World, closed: Application) -> None:
    actions.reopen(closed, **FACTS, by=world.leader, at=world.later(30))
    was = closed.reopenings.get()
    assert (was.earlier_outcome, was.earlier_decided_at, was.days) == (Outcome.GRANTED, NOON, 15)
    assert closed.decisions.get().outcome == Outcome.GRANTED
    ended = closed.documents.filter(kind__in=["decision", "licence"]).values_list(
        "document__state", "document__ended_reason"
    )
    assert set(ended) == {(DocumentState.REVOKED, "人民法院判决 （2026）辽01行终12号")}


def test_another_decision_is_made_sealed_and_delivered(world: World, closed: Application) -> None:
    at = world.later(30)
    actions.reopen(closed, **FACTS, by=world.leader, at=at)
    other = world.second_examiner
    actions.assign(closed, reviewer=other.person, by=other, at=at)
    actions.examine(closed, opinion="refuse", grounds="不符合条件。", by=other, at=at)
    actions.refuse(closed, reasons="不符合条件。", by=world.leader, at=at)
    actions.conclude(closed, by=world.keeper, at=at)
    handed = {"method": "window", "receiver": "示例", "identity_checked": True}
    actions.deliver(closed, **handed, by=world.issuer, at=at)
    application = world.fresh(closed)
    assert (application.state, application.outcome) == (State.CLOSED, Outcome.REFUSED)
    assert [one.sequence for one in application.decisions.all()] == [1, 2]
    assert sorted(one.sequence for one in application.deliveries.all()) == [1, 2]
    assert application.is_on_time is True


@pytest.mark.parametrize(
    ("changed", "message", "fields"),
    [
        ({"ground": "mood"}, "请选择恢复办理的依据。", ["ground"]),
        ({"instrument_no": " "}, "请填写判决书或者决定书的文号。", ["instrument_no"]),
        ({"reason": " "}, "请写明恢复办理的理由。", ["reason"]),
        ({"days": 0}, "重新作出决定的期限应在 1 到 20 个工作日之间。", ["days"]),
        ({"days": 21}, "重新作出决定的期限应在 1 到 20 个工作日之间。", ["days"]),
    ],
)
def test_names_its_instrument(
    world: World, closed: Application, changed: dict[str, Any], message: str, fields: list[str]
) -> None:
    with refused(RuleBroken, closed, message, fields):
        actions.reopen(closed, **FACTS | changed, by=world.leader, at=NOON)


def test_what_the_applicant_took_back_stays_closed(world: World) -> None:
    application = world.accepted()
    actions.withdraw(application, by=world.resident, at=NOON)
    with refused(RuleBroken, application, "此办件不是因决定或者终止而结束，不能恢复办理。"):
        actions.reopen(application, **FACTS, by=world.leader, at=NOON)


def test_not_before_it_is_closed_nor_in_another_pattern(
    world: World, sealed: Application, archived: Application
) -> None:
    assert FILING
    for application in (sealed, archived):
        with refused(WrongState, application):
            actions.reopen(application, **FACTS, by=world.leader, at=NOON)


def test_only_the_leader(world: World, closed: Application) -> None:
    only(world, closed, actions.reopen, "leader", **FACTS)


def test_page_and_endpoint_reopen(world: World, closed: Application) -> None:
    assert enter(world.examiner).get(f"/approvals/applications/{closed.pk}/reopening/").status_code == 404
    assert "不作" not in text(enter(world.leader).get(f"/approvals/applications/{closed.pk}/reopening/"))
    assert sent(world.leader, "reopening", closed, **FACTS).status_code == 302
    assert facts_of(closed)[-1] == "approvals.application.reopened"


def test_endpoint_reopens_once(world: World, closed: Application) -> None:
    once(world.leader, closed, "reopening", "approvals.application.reopened", **FACTS)
    assert post(world.stranger, closed, "reopening", **FACTS).status_code == 404
