"""事项目录: who reads it, what it shows, every act by its page, and nothing for those who hold no post of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.world import NOON, World
from yimen.modules.approvals.models import ItemVersion
from yimen.modules.approvals.particulars import bases_of, particulars_of

pytestmark = pytest.mark.django_db
ROOT = "/approvals/catalogue/"
FIRST = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def browser(person: Any) -> Client:
    client = Client()
    client.force_login(person.person)
    return client


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def at(version: ItemVersion, act: str = "") -> str:
    return f"{ROOT}versions/{version.pk}/{act}"


def test_the_list_shows_what_the_post_reaches(world: World) -> None:
    shown = text(browser(world.editor).get(ROOT))
    assert "城市道路占用、挖掘许可" in shown
    assert "药品零售" not in shown
    everything = text(browser(world.approver).get(ROOT + "?q=药品"))
    assert "药品" in everything


def test_the_list_is_filtered_and_exported(world: World) -> None:
    draft = world.copied(FIRST)
    client = browser(world.editor)
    assert draft.item.name in text(client.get(ROOT + "?state=draft"))
    assert draft.item.name not in text(client.get(ROOT + "?state=suspended"))
    assert draft.item.name in text(client.get(ROOT + "?hall=1"))
    assert draft.item.name not in text(client.get(ROOT + "?lapsing=1"))
    answer = client.get(ROOT + "?format=csv")
    assert draft.item.name in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_the_list_costs_the_same_for_any_length(world: World, django_assert_max_num_queries: Any) -> None:
    client = browser(world.approver)
    client.get(ROOT)
    with django_assert_max_num_queries(12):
        client.get(ROOT)


def test_nothing_for_those_without_a_post(world: World) -> None:
    version = world.version()
    pages = ["", f"items/{world.item().code}/", "bases/", "basic/", "codes/", f"versions/{version.pk}/"]
    for person in (world.resident, world.clerk, world.examiner):
        assert [browser(person).get(ROOT + page).status_code for page in pages] == [404] * len(pages)
    stranger = world.actor("editor.market")
    assert browser(stranger).get(at(version)).status_code == 404


def test_every_page_opens(world: World) -> None:
    version = world.reviewed(world.copied(FIRST))
    client = browser(world.approver)
    for page in ("", "bases/", "basic/", "codes/", f"items/{version.item.code}/", "basic/addition/"):
        text(client.get(ROOT + page))
    for act in ("", "checklist/", "return/", "publication/", f"comparison/{world.version().pk}/"):
        text(client.get(at(version, act)))
    for act in ("suspension/", "cancellation/"):
        text(client.get(at(world.version(), act)))
    text(browser(world.editor).get(at(world.version(), "copy/")))


def test_an_editor_copies_and_amends(world: World) -> None:
    client = browser(world.editor)
    answer = client.post(at(world.version(), "copy/"), {"effective_from": "2026-06-01"})
    draft = ItemVersion.objects.get(state="draft")
    assert answer["Location"] == at(draft, "amendment/")
    form = fields_of(client.get(at(draft, "amendment/")))
    before = draft.content
    assert client.post(at(draft, "amendment/"), form).status_code == 302
    draft.refresh_from_db()
    assert draft.body.materials == world.version().body.materials
    assert draft.body.conditions == world.version().body.conditions
    assert [str(one) for one in bases_of(draft)] == [str(one) for one in draft.item.legal_bases.all()]
    form |= {
        "promised_days": "5",
        "visits": "1",
        "reach": "city",
        "faq-0-question": "要几份？",
        "faq-0-answer": "一份。",
        "intermediaries-0-name": "检测",
        "intermediaries-0-basis": "城市道路管理条例第三十三条",
        "bases-4-instrument": "行政许可法",
        "bases-4-article": "第十二条",
        "bases-4-effective_from": "2004-07-01",
    }
    assert client.post(at(draft, "amendment/"), form).status_code == 302
    draft.refresh_from_db()
    found = particulars_of(ItemVersion.objects.get(pk=draft.pk))
    assert (draft.promised_days, found.visits, found.reach_label) == (5, 1, "全市通办")
    assert (found.faq[0].question, found.intermediaries[0].name) == ("要几份？", "检测")
    assert len(bases_of(ItemVersion.objects.get(pk=draft.pk))) == 5
    assert draft.content["materials"] == before["materials"]


def test_the_editor_shows_every_error_at_once(world: World) -> None:
    draft = world.copied(FIRST)
    client = browser(world.editor)
    form = fields_of(client.get(at(draft, "amendment/")))
    shown = text(client.post(at(draft, "amendment/"), form | {"promised_days": "99"}))
    assert "长于法定时限" in shown
    shown = text(client.post(at(draft, "amendment/"), form | {"result_name": "", "visits": "x"}))
    assert shown.count("field-wrong") == 2


def test_a_version_goes_its_whole_way_by_pages(world: World) -> None:
    draft = world.copied(date(2026, 3, 2))
    agreed = {"stance": "agree", "text": ""}
    steps: list[tuple[Any, str, dict[str, str], str]] = [
        (world.head, "review/", {}, "in_review"),
        (world.approver, "return/", {"reason": "请补充"}, "draft"),
        (world.head, "review/", {}, "in_review"),
        (world.lawyer, "legal-opinion/", agreed, "in_review"),
        (world.pricer, "pricing-opinion/", agreed, "in_review"),
        (world.approver, "publication/", {"instrument_no": "示例〔2026〕2号", "effective_from": "2026-03-02"}, "in_force"),
        (
            world.approver,
            "suspension/",
            {"instrument_no": "示例〔2026〕5号", "from_on": "2026-03-02", "to_on": "2026-04-01", "notice": "停"},
            "suspended",
        ),
        (world.approver, "resumption/", {}, "in_force"),
        (world.approver, "cancellation/", {"instrument_no": "示例〔2026〕9号", "on": "2026-03-02"}, "cancelled"),
    ]  # fmt: skip
    for person, act, sent, state in steps:
        assert browser(person).get(at(draft, act)).status_code == 200, act
        assert browser(person).post(at(draft, act), sent).status_code == 302, act
        draft.refresh_from_db()
        assert (act, draft.state) == (act, state)
    shown = text(browser(world.approver).get(f"{ROOT}items/{draft.item.code}/"))
    assert "此事项已经取消" in shown
    assert "暂停记录" in shown


def test_a_new_item_gets_its_first_draft(world: World) -> None:
    client = browser(world.editor)
    sent = {
        "org": str(world.org().pk), "code": "new-item", "name": "示例事项", "kind": "licence", "audiences": ["person"],
        "instrument": "行政许可法", "article": "第十二条",
    }  # fmt: skip
    assert client.post(ROOT + "items/", sent)["Location"] == f"{ROOT}items/new-item/"
    answer = client.post(f"{ROOT}items/new-item/first-draft/", {"effective_from": "2026-06-01"})
    draft = ItemVersion.objects.get(item__code="new-item")
    assert answer["Location"] == at(draft, "amendment/")
    codes = {"official_code": "210100-01", "code_scheme": "gb-basic", "body_nature": "1"}
    shown = text(client.post(f"{ROOT}items/new-item/codes/", codes))
    assert "不符合编码规则" in shown
    assert client.post(f"{ROOT}items/new-item/codes/", codes | {"code_scheme": "local"}).status_code == 302
    draft.item.refresh_from_db()
    assert draft.item.official_code == "210100-01"


def test_the_basic_catalogue(world: World) -> None:
    client = browser(world.approver)
    sent = {
        "basic_code": "000117001000", "code_scheme": "national-basic", "name": "道路占用许可", "item_type": "01",
        "level": "3", "valid_from": "2026-01-01",
    }  # fmt: skip
    assert client.post(ROOT + "basic/addition/", sent).status_code == 302
    shown = text(client.get(ROOT + "basic/"))
    assert "000117001000" in shown
    basic = world.basic("000117001000")
    answer = client.post(f"{ROOT}basic/{basic.pk}/", sent | {"valid_to": "2025-12-01"})
    assert "应当在生效日期之后" in text(answer)
    assert client.post(f"{ROOT}basic/{basic.pk}/", sent | {"valid_to": "2027-01-01"}).status_code == 302
    assert browser(world.editor).get(ROOT + "basic/addition/").status_code == 404


def test_bases_that_lapse_are_listed_with_what_follows(world: World) -> None:
    basis = world.item().legal_bases.all()[0]
    client = browser(world.editor)
    assert (
        basis.instrument not in text(client.get(ROOT + "bases/?q=" + basis.instrument)).split("</form>")[-1]
    )
    world.item().legal_bases.update(effective_to=date(2026, 5, 1))
    shown = text(client.get(ROOT + "bases/"))
    assert "届时没有现行依据" in shown
    world.item().legal_bases.filter(position=1).update(effective_to=None)
    shown = text(client.get(ROOT + "bases/"))
    assert "还有其他现行依据" in shown
    assert world.item().name in text(client.get(ROOT + "?lapsing=1"))


def fields_of(response: Any) -> dict[str, str]:
    """What the browser would send of the form on the page."""
    from .pages import filled

    return filled(text(response))
