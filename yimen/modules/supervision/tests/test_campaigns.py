"""专项检查: planned, begun, drawn by a lot that can be drawn again, closed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.modules.supervision import actions, sampling
from yimen.modules.supervision.models import QuestionSet, RegisterRow, Sample
from yimen.modules.supervision.queries import enquiries, populations

from .bureau import Bureau, after, fresh, only, refused

pytestmark = pytest.mark.django_db
PLAN = {"title": "示例检查", "method": "回访", "first_day": date(2026, 1, 1), "last_day": date(2026, 3, 31)}


def test_is_planned_by_the_office(bureau: Bureau) -> None:
    done = actions.plan_campaign(bureau.office, **PLAN, by=bureau.supervisor, at=NOON)
    assert recorded(done) == "示例·关心 计划了专项检查“示例检查”，期间2026-01-01至2026-03-31"
    assert (done.campaign.state, done.campaign.scope_paths) == (
        "planned",
        [bureau.office.path.split(".")[0] + "."],
    )
    only(bureau, bureau.office, actions.plan_campaign, "supervisor", "second", **PLAN)


def test_a_plan_states_what_is_right(bureau: Bureau) -> None:
    office, by = bureau.office, bureau.supervisor
    for wrong, field in (
        ({"title": " "}, "title"),
        ({"method": ""}, "method"),
        ({"last_day": date(2025, 1, 1)}, "last_day"),
    ):
        with refused(RuleBroken, office, fields=[field]):
            actions.plan_campaign(office, **{**PLAN, **wrong}, by=by, at=NOON)
    with refused(NotAllowed, bureau.unit):
        actions.plan_campaign(bureau.unit, **PLAN, by=by, at=NOON)


def test_begins_and_ends(bureau: Bureau) -> None:
    campaign = bureau.planned()
    with refused(WrongState, campaign):
        actions.draw_sample(campaign, source="cases", size=1, by=bureau.supervisor, at=NOON)
    only(bureau, campaign, actions.start_campaign, "supervisor", "second")
    actions.start_campaign(campaign, by=bureau.supervisor, at=NOON)
    campaign = fresh(campaign)
    with refused(RuleBroken, campaign, fields=["summary"]):
        actions.close_campaign(campaign, summary=" ", by=bureau.supervisor, at=NOON)
    only(bureau, campaign, actions.close_campaign, "supervisor", "second", summary="查完")
    done = actions.close_campaign(campaign, summary="发现两个单位", by=bureau.supervisor, at=NOON)
    assert recorded(done) == "示例·关心 结束了专项检查“厅外审批、厅外收费专项检查”：发现两个单位"
    with refused(WrongState, campaign):
        actions.close_campaign(campaign, summary="再结", by=bureau.supervisor, at=NOON)


def test_a_sample_can_be_drawn_again_by_anybody(bureau: Bureau) -> None:
    bureau.register(*(f"示例{number}公司" for number in range(10)))
    campaign, facts = bureau.running(), {"source": "registers", "share": Decimal(25), "seed": "甲乙丙"}
    only(bureau, campaign, actions.draw_sample, "supervisor", "second", **facts)
    frame = actions.draw_sample(campaign, **facts, by=bureau.supervisor, at=NOON).frame
    assert (frame.population_count, frame.size) == (10, 3)
    assert sampling.list_hash(frame.keys) == frame.keys_sha256
    drawn = list(frame.samples.order_by("position").values_list("key", flat=True))
    assert drawn == sampling.in_lot_order("甲乙丙", frame.keys.split("\n"))[:3]
    assert {one.org for one in frame.samples.all()} == {bureau.unit}
    other = actions.draw_sample(campaign, source="registers", size=2, by=bureau.supervisor, at=NOON)
    assert (len(other.seed), other.size) == (32, 2)
    assert recorded(other) == (
        f"示例·关心 从10人中随机抽取2人，种子{other.seed}，名单散列值{frame.keys_sha256}"
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"source": "street", "size": 1}, "source"),
        ({"source": "cases"}, "size"),
        ({"source": "cases", "size": 1, "share": Decimal(5)}, "size"),
        ({"source": "cases", "size": 0}, "size"),
        ({"source": "cases", "share": Decimal(101)}, "size"),
    ],
)
def test_a_draw_states_what_is_right(bureau: Bureau, facts: dict[str, object], field: str) -> None:
    campaign = bureau.running()
    with refused(RuleBroken, campaign, fields=[field]):
        actions.draw_sample(campaign, **facts, by=bureau.supervisor, at=NOON)


def test_nobody_is_asked_twice_within_the_months(bureau: Bureau) -> None:
    """Three in the register; one was called: for six months the list has two, and then three again."""
    sample, *_others = bureau.drawn()
    call = {"is_reached": True, "consents": False, "answers": {}}
    actions.make_call(sample, **call, by=bureau.supervisor, at=NOON)
    campaign = sample.frame.campaign

    def listed(at: object) -> int:
        since = populations.months_before(at, 6)  # type: ignore[arg-type]
        return len(populations.people(campaign, "registers", asked_since=since))

    assert (listed(after(180)), listed(after(186))) == (2, 3)


def test_an_empty_list_is_said(bureau: Bureau) -> None:
    campaign = bureau.running()
    message = "名单为空：期间内没有符合条件的人，或者都在规定的间隔内受访过。"
    with refused(RuleBroken, campaign, message):
        actions.draw_sample(campaign, source="complaints", size=1, by=bureau.supervisor, at=NOON)


def test_from_cases_and_from_complaints(bureau: Bureau, world: World) -> None:
    """The applicant whose case ended, and who complained: the same person, drawn once in each list."""
    application = world.closed()
    bureau.suspicion()
    campaign = bureau.running()
    by, at = bureau.supervisor, after(1)
    cases = actions.draw_sample(campaign, source="cases", size=9, by=by, at=at).frame
    [of_case] = cases.samples.all()
    assert (of_case.case_id, of_case.key, of_case.item_code) == (
        application.pk, application.case.number, "road-occupation"
    )  # fmt: skip
    complaints = actions.draw_sample(campaign, source="complaints", size=9, by=by, at=at).frame
    [of_complaint] = complaints.samples.all()
    assert of_complaint.respondent_key == of_case.respondent_key
    assert enquiries.samples(bureau.second).count() == 2
    assert enquiries.samples(bureau.leader).count() == 0


def test_licences_that_the_system_issued_are_no_list(bureau: Bureau, world: World) -> None:
    """Two in the register; the number of one is that of a document of this system."""
    document = world.sealed().documents.exclude(document__number="").first()
    bureau.register("示例甲公司", "示例乙公司")
    campaign = bureau.running()
    since = populations.months_before(NOON, 6)
    assert len(populations.people(campaign, "registers", asked_since=since)) == 2
    RegisterRow.objects.filter(holder="示例甲公司").update(number=document.document.number)
    [left] = populations.people(campaign, "registers", asked_since=since).values()
    assert RegisterRow.objects.get(pk=left.register_row_id).holder == "示例乙公司"


def test_questions_in_a_new_version(bureau: Bureau) -> None:
    city, first = bureau.world.org("city-government"), QuestionSet.objects.get()
    facts = {"questions": first.questions[:2], "active_from": date(2026, 3, 3)}
    only(bureau, city, actions.set_questions, "supervisor", "second", **facts)
    machine = bureau.machine("city data")
    with refused(RuleBroken, city, fields=["active_from"]):
        actions.set_questions(city, **{**facts, "active_from": date(2007, 1, 1)}, by=machine, at=NOON)
    done = actions.set_questions(city, **facts, by=machine, at=NOON)
    assert recorded(done) == "系统（城市数据） 设定了第2版问题集，自2026-03-03起使用"
    assert enquiries.question_set(date(2026, 3, 2)) == first
    assert enquiries.question_set(date(2026, 3, 3)) == done.question_set


def test_constraints_hold_without_the_act(bureau: Bureau) -> None:
    sample = bureau.drawn()[0]
    with pytest.raises(IntegrityError, match="sample_is_of_somebody"), transaction.atomic():
        Sample.objects.filter(pk=sample.pk).update(register_row=None)
