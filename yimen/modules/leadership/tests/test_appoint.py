"""登记任职、免职、更正、撤销登记."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.leadership import actions, queries
from yimen.modules.leadership.models import OfficeAssignment

from .stage import FIRST, Leaders, codes, enter, only_keepers, post, refused

pytestmark = pytest.mark.django_db
FACTS: dict[str, Any] = {
    "office": "leader", "name": "示例·甲", "since": FIRST, "order_document": "示例〔2026〕2号",
}  # fmt: skip
AMENDED: dict[str, Any] = {
    "name": "示例·乙", "since": FIRST, "order_document": "示例〔2026〕3号", "reason": "笔误",
}  # fmt: skip


def test_somebody_takes_the_office(leaders: Leaders) -> None:
    group = leaders.established()
    done = actions.appoint(group, **FACTS, by=leaders.keeper, at=NOON)
    assert recorded(done) == "示例·段宁 登记 示例·甲 自 2026-02-01 任 组长（主要领导），文件：示例〔2026〕2号"
    assert codes(group) == ["leadership.group.established", "leadership.office.filled"]
    assert [seat.is_vacant for seat in queries.seats(group, FIRST)] == [False, True, False, False]


def test_an_office_has_one_holder_at_a_time(leaders: Leaders) -> None:
    group = leaders.group()
    with refused(RuleBroken, group, "示例·石青 自 2025年1月1日 起担任此职务，请先登记免职。"):
        actions.appoint(group, **FACTS, by=leaders.keeper, at=NOON)
    holder = queries.in_office(FIRST).get(group=group, office="leader")
    actions.relieve(
        holder, until=date(2026, 1, 31), relief_document="示例〔2026〕1号", by=leaders.keeper, at=NOON
    )
    actions.appoint(group, **FACTS, by=leaders.keeper, at=NOON)
    assert queries.in_office(FIRST).get(group=group, office="leader").name == "示例·甲"
    assert queries.in_office(date(2026, 1, 31)).get(group=group, office="leader").name == "示例·石青"


def test_the_leader_is_not_the_deputy_too(leaders: Leaders) -> None:
    group = leaders.established()
    leaders.appointed(group)
    with refused(RuleBroken, group, "组长和副组长不能是同一人。"):
        actions.appoint(group, **FACTS | {"office": "deputy"}, by=leaders.keeper, at=NOON)
    actions.appoint(group, **FACTS | {"office": "head_of_office"}, by=leaders.keeper, at=NOON)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": " "}, "请填写姓名。"),
        ({"order_document": ""}, "请填写文件名称或文号。"),
        ({"office": "king"}, "请选择职务。"),
        ({"until": date(2026, 1, 1)}, "离任日期不能早于任职日期。"),
        ({"since": date(2026, 1, 31)}, "任职日期不能早于领导小组的成立日期。"),
    ],
)
def test_says_what_is_wrong(leaders: Leaders, changed: dict[str, Any], message: str) -> None:
    group = leaders.established()
    with refused(RuleBroken, group, message):
        actions.appoint(group, **FACTS | changed, by=leaders.keeper, at=NOON)


def test_nobody_outlasts_the_group(leaders: Leaders) -> None:
    group = leaders.established()
    actions.dissolve_group(group, on=date(2026, 2, 20), ending_document="示例", by=leaders.keeper, at=NOON)
    group = leaders.fresh(group)
    with refused(RuleBroken, group, "领导小组已经撤销，任职不能超过撤销日期。"):
        actions.appoint(group, **FACTS, by=leaders.keeper, at=NOON)
    assert actions.appoint(group, **FACTS, until=date(2026, 2, 20), by=leaders.keeper, at=NOON)


def test_relief_names_the_last_day_and_is_not_put_off(leaders: Leaders) -> None:
    held = leaders.appointed(leaders.established())
    facts = {"until": date(2026, 3, 31), "relief_document": "示例〔2026〕5号"}
    done = actions.relieve(held, **facts, by=leaders.keeper, at=NOON)
    assert recorded(done) == (
        "示例·段宁 登记 示例·甲 任 组长（主要领导） 至 2026-03-31，文件：示例〔2026〕5号"
    )
    with refused(RuleBroken, held, "该任职已经结束或者将更早结束。"):
        actions.relieve(held, **facts | {"until": date(2026, 4, 1)}, by=leaders.keeper, at=NOON)
    with refused(RuleBroken, held, "离任日期不能早于任职日期。"):
        actions.relieve(held, **facts | {"until": date(2026, 1, 1)}, by=leaders.keeper, at=NOON)
    assert actions.relieve(held, **facts | {"until": FIRST}, by=leaders.keeper, at=NOON)


def test_an_amendment_corrects_and_keeps_what_was_said(leaders: Leaders) -> None:
    held = leaders.appointed(leaders.established())
    done = actions.amend_assignment(held, **AMENDED, by=leaders.keeper, at=NOON)
    assert (leaders.fresh(held).name, done.before["name"]) == ("示例·乙", "示例·甲")
    with refused(RuleBroken, held, "请填写原因。"):
        actions.amend_assignment(held, **AMENDED | {"reason": ""}, by=leaders.keeper, at=NOON)


def test_an_amendment_takes_nobodys_days(leaders: Leaders) -> None:
    group = leaders.established()
    first = leaders.appointed(group, until=date(2026, 2, 10))
    second = leaders.appointed(group, name="示例·乙", since=date(2026, 2, 11))
    with refused(RuleBroken, second, "示例·甲 自 2026年2月1日 起担任此职务，请先登记免职。"):
        actions.amend_assignment(second, **AMENDED, by=leaders.keeper, at=NOON)
    assert leaders.fresh(first).until == date(2026, 2, 10)


def test_what_is_annulled_is_shown_no_more_and_frees_its_days(leaders: Leaders) -> None:
    group = leaders.established()
    held = leaders.appointed(group)
    done = actions.annul_assignment(held, reason="登记错了机关", by=leaders.keeper, at=NOON)
    assert recorded(done) == ("示例·段宁 撤销了任职登记 示例领导小组 组长（主要领导） 示例·甲：登记错了机关")
    assert not queries.history(group).exists()
    with refused(WrongState, held):
        actions.annul_assignment(held, reason="再来", by=leaders.keeper, at=NOON)
    with refused(WrongState, held):
        actions.relieve(held, until=FIRST, relief_document="示例", by=leaders.keeper, at=NOON)
    assert leaders.appointed(group)


def test_only_keepers(leaders: Leaders) -> None:
    group = leaders.established()
    held = leaders.appointed(group)
    only_keepers(leaders, group, actions.appoint, **FACTS | {"office": "deputy"})
    only_keepers(leaders, held, actions.relieve, until=FIRST, relief_document="示例")
    only_keepers(leaders, held, actions.amend_assignment, **AMENDED)
    only_keepers(leaders, held, actions.annul_assignment, reason="示例")


def test_pages_appoint_relieve_amend_and_annul(leaders: Leaders) -> None:
    group, keeper = leaders.established(), enter(leaders.keeper)
    there = reverse("leadership:appointment", args=[group.pk])
    assert 'value="deputy" selected' in keeper.get(f"{there}?office=deputy").content.decode()
    assert keeper.post(there, FACTS).status_code == 302
    assert "请先登记免职" in keeper.post(there, FACTS).content.decode()
    held = OfficeAssignment.objects.get(group=group)
    for name, data in (
        ("assignment-amendment", AMENDED),
        ("relief", {"until": "2026-02-20", "relief_document": "示例"}),
        ("annulment", {"reason": "登记错了"}),
    ):
        where = reverse(f"leadership:{name}", args=[held.pk])
        assert keeper.get(where).status_code == 200
        assert enter(leaders.officer).get(where).status_code == 404
        assert keeper.post(where, data).status_code == 302
    assert codes(group)[2:] == [
        "leadership.assignment.amended", "leadership.office.left", "leadership.assignment.annulled",
    ]  # fmt: skip


def test_endpoints_appoint_relieve_amend_and_annul(leaders: Leaders) -> None:
    group = leaders.established()
    body = FACTS | {"since": "2026-02-01"}
    made = post(leaders.keeper, f"groups/{group.pk}/appointment", **body)
    assert (made.status_code, made.json()["name"], made.json()["org"]) == (201, "示例·甲", "water")
    assert post(leaders.keeper, f"groups/{group.pk}/appointment", **body).status_code == 422
    where = f"assignments/{made.json()['id']}"
    amended = post(leaders.keeper, f"{where}/amendment", **AMENDED | {"since": "2026-02-01"})
    assert amended.json()["name"] == "示例·乙"
    left = post(leaders.keeper, f"{where}/relief", until="2026-02-20", relief_document="示例")
    assert left.json()["until"] == "2026-02-20"
    assert post(leaders.officer, f"{where}/annulment", reason="示例").status_code == 404
    assert post(leaders.keeper, f"{where}/annulment", reason="示例").json()["state"] == "annulled"
    assert post(leaders.keeper, f"{where}/annulment", reason="示例").status_code == 404
