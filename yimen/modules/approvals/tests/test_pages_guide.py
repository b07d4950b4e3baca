"""The public guide: found, filtered, read in one's own situation, taken home."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import World

GUIDE = "/approvals/guide/"
ITEM = "/approvals/guide/road-occupation/"
ROAD, TREES = "城市道路占用、挖掘许可", "砍伐、迁移城市树木许可"


def names(html: str) -> list[str]:
    return re.findall(r'class="guide-name"><a href="[^"]+">([^<]+)</a>', html)


def materials(html: str) -> list[str]:
    return [one.strip() for one in re.findall(r'class="material-name">([^<]+)<', html)]


def test_lists_every_item_that_can_be_applied_for(world: World, client: Client) -> None:
    html = client.get(GUIDE).content.decode()
    assert "共55条" in html
    assert len(names(html)) == 30
    assert (
        len(
            names(client.get(GUIDE, {"after": re.search(r"after=([^\"&]+)", html).group(1)}).content.decode())
        )
        == 25
    )


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ({"q": "挖掘"}, ROAD),
        ({"q": "csdl zy"}, ROAD),
        ({"q": "excavate"}, ROAD),
        ({"q": "建设局 道路"}, ROAD),
        ({"q": "道路", "org": "urban-rural-construction"}, ROAD),
    ],
)
def test_finds_by_words_pinyin_and_department(
    world: World, client: Client, asked: dict[str, str], first: str
) -> None:
    assert first in names(client.get(GUIDE, asked).content.decode())


def test_filters_narrow_the_list(world: World, client: Client) -> None:
    everything = names(client.get(GUIDE, {"kind": "filing"}).content.decode())
    assert everything
    assert ROAD not in everything
    offline = names(client.get(GUIDE, {"q": "驾驶证", "online": "1"}).content.decode())
    assert "机动车驾驶证初次申领" not in offline


def test_says_what_to_do_when_nothing_is_found(world: World, client: Client) -> None:
    answer = client.get(GUIDE, {"q": "没有这样的事项"})
    assert answer.status_code == 200
    assert "换一个说法" in answer.content.decode()


def test_guide_exports_what_the_filters_show(world: World, client: Client) -> None:
    answer = client.get(GUIDE, {"q": "挖掘", "format": "csv"})
    assert answer["Content-Type"].startswith("text/csv")
    assert ROAD in b"".join(answer).decode("utf-8-sig")


def test_item_answers_first(world: World, client: Client) -> None:
    html = client.get(ITEM).content.decode()
    for told in (
        "受理后8个工作日内办结",
        "法定20个工作日（行政许可法第四十二条）",
        "城市道路占用、挖掘许可证",
        "12345",
    ):
        assert told in html
    assert html.index("先看要点") < html.index("设定依据")
    assert "未经市政工程行政主管部门和公安交通管理部门批准" in html


def test_item_lists_exactly_what_follows_from_the_answers(world: World, client: Client) -> None:
    without = materials(client.get(ITEM).content.decode())
    assert without == ["城市道路占用、挖掘申请表"]
    answered = client.get(ITEM, {"applicant": "person", "filer": "self", "work": "occupy", "change": "no"})
    assert materials(answered.content.decode()) == [
        "城市道路占用、挖掘申请表",
        "居民身份证",
        "占用位置平面图",
        "占用期满清理和恢复原状方案",
    ]


def test_question_that_depends_on_another_appears_with_it(world: World, client: Client) -> None:
    assert "道路交付使用不满5年" not in client.get(ITEM).content.decode().split("要准备的材料")[0]
    assert (
        "道路交付使用不满5年" in client.get(ITEM, {"work": "dig"}).content.decode().split("要准备的材料")[0]
    )


def test_unknown_answers_are_left_out(world: World, client: Client) -> None:
    answer = client.get(ITEM, {"applicant": "king", "work": ["dig", "fly"], "nonsense": "1"})
    assert answer.status_code == 200
    assert "挖掘工程设计文件" in materials(answer.content.decode())


def test_checklist_answers_htmx_with_its_part_alone(world: World, client: Client) -> None:
    page = reverse("approvals:checklist", args=["road-occupation"])
    whole = client.get(page, {"work": "dig"}).content.decode()
    part = client.get(page, {"work": "dig"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    assert materials(part) == materials(whole)


def test_structured_data_is_true_and_cannot_break_out(world: World, client: Client) -> None:
    html = client.get(ITEM).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data = json.loads(found.group(1))
    assert (data["@type"], data["name"]) == ("GovernmentService", ROAD)
    assert data["provider"]["name"] == "沈阳市城乡建设局"


def test_download_is_a_pdf_kept_by_its_version(world: World, client: Client) -> None:
    page = reverse("approvals:item-download", args=["road-occupation"])
    answer = client.get(page)
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(page, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_unknown_item_does_not_exist(world: World, client: Client) -> None:
    assert client.get("/approvals/guide/no-such-item/").status_code == 404
    assert client.get("/approvals/guide/no-such-item/download/").status_code == 404


def test_guide_asks_few_questions(world: World, client: Client, django_assert_max_num_queries) -> None:
    client.get(GUIDE)
    with django_assert_max_num_queries(12):
        client.get(GUIDE)
    with django_assert_max_num_queries(12):
        client.get(ITEM)
