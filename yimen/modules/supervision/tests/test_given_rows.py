"""R-PA and R-OC-4 on real data: what projects and outreach supply is what the rules find in, by the acts themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import F

from tests.world import NOON, World
from yimen.kernel.base.refusals import Refused, RuleBroken
from yimen.kernel.cases.models import NumberSeries
from yimen.kernel.documents.models import Document
from yimen.modules.approvals import actions as approvals
from yimen.modules.outreach.actions import follow_up_errand
from yimen.modules.outreach.rules import Asked
from yimen.modules.outreach.tests.stage import Village
from yimen.modules.projects import actions
from yimen.modules.projects.models import ReviewSeat
from yimen.modules.projects.tests.works import FIRE, PERMIT, WASTE, Works
from yimen.modules.supervision import rules
from yimen.modules.supervision.rules.findings import Finding
from yimen.modules.supervision.suppliers import building

pytestmark = pytest.mark.django_db
TODAY, DAY = NOON.date(), timedelta(days=1)
VISIT = {"begins_at": NOON + DAY, "place": "示例路1号", "purpose": "查看现场"}


@pytest.fixture
def works(world: World) -> Works:
    return Works(world)


def found(code: str, last: date, first: date = TODAY) -> list[Finding]:
    """What the rule finds in the records of these days, as it is usually set."""
    rule = rules.rules()[code]
    return rule.run(building.of_period(first, last, rule.reads), rule.usual())


def test_a_number_that_is_gone_is_missed_whenever_the_next_one_was_given(world: World) -> None:
    """R-OH-4: what waits for its seal is no gap; what is not there is one, however long ago the last one was given."""

    def decision() -> Document:
        return world.decided().documents.get(kind="decision").document  # type: ignore[no-any-return]

    def looked_at(document: Document) -> list[Finding]:
        """Forty days after the one before it."""
        Document.objects.filter(pk=document.pk).update(issued_at=NOON + 40 * DAY)
        return found("R-OH-4", TODAY + 40 * DAY, first=TODAY + 39 * DAY)

    decision()
    second = decision()
    assert found("R-OH-4", TODAY) == []
    assert looked_at(second) == []
    Document.objects.filter(pk=second.pk).update(issued_at=NOON)
    NumberSeries.objects.update(last=F("last") + 1)
    following = decision()
    (told,) = looked_at(following)
    assert (told.occurrence, told.org) == (f"numbers_missing:decisions:{following.pk}", following.org.code)
    assert told.evidence[0].value == f"{second.number} {following.number}"


def test_a_department_that_does_not_acknowledge(works: Works) -> None:
    """R-PA-1: two departments do by the day, one of them after its day, one does not."""
    stage = works.accepted()
    works.acknowledged(stage, FIRE)
    late, silent = works.task(stage, PERMIT), works.task(stage, WASTE)
    due = silent.acknowledge_due_on
    works.acknowledged(stage, PERMIT, at=NOON + (due - TODAY) + DAY)
    assert found("R-PA-1", due) == []
    told = found("R-PA-1", due + DAY)
    assert {(one.key, one.org, one.day) for one in told} == {
        (one.case.number, one.org.code, due + DAY) for one in (late, silent)
    }
    assert found("R-PA-1", due + 3 * DAY, first=due + 2 * DAY) == []


def test_a_department_that_stays_away(works: Works) -> None:
    """R-PA-2: of two that were called to a joint review one sent word."""
    stage = works.accepted()
    review = works.review(stage)
    away = ReviewSeat.objects.get(review=review, org__code="urban-management")
    actions.excuse_seat(
        ReviewSeat.objects.exclude(pk=away.pk).get(review=review),
        reason="抢险",
        by=works.world.examiner,
        at=NOON,
    )
    assert found("R-PA-2", TODAY + 2 * DAY) == []
    actions.hold_review(review, minutes="纪要", decision="同意", by=works.world.head, at=NOON + 2 * DAY)
    assert [(one.key, one.org, one.day) for one in found("R-PA-2", TODAY + 2 * DAY)] == [
        (stage.own_case.number, "urban-management", TODAY + DAY)
    ]


def test_a_department_that_would_come_alone(works: Works) -> None:
    """R-PA-3: tried beside the joint visit; a visit that was refused for its day alone breaks nothing."""
    stage, other = works.accepted("completion"), works.accepted("completion")
    actions.call_joint_visit(stage, **VISIT, by=works.world.examiner, at=NOON)
    own, wrong = (works.part(one, "fire-acceptance") for one in (stage, other))
    with pytest.raises(RuleBroken, match="应当晚于现在") as past:
        approvals.call_inspection(wrong, **VISIT | {"begins_at": NOON}, by=works.world.examiner, at=NOON)
    assert past.value.code == "rule_broken"
    assert found("R-PA-3", TODAY) == []
    with pytest.raises(Refused, match="不能另行勘验") as second:
        approvals.call_inspection(own, **VISIT, by=works.world.examiner, at=NOON)
    assert second.value.code == "second_visit"
    assert own.case is not None
    assert [(one.key, one.org, one.day) for one in found("R-PA-3", TODAY)] == [
        (own.case.number, "urban-rural-construction", TODAY)
    ]


def test_an_agent_who_asked_for_money(world: World) -> None:
    """R-OC-4: said in the follow-up of one errand; who says that nobody asked for any is not heard as one who does."""
    village = Village(world)
    for asked in (
        Asked(satisfaction=1),
        Asked(satisfaction=5, is_money_asked=True, amount=None, money_note="要了两条烟"),
    ):
        follow_up_errand(village.archived(), asked=asked, by=village.counter, at=NOON + DAY)
    told = found("R-OC-4", TODAY + DAY)
    assert [(one.org, one.day) for one in told] == [(village.point.org.code, TODAY + DAY)]
    assert found("R-OC-4", TODAY) == []
