"""组织领导图, one group, the register: public, by date, without telephones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tests.world import NOON
from yimen.modules.leadership import actions, queries

from .stage import FIRST, Leaders, enter

pytestmark = pytest.mark.django_db
CHART_QUERIES = 2
REGISTER_QUERIES = 1


def read(address: str, **asked: str) -> str:
    return enter(None).get(address, asked).content.decode()


def test_the_chart_shows_three_levels_to_everybody(leaders: Leaders) -> None:
    floors = queries.chart(NOON.date())
    assert [(str(one.level), len(one.lines)) for one in floors] == [("city", 4), ("district", 4)]
    below = {line.group.org.code: [one.group.org.code for one in line.below] for line in floors[1].lines}
    assert below == {
        "county-faku": ["township-faku"], "county-kangping": ["township-kangping"], "county-liaozhong": [],
        "county-xinmin": [],
    }  # fmt: skip
    text = read(reverse("leadership:chart"))
    for words in ("示例·石青", "法库镇人民政府", "空缺", "组长（主要领导）"):
        assert words in text
    assert "12345" not in text
    assert "成立领导小组" not in text
    assert "成立领导小组" in enter(leaders.keeper).get(reverse("leadership:chart")).content.decode()


def test_the_chart_of_a_day(leaders: Leaders) -> None:
    assert "示例·顾言" in read(reverse("leadership:chart"), on="2025-06-30")
    assert "示例·陶然" not in read(reverse("leadership:chart"), on="2025-06-30")
    assert "示例·陶然" in read(reverse("leadership:chart"), on="2025-07-01")
    assert "没有符合条件的领导小组" in read(reverse("leadership:chart"), on="2024-12-31")
    assert enter(None).get(reverse("leadership:chart"), {"on": "2025-99-99"}).status_code == 200


def test_the_chart_is_searched_by_body_and_by_name(leaders: Leaders) -> None:
    text = read(reverse("leadership:chart"), q="示例·石青")
    assert "沈阳市城乡建设局" in text
    assert "市场监督管理局" not in text
    text = read(reverse("leadership:chart"), level="township")
    assert "法库镇人民政府" in text
    assert "法库县人民政府" not in text
    assert read(reverse("leadership:chart"), q="\x00<script>", level="'") != ""


def test_one_group_shows_its_history_and_its_gaps(leaders: Leaders) -> None:
    group = leaders.group()
    text = read(reverse("leadership:group", args=[group.pk]))
    assert "示例·顾言" in text
    assert "2025年6月30日" in text
    assert "登记任职" not in text
    empty = leaders.group("county-kangping")
    text = enter(leaders.keeper).get(reverse("leadership:group", args=[empty.pk])).content.decode()
    assert "空缺时段" in text
    assert "登记任职" in text
    one = enter(None).get(f"/api/v1/leadership/groups/{group.pk}", {"on": "2025-06-30"}).json()
    assert {seat["name"] for seat in one["in_office"]} == {"示例·石青", "示例·顾言", "示例·林舟"}
    past = enter(None).get(f"/api/v1/leadership/groups/{group.pk}/assignments").json()
    assert [(row["name"], row["until"]) for row in past if row["office"] == "deputy"] == [
        ("示例·陶然", None), ("示例·顾言", "2025-06-30"),
    ]  # fmt: skip


def test_the_api_reads_the_chart(leaders: Leaders) -> None:
    rows = enter(None).get("/api/v1/leadership/groups", {"on": "2026-03-02"}).json()
    assert len(rows) == 10
    assert {row["level"] for row in rows} == {"city", "district", "township"}
    assert len(enter(None).get("/api/v1/leadership/groups", {"level": "township"}).json()) == 2


def test_the_register_tells_who_was_in_office_on_a_day(leaders: Leaders) -> None:
    asked = {"held_from": "2025-06-30", "held_to": "2025-06-30", "office": "deputy", "q": "城乡建设局"}
    text = read(reverse("leadership:assignments"), **asked)
    assert "示例·顾言" in text
    assert "示例·陶然" not in text
    sheet = enter(None).get(reverse("leadership:assignments"), asked | {"format": "csv"})
    lines = b"".join(sheet.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 2
    assert "示例·顾言" in lines[1]


def test_what_was_annulled_is_nowhere(leaders: Leaders) -> None:
    group = leaders.established()
    held = leaders.appointed(group, name="示例·错录")
    actions.annul_assignment(held, reason="登记错了", by=leaders.keeper, at=NOON)
    here = f"/api/v1/leadership/groups/{group.pk}"
    for address in (
        reverse("leadership:chart"), reverse("leadership:group", args=[group.pk]),
        reverse("leadership:assignments"), here, f"{here}/assignments",
    ):  # fmt: skip
        assert "示例·错录" not in enter(leaders.keeper).get(address).content.decode()


def test_english_names(leaders: Leaders) -> None:
    text = enter(None).get(reverse("leadership:chart"), headers={"Accept-Language": "en"}).content.decode()
    assert "Shi Qing (example)" in text
    assert "Deputy Town Mayor" in text


def test_the_pages_cost_the_same_however_many_lead(leaders: Leaders, django_assert_num_queries: Any) -> None:
    browser, addresses = enter(None), (reverse("leadership:chart"), reverse("leadership:assignments"))
    counts = dict(zip(addresses, (CHART_QUERIES, REGISTER_QUERIES), strict=True))
    for address in addresses:
        browser.get(address)
        with django_assert_num_queries(counts[address]):
            browser.get(address)
    for code in ("water", "education", "finance"):
        leaders.appointed(leaders.established(code), since=FIRST, until=date(2026, 12, 31))
    for address in addresses:
        with django_assert_num_queries(counts[address]):
            browser.get(address)
