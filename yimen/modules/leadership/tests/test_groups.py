"""成立、更正、撤销领导小组."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.modules.leadership import actions
from yimen.modules.leadership.models import LeadershipGroup

from .stage import FIRST, Leaders, codes, enter, only_keepers, post, refused

pytestmark = pytest.mark.django_db
FACTS = {
    "level": "city",
    "name": "示例领导小组",
    "established_on": FIRST,
    "order_document": "示例〔2026〕1号",
}


def test_a_body_gets_its_group(leaders: Leaders) -> None:
    done = actions.establish_group(leaders.org(), **FACTS, by=leaders.keeper, at=NOON)
    assert recorded(done) == "示例·段宁 登记 沈阳市水务局 成立 示例领导小组，文件：示例〔2026〕1号"
    assert (done.group.level, done.group.ended_on) == ("city", None)
    assert codes(done.group) == ["leadership.group.established"]


def test_it_has_one_at_a_time(leaders: Leaders) -> None:
    org = leaders.org("urban-rural-construction")
    with refused(RuleBroken, org, "该机关在这段时间内已有领导小组。"):
        actions.establish_group(org, **FACTS, by=leaders.keeper, at=NOON)


def test_says_what_is_missing(leaders: Leaders) -> None:
    org = leaders.org()
    for field, message in (("name", "请填写名称。"), ("order_document", "请填写文件名称或文号。")):
        with refused(RuleBroken, org, message):
            actions.establish_group(org, **FACTS | {field: " "}, by=leaders.keeper, at=NOON)
    with refused(RuleBroken, org, "请选择层级。"):
        actions.establish_group(org, **FACTS | {"level": "village"}, by=leaders.keeper, at=NOON)


def test_only_who_supervises_openness_establishes(leaders: Leaders) -> None:
    only_keepers(leaders, leaders.org(), actions.establish_group, **FACTS)
    assert actions.establish_group(leaders.org(), **FACTS, by=leaders.world.administrator, at=NOON)


def test_a_supervisor_reaches_the_government_and_what_lies_under_it(leaders: Leaders) -> None:
    town = leaders.org("centre-heping")
    assert actions.establish_group(town, **FACTS, by=leaders.keeper, at=NOON).group.org == town


def test_dissolving_ends_the_offices_with_it(leaders: Leaders) -> None:
    group = leaders.group()
    facts = {"on": date(2026, 2, 28), "ending_document": "示例〔2026〕9号"}
    done = actions.dissolve_group(group, **facts, by=leaders.keeper, at=NOON)
    assert recorded(done) == (
        "示例·段宁 登记 沈阳市城乡建设局政务公开领导小组 撤销，最后一日 2026-02-28，文件：示例〔2026〕9号"
    )
    held = group.assignments.filter(until__gte="2026-01-01")
    assert set(held.values_list("until", "relief_document")) == {(facts["on"], facts["ending_document"])}
    assert held.count() == 3
    with refused(RuleBroken, group, "该领导小组已经撤销。"):
        actions.dissolve_group(leaders.fresh(group), **facts, by=leaders.keeper, at=NOON)
    leaders.established("urban-rural-construction", on=date(2026, 3, 1))


def test_dissolving_refuses_days_that_cannot_be(leaders: Leaders) -> None:
    group = leaders.group()
    for on in (date(2024, 12, 31), date(2026, 3, 3)):
        with refused(RuleBroken, group, "撤销日期应在成立日期和今天之间。"):
            actions.dissolve_group(group, on=on, ending_document="示例", by=leaders.keeper, at=NOON)
    leaders.appointed(group, "head_of_office", since=date(2026, 3, 1))
    with refused(RuleBroken, group, "有人在撤销日期之后才任职，请先撤销该任职登记。"):
        actions.dissolve_group(group, on=date(2026, 2, 1), ending_document="示例", by=leaders.keeper, at=NOON)


def test_only_keepers_dissolve_and_amend(leaders: Leaders) -> None:
    group = leaders.group()
    only_keepers(leaders, group, actions.dissolve_group, on=FIRST, ending_document="示例")
    facts = {"name": "示例", "level": "city", "order_document": "示例", "reason": "示例"}
    only_keepers(leaders, group, actions.amend_group, **facts)


def test_an_amendment_keeps_what_was_said_before(leaders: Leaders) -> None:
    group = leaders.group()
    before = group.name
    facts = {"name": "新名称", "level": "city", "order_document": "示例〔2025〕1号", "reason": "笔误"}
    done = actions.amend_group(group, **facts, by=leaders.keeper, at=NOON)
    assert (leaders.fresh(group).name, done.before["name"]) == ("新名称", before)
    with refused(RuleBroken, group, "请填写原因。"):
        actions.amend_group(group, **facts | {"reason": ""}, by=leaders.keeper, at=NOON)


def test_pages_establish_amend_and_dissolve(leaders: Leaders) -> None:
    keeper, there = enter(leaders.keeper), reverse("leadership:establishment")
    assert keeper.get(there).status_code == 200
    form = FACTS | {"org": str(leaders.org().pk)}
    assert keeper.post(there, form).status_code == 302
    group = LeadershipGroup.objects.get(org__code="water")
    again = keeper.post(there, form).content.decode()
    assert "该机关在这段时间内已有领导小组。" in again
    where = reverse("leadership:group-amendment", args=[group.pk])
    facts = {"name": "新名称", "level": "city", "order_document": "示例", "reason": "笔误"}
    assert keeper.get(where).status_code == 200
    assert keeper.post(where, facts).status_code == 302
    where = reverse("leadership:dissolution", args=[group.pk])
    assert keeper.get(where).status_code == 200
    assert keeper.post(where, {"on": "2026-02-10", "ending_document": "示例"}).status_code == 302
    assert codes(group) == [f"leadership.group.{one}" for one in ("established", "amended", "dissolved")]


def test_endpoints_establish_amend_and_dissolve(leaders: Leaders) -> None:
    body = FACTS | {"established_on": "2026-02-01", "org": "water"}
    made = post(leaders.keeper, "groups", **body)
    assert (made.status_code, made.json()["org_name"]) == (201, "沈阳市水务局")
    where = f"groups/{made.json()['id']}"
    facts = {"name": "新名称", "level": "city", "order_document": "示例", "reason": "笔误"}
    assert post(leaders.keeper, f"{where}/amendment", **facts).json()["name"] == "新名称"
    ended = post(leaders.keeper, f"{where}/dissolution", on="2026-02-10", ending_document="示例")
    assert ended.json()["ended_on"] == "2026-02-10"
    assert post(leaders.officer, "groups", **body).status_code == 404
    assert post(leaders.officer, f"{where}/amendment", **facts).status_code == 404
    assert post(None, "groups", **body).status_code == 401


def test_strangers_find_no_such_pages(leaders: Leaders) -> None:
    group = leaders.group()
    for person in (leaders.world.resident, leaders.officer, leaders.world.leader):
        browser = enter(person)
        assert browser.get(reverse("leadership:establishment")).status_code == 404
        for name in ("group-amendment", "dissolution", "appointment"):
            assert browser.get(reverse(f"leadership:{name}", args=[group.pk])).status_code == 404


def test_another_governments_supervisor_may_not(leaders: Leaders) -> None:
    """Who holds the post in a county reaches that county, not the city's departments."""
    from yimen.kernel.people import actions as people

    world = leaders.world
    county = leaders.org("county-faku")
    people.appoint(
        county, person=world.actor("editor.office").person, role="administrator", since=FIRST,
        by=world.administrator, at=NOON,
    )  # fmt: skip
    there = world.actor("editor.office")
    with refused(NotAllowed, leaders.group()):
        actions.dissolve_group(leaders.group(), on=FIRST, ending_document="示例", by=there, at=NOON)
    group = leaders.group("county-faku")
    assert actions.dissolve_group(group, on=FIRST, ending_document="示例", by=there, at=NOON)
