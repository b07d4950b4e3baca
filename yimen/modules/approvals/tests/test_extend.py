"""延期 (行政许可法 42): once, before the due date, by the leader, at most what the item allows; the reason is told."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from tests.trials import clocks, once, papers, refused
from tests.trials import only as allowed_only
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application

pytestmark = pytest.mark.django_db
FACTS = {"days": 10, "reason": "需要协调管线单位"}


def test_both_clocks_have_ten_working_days_more(world: World, in_review: Application) -> None:
    done = actions.extend(in_review, **FACTS, by=world.leader, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·刘芳 批准延期 10 个工作日：需要协调管线单位"
    assert clocks(application)["promised"] == (8, "2026-03-26", "running")
    assert clocks(application)["statutory"] == (20, "2026-04-14", "running")
    assert application.case.due_on == date(2026, 3, 26)
    made = application.case.clocks.get(kind="statutory").extension
    assert (made.days, made.reason, made.approved_by) == (10, "需要协调管线单位", "示例·刘芳")
    assert (made.approved_on, made.told_on) == (date(2026, 3, 2), date(2026, 3, 2))


def test_the_applicant_is_told_why(world: World, in_review: Application) -> None:
    actions.extend(in_review, **FACTS, by=world.leader, at=NOON)
    assert papers(in_review)[-1] == "extension_notice"
    data = in_review.documents.get(kind="extension_notice").document.data
    assert (data["days"], data["reason"], data["approved_by"]) == (10, "需要协调管线单位", "示例·刘芳")


def test_once(world: World, in_review: Application) -> None:
    actions.extend(in_review, days=3, reason="协调", by=world.leader, at=NOON)
    with refused(RuleBroken, in_review, "此办件已经延期一次，依法不能再次延期。"):
        actions.extend(in_review, days=3, reason="协调", by=world.leader, at=NOON)


def test_on_the_last_day_but_not_after_it(world: World, in_review: Application) -> None:
    """The statutory day counts (行政许可法 42), 30 March."""
    with refused(RuleBroken, in_review, "期限已于 2026年3月30日 届满，届满后不能再延期。"):
        actions.extend(in_review, **FACTS, by=world.leader, at=world.later(29))
    assert actions.extend(in_review, **FACTS, by=world.leader, at=world.later(28)).days == 10


def test_a_promise_that_has_passed_hinders_nothing_and_stays_broken(
    world: World, in_review: Application
) -> None:
    done = actions.extend(in_review, **FACTS, by=world.leader, at=world.later(11))
    after = clocks(world.fresh(done.application))
    assert after["promised"] == (8, "2026-03-12", "running")
    assert after["statutory"] == (20, "2026-04-14", "running")
    data = in_review.documents.get(kind="extension_notice").document.data
    assert data["due_on"] == "2026-04-14"


@pytest.mark.parametrize("days", [0, -1, 11])
def test_at_most_what_the_item_allows(world: World, in_review: Application, days: int) -> None:
    with refused(RuleBroken, in_review, "延长天数应在 1 到 10 个工作日之间。", ["days"]):
        actions.extend(in_review, days=days, reason="协调", by=world.leader, at=NOON)


def test_an_item_may_allow_none(world: World) -> None:
    application = world.in_review(code=world.variant(extension_max=0))
    with refused(RuleBroken, application):
        actions.extend(application, days=1, reason="协调", by=world.leader, at=NOON)


def test_adds_to_the_days_of_a_procedure(world: World, in_review: Application) -> None:
    facts = {"kind": "expert_review", "reason": "技术复杂", "expected_days": 5}
    actions.open_hold(in_review, **facts, by=world.examiner, at=NOON.replace(day=9))
    end = {"kind": "expert_review", "result": "同意"}
    actions.close_hold(in_review, **end, by=world.examiner, at=NOON.replace(day=16))
    application = world.fresh(
        actions.extend(in_review, **FACTS, by=world.leader, at=NOON.replace(day=17)).application
    )
    assert clocks(application)["statutory"] == (20, "2026-04-21", "running")


def test_refuses_without_a_reason(world: World, in_review: Application) -> None:
    with refused(RuleBroken, in_review, "请写明延期理由，理由将告知申请人。", ["reason"]):
        actions.extend(in_review, days=5, reason=" ", by=world.leader, at=NOON)


def test_refuses_before_acceptance_and_after_the_decision(
    world: World, submitted: Application, decided: Application
) -> None:
    for application in (submitted, decided):
        with refused(WrongState, application):
            actions.extend(application, **FACTS, by=world.leader, at=NOON)


def test_only_the_leader(world: World, in_review: Application) -> None:
    allowed_only(world, in_review, actions.extend, "leader", **FACTS)


def test_endpoint_extends_once(world: World) -> None:
    application = world.accepted(at=timezone.now())
    once(world.leader, application, "extension", "approvals.application.extended", again=422, **FACTS)
