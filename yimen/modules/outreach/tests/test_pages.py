"""The public pages and lists; figures; what supervision reads; both doors of the acts of carrying."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.world import NOON
from yimen.kernel.metrics import counting, periods
from yimen.kernel.metrics.scope import WHOLE_CITY
from yimen.modules.outreach import actions, metrics, queries, rules, search, watched
from yimen.modules.outreach.example_coverage import Amounts, ExampleCoverage
from yimen.modules.outreach.models import AgencyPoint, AgencyService, Agent

from .stage import Village, codes, enter, jpeg, post

pytestmark = pytest.mark.django_db
ERRAND = "/outreach/errands/"


def test_anybody_finds_a_point_and_what_it_does(village: Village) -> None:
    nobody = enter(None)
    listed = nobody.get(reverse("outreach:points"), {"q": "示例村甲"}).content.decode()
    assert "法库镇示例村甲代理点" in listed
    assert "法库镇示例村乙代理点" not in listed
    page = nobody.get(reverse("outreach:point", args=[village.point.pk])).content.decode()
    assert "示例·田守禾" in page
    assert "代办不收任何费用" in page
    assert "最低生活保障" in page
    assert [one["name"] for one in nobody.get("/api/v1/outreach/points", {"q": "示例村甲"}).json()] == [
        "法库镇示例村甲代理点"
    ]
    assert nobody.get(f"/api/v1/outreach/points/{village.point.pk}").json()["agents"] == ["示例·田守禾"]


def test_a_street_centre_has_seven_classes_and_twenty_six_services(village: Village) -> None:
    classes = queries.classes_of("street")
    assert (len(classes), sum(len(one.offered) for one in classes)) == (7, 26)
    assert "7类26项" in enter(None).get(reverse("outreach:services")).content.decode()
    assert len(enter(None).get("/api/v1/outreach/services", {"kind": "street"}).json()) == 26
    assert AgencyService.objects.count() == 29


def test_every_community_shows_its_window_its_officer_and_its_gaps(village: Village) -> None:
    assert queries.coverage_counts() == (4, 2)
    page = enter(None).get(reverse("outreach:coverage"), {"gap": "1"}).content.decode()
    assert "黄河街道示例社区乙" in page
    assert "没有信息员" in page
    assert "黄河街道示例社区甲" not in page
    found = enter(None).get("/api/v1/outreach/coverage").json()["communities"]
    first = next(one for one in found if one["area_code"] == "210105001001")
    assert (first["window"], first["officer"], first["officer_since"]) == (
        "示例社区甲信息查询窗口", "示例·邻好", "2025-01-01",
    )  # fmt: skip


def test_carried_through_the_pages(village: Village) -> None:
    errand, agent, manager = village.requested(), enter(village.agent), enter(village.town_manager)
    there = f"{ERRAND}{errand.pk}/"
    sent = [
        agent.post(there + "mandate/", _signed()),
        agent.post(there + "acceptance/", {"materials": "身份证"}),
        agent.post(there + "forwarding/"),
        manager.post(there + "handling/", {"result": "已登记"}),
        agent.post(
            there + "delivery/", {"receiver": "某", "is_at_home": "on", "place": "3组", "proof": _photo()}
        ),
        agent.get(there + "proof/"),
        agent.get(there + "visit-proof/"),
        agent.post(there + "filing/"),
        manager.post(there + "follow-up/", {"is_reached": "on", "satisfaction": "2"}),
    ]
    for one in sent[5:7]:
        assert b"".join(one.streaming_content)[:3] == b"\xff\xd8\xff"
    assert [one.status_code for one in sent] == [302, 302, 302, 302, 302, 200, 200, 302, 302]
    assert village.fresh(errand).state == "followed_up"
    assert agent.get(there).status_code == 404
    shown = manager.get(there).content.decode()
    assert "示**民" in shown
    assert "示例村民" not in shown
    assert manager.get(there + "acceptance/").status_code == 409


def test_carried_through_the_operations(village: Village) -> None:
    errand, where = village.requested(), "errands/{}"
    there = where.format(errand.pk)
    client = enter(village.agent)
    assert client.post(f"/api/v1/outreach/{there}/mandate", _signed()).status_code == 201
    assert post(village.agent, f"{there}/acceptance", materials="身份证").status_code == 201
    assert post(village.agent, f"{there}/acceptance", materials="身份证").status_code == 409
    assert post(village.agent, f"{there}/forwarding").status_code == 201
    assert post(village.counter, f"{there}/handling", result="已登记").status_code == 201
    assert client.post(f"/api/v1/outreach/{there}/delivery", {"receiver": "某"}).status_code == 201
    assert post(village.agent, f"{there}/filing").json()["state"] == "archived"
    assert post(village.agent, f"{there}/filing").status_code == 404
    asked = {"satisfaction": 4, "is_money_asked": True, "amount": "20.00", "money_note": "辛苦费"}
    assert post(village.counter, f"{there}/follow-up", **asked).json()["state"] == "followed_up"
    found = list(watched.money_asked(NOON.date(), village.fresh(errand).follow_up.asked_on))
    assert [(one.errand_id, one.amount, one.agent_person_id) for one in found] == [
        (errand.pk, Decimal("20.00"), village.agent.person.pk)
    ]
    other = village.accepted()
    assert (
        post(
            village.town_manager, f"errands/{other.pk}/hand-over", agent_id=str(village.other.pk)
        ).status_code
        == 201
    )
    assert (
        post(village.town_agent, f"errands/{other.pk}/returning", reason="缺材料").json()["state"]
        == "returned"
    )
    third = village.accepted()
    assert (
        post(village.counter, f"errands/{third.pk}/cancellation", reason="不办了").json()["state"]
        == "cancelled"
    )
    assert codes(third)[-1] == "outreach.errand.cancelled"


def test_keeping_through_both_doors(village: Village) -> None:
    manager, serving, heir = enter(village.town_manager), village.serving, village.other
    listed = manager.get(reverse("outreach:agents")).content.decode()
    assert re.search(rf'href="{reverse("outreach:agent", args=[serving.pk])}"[^>]*>示例·田守禾<', listed)
    facts = {"region": "210124100202", "kind": "community", "name": "示例窗口", "opened_on": "2026-03-02"}
    opened = post(village.town_manager, "centres/town-centre-faku/points", **facts)
    assert opened.status_code == 201, opened.content
    point_id = opened.json()["id"]
    post_id = str(village.town_agent.posts[0].pk)
    named = {"kind": "township", "since": "2026-03-02"}
    appointed = post(village.town_manager, f"points/{point_id}/appointment", post_id=post_id, **named)
    assert appointed.status_code == 201
    ended = post(village.town_manager, f"agents/{appointed.json()['id']}/ending", reason="试用结束")
    assert ended.json()["until"] is not None
    assert post(village.town_manager, f"points/{point_id}/closing", reason="撤并").status_code == 201
    there = reverse("outreach:stand-in", args=[serving.pk])
    assert manager.post(there, {"stand_in": str(heir.pk)}).status_code == 302
    assert (
        post(village.town_manager, f"agents/{serving.pk}/stand-in", agent_id=str(heir.pk)).status_code == 201
    )
    assert (
        manager.post(reverse("outreach:agent-ending", args=[serving.pk]), {"reason": "调离"}).status_code
        == 302
    )
    assert village.fresh(serving).until is not None
    page = {"region": "210124100202", "kind": "community", "name": "示例窗口乙", "opened_on": "2026-03-02"}
    assert manager.post(reverse("outreach:point-opening", args=["town-centre-faku"]), page).status_code == 302
    for person in (village.agent, village.resident, village.officer):
        assert enter(person).get(reverse("outreach:agents")).status_code == 404


def test_advice_needs_no_mandate_and_no_name(village: Village) -> None:
    client, agency = enter(village.agent), str(village.serving.pk)
    facts = {"topic": "怎样办低保", "answer": "先填申请表"}
    assert client.post(reverse("outreach:advice"), {"agent": agency, **facts}).status_code == 302
    assert post(village.agent, "advice", agent_id=agency, **facts).status_code == 201
    assert post(village.town_agent, "advice", agent_id=agency, **facts).status_code == 404
    assert [one["topic"] for one in client.get("/api/v1/outreach/advice").json()] == ["怎样办低保"] * 2


def test_figures_by_town_point_and_month(village: Village) -> None:
    village.requested()
    errand = village.archived()
    actions.follow_up_errand(errand, asked=rules.Asked(satisfaction=1), by=village.counter, at=NOON)
    period = periods.Period(NOON.date().replace(day=1), NOON.date(), NOON.date())
    found = {one.measure.code: one.number for one in counting.read(metrics.MEASURES, period, WHOLE_CITY)}
    assert found == {
        "outreach.advice": 0, "outreach.requested": 2, "outreach.accepted": 1, "outreach.done": 1,
        "outreach.instant": 1, "outreach.at-home": 1, "outreach.followed-up": 1, "outreach.satisfied": 1,
        "outreach.done-rate": Decimal(100), "outreach.instant-rate": Decimal(100), "outreach.satisfaction": Decimal(100),
    }  # fmt: skip
    standing = counting.read([*metrics.STANDING, metrics.RECEIVED], period, WHOLE_CITY)
    assert {one.measure.code.removeprefix("outreach."): one.number for one in standing} == {
        "street-centres": 1, "service-classes": 7, "services": 26, "town-centres": 1, "village-points": 2,
        "community-windows": 2, "town-agents": 1, "village-agents": 1, "received": 2,
    }  # fmt: skip
    (services,) = [one for one in metrics.STANDING if one.code == "outreach.services"]
    by_class = counting.read_by([services], period, WHOLE_CITY, "service-class")
    assert (len(by_class), sum(one.values[0].number for one in by_class)) == (7, 26)
    before = periods.Period(date(2008, 1, 1), date(2008, 12, 31), NOON.date())
    assert [one.number for one in counting.read(metrics.STANDING[:3], before, WHOLE_CITY)] == [0, 0, 0]
    for by, label in (
        ("township", "法库镇政务服务中心"),
        ("village", "法库镇示例村甲代理点"),
        ("month", "2026年3月"),
    ):
        rows = counting.read_by(metrics.MEASURES, period, WHOLE_CITY, by)
        assert [str(one.label) for one in rows] == [label]
        days = {"from": "2026-03-01", "to": "2026-03-02", "by": by}
        sheet = enter(village.town_manager).get(reverse("outreach:figures"), {**days, "format": "csv"})
        assert (
            sheet.content.decode("utf-8-sig").splitlines()[1]
            == f"{label},0,2,1,1,1,1,1,1,100.00,100.00,100.00"
        )
    assert label in enter(village.town_manager).get(reverse("outreach:figures"), days).content.decode()
    assert enter(village.agent).get(reverse("outreach:figures")).status_code == 404


def test_the_desk_costs_few_queries(village: Village, django_assert_num_queries: Any) -> None:
    client = enter(village.agent)
    for _number in range(3):
        village.accepted()
    client.get(ERRAND)
    with django_assert_num_queries(5):
        client.get(ERRAND)


def _signed() -> dict[str, Any]:
    from datetime import timedelta

    from django.utils import timezone

    until = timezone.localdate() + timedelta(days=30)
    return {"powers": ["submit"], "valid_until": until, "signing": "thumbprint", "proof": _photo()}


def _photo() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("a.jpg", jpeg(), content_type="image/jpeg")


def test_an_example_city_has_the_coverage_that_is_asked_for(village: Village) -> None:
    before, made = queries.coverage_counts(), []
    example = ExampleCoverage(by=village.world.machine("city data"), at=NOON, progress=made.append)
    amounts = Amounts(communities=12, towns=2, points=3, town_agents=2, village_agents=5)
    for _time in range(2):  # what is there already is left alone
        example.make(amounts)
        assert queries.coverage_counts() == (before[0] + 12 + 3, before[1] + 12 + 3)
    assert Agent.objects.filter(person__login__startswith="example.").count() == 12 + 2 + 5
    assert made[-1] == "法库县"


def test_what_waits_for_whom_stands_on_the_desk(village: Village) -> None:
    """The agent, until it is sent on; then the counter of the centre; nobody else."""
    errand = village.accepted()

    def waiting() -> dict[str, int]:
        names = ("agent", "town_agent", "counter", "clerk")
        return {one: queries.count_waiting(getattr(village, one)) for one in names}

    assert waiting() == {"agent": 1, "town_agent": 0, "counter": 0, "clerk": 0}
    assert enter(village.agent).get("/api/v1/desk").json()["beside"] == [
        {"label": "等我办理的代办事项", "count": 1, "page": "/outreach/errands/?waits=1"}
    ]
    where = reverse("outreach:errand", args=[errand.pk])
    assert where in enter(village.agent).get("/outreach/errands/?waits=1").content.decode()
    actions.forward_errand(errand, by=village.agent, at=NOON)
    assert waiting() == {"agent": 0, "town_agent": 0, "counter": 1, "clerk": 0}
    assert where not in enter(village.agent).get("/outreach/errands/?waits=1").content.decode()


def test_the_search_finds_points_that_are_open(village: Village) -> None:
    found = {one.key: one for one in search.POINTS.documents(None)}
    point = AgencyPoint.objects.select_related("region__parent", "org").get(name="法库镇示例村乙代理点")
    told = found[str(point.pk)]
    assert (told.title, told.href) == (point.name, reverse("outreach:point", args=[point.pk]))
    assert point.region.parent.name in told.body
    actions.close_point(point, reason="并村", by=village.town_manager, at=timezone.now())
    assert list(search.POINTS.documents([str(point.pk)])) == []
