"""公开培训: planned, the list, held, evaluated; which bodies were there."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.leadership import actions, queries
from yimen.modules.leadership.models import TrainingSession

from .stage import Leaders, codes, enter, only_keepers, post, refused

pytestmark = pytest.mark.django_db
FACTS: dict[str, Any] = {
    "kind": "expert_lecture", "topic": "公开条例讲座", "trainer": "示例·讲师", "place": "礼堂", "starts_at": NOON,
    "hours": Decimal("2.5"),
}  # fmt: skip


def test_a_training_is_planned(leaders: Leaders) -> None:
    org = leaders.org("general-office")
    done = actions.plan_training(org, **FACTS, by=leaders.keeper, at=NOON)
    assert recorded(done) == (
        "示例·段宁 安排 沈阳市人民政府办公室 的培训 公开条例讲座，2026-03-02 12:00，礼堂"
    )
    assert (done.training.state, done.training.hours) == ("planned", Decimal("2.5"))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"topic": " "}, "请填写培训主题。"),
        ({"trainer": ""}, "请填写授课人。"),
        ({"place": ""}, "请填写地点。"),
        ({"hours": Decimal(0)}, "学时应大于0，不超过80。"),
        ({"kind": "party"}, "请选择培训类型。"),
    ],
)
def test_says_what_is_wrong(leaders: Leaders, changed: dict[str, Any], message: str) -> None:
    org = leaders.org("general-office")
    with refused(RuleBroken, org, message):
        actions.plan_training(org, **FACTS | changed, by=leaders.keeper, at=NOON)


def test_only_keepers(leaders: Leaders) -> None:
    org, planned, held = leaders.org("general-office"), leaders.planned(), leaders.held()
    only_keepers(leaders, org, actions.plan_training, **FACTS)
    only_keepers(leaders, planned, actions.amend_training, **FACTS)
    only_keepers(leaders, planned, actions.cancel_training, reason="示例")
    only_keepers(leaders, planned, actions.enrol_attendees, attendees=[(org, "示例·甲")])
    only_keepers(leaders, planned, actions.strike_attendee, attendance=new_id(), reason="示例")
    only_keepers(leaders, planned, actions.hold_training, present=[])
    only_keepers(leaders, held, actions.evaluate_training, passed=[], evaluation="示例")


def test_whoever_is_on_the_list_stays_there_once(leaders: Leaders) -> None:
    training, org = leaders.enrolled(), leaders.org("market-regulation")
    assert training.attendances.count() == 3
    more = [(org, "示例·丙"), (org, "示例·丁"), (org, " 示例·丁 ")]
    done = actions.enrol_attendees(training, attendees=more, by=leaders.keeper, at=NOON)
    assert (done.count, training.attendances.count()) == (1, 4)
    with refused(RuleBroken, training, "名单上没有新的人员。"):
        actions.enrol_attendees(training, attendees=more, by=leaders.keeper, at=NOON)


def test_one_is_struck_off(leaders: Leaders) -> None:
    training = leaders.enrolled()
    row = training.attendances.get(name="示例·乙")
    facts = {"attendance": row.pk, "reason": "调离"}
    done = actions.strike_attendee(training, **facts, by=leaders.keeper, at=NOON)
    assert recorded(done) == ("示例·段宁 从培训 依申请公开实务 的名单划去 沈阳市城乡建设局 的一人：调离")
    with refused(RuleBroken, training, "名单上没有这个人。"):
        actions.strike_attendee(training, **facts, by=leaders.keeper, at=NOON)


def test_holding_notes_who_came(leaders: Leaders) -> None:
    training = leaders.held()
    assert training.state == "held"
    assert dict(training.attendances.values_list("name", "is_present")) == {
        "示例·甲": True, "示例·乙": False, "示例·丙": True,
    }  # fmt: skip
    with refused(WrongState, training):
        actions.hold_training(training, present=[], by=leaders.keeper, at=NOON)


def test_holding_refuses_what_has_not_begun_and_an_empty_room(leaders: Leaders) -> None:
    training = leaders.planned(starts_at=NOON + timedelta(hours=1))
    with refused(RuleBroken, training, "培训还没有开始，不能登记为已举办。"):
        actions.hold_training(training, present=[], by=leaders.keeper, at=NOON)
    with refused(RuleBroken, training, "请至少登记一名到场人员。"):
        actions.hold_training(training, present=[], by=leaders.keeper, at=NOON + timedelta(hours=2))


def test_evaluating_says_who_passed(leaders: Leaders) -> None:
    training = leaders.held()
    everybody = list(training.attendances.values_list("pk", flat=True))
    with refused(RuleBroken, training, "请填写评估意见。"):
        actions.evaluate_training(training, passed=everybody, evaluation="", by=leaders.keeper, at=NOON)
    facts = {"passed": everybody, "evaluation": "案例教学效果好。"}
    done = actions.evaluate_training(training, **facts, by=leaders.keeper, at=NOON)
    assert recorded(done) == "示例·段宁 评估了培训 依申请公开实务，合格 2 人"
    assert dict(training.attendances.values_list("name", "has_passed")) == {
        "示例·甲": True, "示例·乙": None, "示例·丙": True,
    }  # fmt: skip
    assert codes(training) == [
        "leadership.training.planned", "leadership.attendees.enrolled", "leadership.training.held",
        "leadership.training.evaluated",
    ]  # fmt: skip


def test_what_is_cancelled_is_over(leaders: Leaders) -> None:
    training = leaders.planned()
    actions.cancel_training(training, reason="讲师因故不能到场", by=leaders.keeper, at=NOON)
    with refused(WrongState, training):
        actions.amend_training(training, **FACTS, by=leaders.keeper, at=NOON)
    assert queries.trainings_held("city-government.", 2026) == 0


def test_coverage_shows_who_came_and_who_did_not(leaders: Leaders) -> None:
    leaders.held()
    rows = {one.org.code: one for one in queries.coverage(leaders.keeper, 2026)}
    construction, faku = rows["urban-rural-construction"], rows["county-faku"]
    assert (construction.sessions, construction.present, faku.present) == (1, 1, 0)
    assert queries.trainings_held("city-government.", 2026) == 1
    assert queries.trainings_held("city-government.", 2025) == 0
    page = enter(leaders.keeper).get(reverse("leadership:coverage", args=[2026])).content.decode()
    assert "本年有8个单位还没有人到场参训。" in page
    assert enter(leaders.officer).get(reverse("leadership:coverage", args=[2026])).status_code == 404


def test_a_body_sees_the_trainings_of_its_people_and_no_others(leaders: Leaders) -> None:
    training = leaders.held()
    page = enter(leaders.officer).get(reverse("leadership:training", args=[training.pk])).content.decode()
    assert "示例·甲" in page
    assert "示例·丙" not in page
    assert "评估培训" not in page
    other = leaders.planned(topic="另一场")
    assert enter(leaders.officer).get(reverse("leadership:training", args=[other.pk])).status_code == 404
    listed = enter(leaders.officer).get("/api/v1/leadership/trainings").json()
    assert [one["topic"] for one in listed] == ["依申请公开实务"]
    assert enter(leaders.world.resident).get("/api/v1/leadership/trainings").status_code == 404


def planned_by_page(leaders: Leaders) -> TrainingSession:
    """One that began two hours ago."""
    keeper, begun = enter(leaders.keeper), timezone.localtime() - timedelta(hours=2)
    form = FACTS | {"starts_at": f"{begun:%Y-%m-%dT%H:%M}", "org": str(leaders.org("general-office").pk)}
    assert keeper.get(reverse("leadership:plan")).status_code == 200
    assert keeper.post(reverse("leadership:plan"), form).status_code == 302
    training = TrainingSession.objects.get()
    there = reverse("leadership:training-amendment", args=[training.pk])
    assert keeper.post(there, form | {"place": "二号会议室"}).status_code == 302
    return training


def test_a_list_is_pasted_and_its_wrong_lines_are_named(leaders: Leaders) -> None:
    keeper = enter(leaders.keeper)
    there = reverse("leadership:enrolment", args=[leaders.planned().pk])
    for lines, message in (
        ("没有的单位，示例·甲\n示例", "这些行不是“单位，姓名”：2。"),
        ("没有的单位，示例·甲", "这些行的单位不认识：1。"),
        ("water,示例·甲\nwater,示例·甲", "这些行重复：2。"),
    ):
        assert message in keeper.post(there, {"attendees": lines}).content.decode()


def test_pages_go_all_the_way(leaders: Leaders) -> None:
    keeper, training = enter(leaders.keeper), planned_by_page(leaders)

    def there(name: str, *more: object) -> str:
        return reverse(f"leadership:{name}", args=[training.pk, *more])

    lines = "市城乡建设局，示例·甲\nmarket-regulation\t示例·乙\n沈阳市水务局,示例·丙"
    assert keeper.post(there("enrolment"), {"attendees": lines}).status_code == 302
    people = {one.name: str(one.pk) for one in training.attendances.all()}
    struck = there("striking", people["示例·丙"])
    assert keeper.get(struck).status_code == 200
    assert keeper.post(struck, {"reason": "出差"}).status_code == 302
    assert keeper.post(there("holding"), {"present": [people["示例·甲"]]}).status_code == 302
    facts = {"passed": [people["示例·甲"]], "evaluation": "效果好"}
    assert keeper.post(there("evaluation"), facts).status_code == 302
    assert leaders.fresh(training).state == "evaluated"
    assert "效果好" in keeper.get(there("training")).content.decode()
    assert "公开条例讲座" in keeper.get(reverse("leadership:trainings")).content.decode()


def test_page_cancels(leaders: Leaders) -> None:
    where = reverse("leadership:cancellation", args=[leaders.planned().pk])
    assert enter(leaders.officer).get(where).status_code == 404
    assert enter(leaders.keeper).post(where, {"reason": "改期"}).status_code == 302
    assert "已取消" in enter(leaders.keeper).get(reverse("leadership:trainings")).content.decode()


def test_endpoints_go_all_the_way(leaders: Leaders) -> None:
    begun = timezone.now() - timedelta(hours=2)
    body = FACTS | {"starts_at": begun.isoformat(), "hours": "2.5", "org": "general-office"}
    made = post(leaders.keeper, "trainings", **body)
    assert (made.status_code, made.json()["state"]) == (201, "planned")
    where = f"trainings/{made.json()['id']}"
    assert post(leaders.keeper, f"{where}/amendment", **body | {"place": "二楼"}).json()["place"] == "二楼"
    people = [{"org": "water", "name": "示例·甲"}, {"org": "education", "name": "示例·乙"}]
    assert (
        post(leaders.keeper, f"{where}/attendees", attendees=[{"org": "x", "name": "y"}]).status_code == 422
    )
    listed = post(leaders.keeper, f"{where}/attendees", attendees=people).json()["attendees"]
    ids = {one["name"]: one["id"] for one in listed}
    struck = post(leaders.keeper, f"{where}/attendees/{ids['示例·乙']}/striking", reason="调离")
    assert [one["name"] for one in struck.json()["attendees"]] == ["示例·甲"]
    assert post(leaders.keeper, f"{where}/holding", present=[ids["示例·甲"]]).json()["state"] == "held"
    done = post(leaders.keeper, f"{where}/evaluation", passed=[ids["示例·甲"]], evaluation="好").json()
    assert (done["state"], done["attendees"][0]["has_passed"]) == ("evaluated", True)
    assert post(leaders.keeper, f"{where}/cancellation", reason="晚了").status_code == 409
    assert post(leaders.officer, f"{where}/cancellation", reason="示例").status_code == 404
    covered = enter(leaders.keeper).get(f"/api/v1/leadership/trainings/coverage/{begun.year}").json()
    assert len(covered) == 10


def test_the_list_costs_the_same_however_long(leaders: Leaders, django_assert_num_queries: Any) -> None:
    browser, there = enter(leaders.keeper), reverse("leadership:trainings")
    leaders.planned()
    browser.get(there)
    with django_assert_num_queries(LIST_QUERIES):
        browser.get(there)
    for number in range(5):
        leaders.planned(topic=f"第{number}场")
    with django_assert_num_queries(LIST_QUERIES):
        browser.get(there)


LIST_QUERIES = 5
