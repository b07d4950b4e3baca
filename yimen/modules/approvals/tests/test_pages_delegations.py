"""权力下放 in pages and API: the public list, where one goes, drafting and publishing by two persons."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.trials import standing
from tests.world import FOUR_ONES, World
from yimen.kernel.audit.models import Entry
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.words import cn_date
from yimen.modules.approvals import actions, routing
from yimen.modules.approvals.models import Application, DelegationGrant

from .pages import enter, filled, text
from .test_delegation import COUNTIES, drafted, receivers

pytestmark = pytest.mark.django_db


def in_force(world: World, *codes: str, **facts: object) -> DelegationGrant:
    """A decision published now, for today."""
    loader, now = world.machine("city data"), timezone.now()
    given = {
        "kind": "devolved",
        "title": "赋予市级经济管理权限",
        "instrument_no": "沈政发〔2008〕21号",
    } | facts
    grant = actions.draft_delegation(
        world.org(), items=[world.item()], receivers=receivers(*codes), starts_on=timezone.localdate(), by=loader, at=now, **given
    ).grant  # fmt: skip
    done = actions.publish_delegation(grant, published_on=timezone.localdate(), by=loader, at=now).grant
    routing.forget()
    return done


def test_the_public_reads_what_is_published_and_no_draft(world: World) -> None:
    in_force(world)
    draft = actions.draft_delegation(
        world.org(), kind="devolved", title="草案", instrument_no="x", items=[world.item()],
        receivers=receivers("county-faku"), starts_on=timezone.localdate(), by=world.machine("city data"), at=timezone.now(),
    ).grant  # fmt: skip
    page = text(Client().get(reverse("approvals:delegations")))
    assert page.count("沈政发〔2008〕21号") == 4
    assert "草案" not in page
    assert Client().get(reverse("approvals:delegation", args=[draft.pk])).status_code == 404
    editor = enter(world.actor("editor.construction"))
    assert editor.get(reverse("approvals:delegation", args=[draft.pk])).status_code == 200
    assert enter(world.actor("editor.market")).get(
        reverse("approvals:delegation", args=[draft.pk])
    ).status_code == 404  # fmt: skip


def test_the_list_is_filtered_exported_and_costs_the_same(
    world: World, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    in_force(world)
    address = reverse("approvals:delegations")
    with django_assert_max_num_queries(6):
        found = text(Client().get(address, {"place": COUNTIES["county-faku"]}))
    assert found.count("沈政发〔2008〕21号") == 1
    exported = Client().get(address, {"format": "csv"})
    lines = b"".join(exported).decode("utf-8-sig").strip().splitlines()  # type: ignore[arg-type]
    assert len(lines) == 5


def test_the_guide_and_the_question_name_one_body(world: World) -> None:
    in_force(world)
    guide = text(Client().get(reverse("approvals:item", args=[FOUR_ONES])))
    assert "在哪里办" in guide
    assert "康平县人民政府" in guide
    where = reverse("approvals:whereabouts", args=[FOUR_ONES])
    assert "请向新民市人民政府申请" in text(Client().get(where, {"place": COUNTIES["county-xinmin"]}))
    assert f"请向{world.org().name}申请" in text(Client().get(where, {"place": "210102000000"}))
    answer = Client().get(
        f"/api/v1/approvals/items/{FOUR_ONES}/competent-body", {"place": COUNTIES["county-faku"]}
    )
    assert (answer.status_code, answer.json()["org"]) == (200, "county-faku")


def test_whoever_begins_is_told_where_to_go(world: World) -> None:
    in_force(world)
    client, start = enter(world.resident), reverse("approvals:start", args=[FOUR_ONES])
    assert 'name="place"' in text(client.get(start))
    elsewhere = client.post(start, {"place": COUNTIES["county-xinmin"], "once": ""})
    assert "请向新民市人民政府申请" in text(elsewhere)
    assert not Application.objects.exists()
    here = client.post(start, {"place": "210102000000"})
    assert here.status_code == 302
    assert Application.objects.get().place_id == "210102000000"
    refused = client.post(
        "/api/v1/approvals/applications",
        {"item": FOUR_ONES, "place": COUNTIES["county-xinmin"]},
        content_type="application/json",
    )
    assert (refused.status_code, refused.json()["fields"]) == (422, {"place": "请向新民市人民政府申请"})


def test_an_editor_drafts_and_the_approver_publishes(world: World) -> None:
    editor, approver = enter(world.actor("editor.construction")), enter(world.actor("approver.catalogue"))
    assert enter(world.clerk).get(reverse("approvals:delegation-draft")).status_code == 404
    fields = {
        "kind": "entrusted",
        "title": "委托办理占道许可",
        "instrument_no": "沈城建发〔2026〕5号",
        "items": [str(world.item().pk)],
        "receivers": [str(Org.objects.get(code="county-faku").pk)],
        "starts_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
    }
    sent = editor.post(reverse("approvals:delegation-draft"), fields)
    grant = DelegationGrant.objects.get()
    assert (sent.status_code, grant.state) == (302, "draft")
    there = reverse("approvals:delegation-publication", args=[grant.pk])
    assert editor.get(there).status_code == 404
    assert "向社会公告" in text(approver.post(there, {"published_on": ""}))
    assert approver.post(there, {"published_on": timezone.localdate().isoformat()}).status_code == 302
    grant.refresh_from_db()
    assert (grant.state, grant.published_on) == ("published", timezone.localdate())
    page = text(enter(world.head).get(reverse("approvals:delegation", args=[grant.pk])))
    assert "受委托机关以委托机关的名义决定" in page
    points = reverse("approvals:hand-over-point", args=[grant.pk])
    assert enter(world.head).post(points, {"point": "seals", "note": "已移交"}).status_code == 302
    end = reverse("approvals:delegation-end", args=[grant.pk])
    assert (
        approver.post(
            end, {"ends_on": timezone.localdate().isoformat(), "instrument_no": "沈政发〔2026〕9号"}
        ).status_code
        == 302
    )
    assert "沈政发〔2026〕9号" in text(Client().get(reverse("approvals:delegation", args=[grant.pk])))
    grant.refresh_from_db()
    assert (grant.state, list(grant.checklist)) == ("ended", ["seals"])


def test_a_draft_is_amended_until_somebody_publishes_it(world: World) -> None:
    """A first day that has passed, a wrong number or body: the draft is mended, and its lines say what it says."""
    editor, approver = enter(world.actor("editor.construction")), enter(world.actor("approver.catalogue"))
    draft = drafted(world, at=timezone.now(), starts_on=timezone.localdate() - timedelta(days=3))
    there = reverse("approvals:delegation-amendment", args=[draft.pk])
    shown = reverse("approvals:delegation", args=[draft.pk])
    assert there in text(editor.get(shown))
    assert [enter(who).get(there).status_code for who in (world.head, world.actor("editor.market"))] == [
        404
    ] * 2
    form = filled(text(editor.get(there)))
    assert (form["title"], len(form["receivers"])) == (draft.title, 4)
    assert "施行日期已经过去" in text(editor.post(there, form))
    county = str(Org.objects.get(code="county-faku").pk)
    changed = form | {
        "starts_on": timezone.localdate().isoformat(),
        "receivers": county,
        "amount_below": "1000",
        "title_en": "Decision on economic powers",
    }
    assert editor.post(there, changed).status_code == 302
    draft.refresh_from_db()
    assert (draft.starts_on, draft.lines.get().amount_below) == (timezone.localdate(), 1000)
    told = Entry.objects.filter(code="approvals.delegation.amended").get()
    assert str(draft.pk) == told.subject_id
    publication = reverse("approvals:delegation-publication", args=[draft.pk])
    assert approver.post(publication, {"published_on": ""}).status_code == 302
    reader = Client()
    reader.cookies["django_language"] = "en"
    assert "Decision on economic powers" in text(reader.get(shown))
    before = standing(draft)
    assert "没有办成" in text(editor.post(there, changed))
    assert standing(draft) == before


def test_an_editor_of_several_bodies_drafts_for_each(world: World) -> None:
    editor = enter(world.actor("editor.joint"))
    page = text(editor.get(reverse("approvals:delegation-draft")))
    assert "?org=civil-affairs" in page
    chosen = text(editor.get(reverse("approvals:delegation-draft"), {"org": "civil-affairs"}))
    assert "社会团体" in chosen


def test_what_is_offered_is_named_in_the_readers_language(world: World) -> None:
    editor = enter(world.actor("editor.construction"))
    editor.cookies["django_language"] = "en"
    page = text(editor.get(reverse("approvals:delegation-draft")))
    assert "Permit to occupy or excavate a city road" in page
    assert "Faku County" in page


def test_the_api_drafts_publishes_confirms_and_ends(world: World) -> None:
    editor, approver, head = (
        enter(world.actor("editor.construction")),
        enter(world.actor("approver.catalogue")),
        enter(world.head),
    )
    base = "/api/v1/approvals/delegations"
    body = {
        "org": "urban-rural-construction",
        "kind": "devolved",
        "title": "下放",
        "title_en": "Delegation of a permit",
        "instrument_no": "沈政发〔2026〕1号",
        "items": [FOUR_ONES],
        "receivers": ["county-xinmin"],
        "starts_on": timezone.localdate().isoformat(),
        "amount_below": "1000000.00",
    }
    made = editor.post(base, body, content_type="application/json")
    assert made.status_code == 201, made.content
    here = f"{base}/{made.json()['id']}"
    amended = editor.post(f"{here}/amendment", body | {"title": "下放许可"}, content_type="application/json")
    assert (amended.status_code, amended.json()["title"]) == (201, "下放许可")
    assert amended.json()["title_en"] == "Delegation of a permit"
    assert head.post(f"{here}/amendment", body, content_type="application/json").status_code == 403
    assert editor.post(f"{here}/publication", {}, content_type="application/json").status_code == 403
    published = approver.post(f"{here}/publication", {}, content_type="application/json")
    assert (published.status_code, published.json()["state"]) == (201, "in_force")
    assert approver.post(f"{here}/publication", {}, content_type="application/json").status_code == 409
    point = head.post(f"{here}/points", {"point": "data", "note": "x"}, content_type="application/json")
    assert list(point.json()["checklist"]) == ["data"]
    ended = approver.post(
        f"{here}/ending",
        {"ends_on": timezone.localdate().isoformat(), "instrument_no": "x"},
        content_type="application/json",
    )
    assert (ended.status_code, ended.json()["state"]) == (201, "ended")
    assert len(Client().get(base).json()) == 1


def test_an_end_to_come_says_from_when_and_who_takes_in_then(world: World) -> None:
    grant = in_force(world, "county-xinmin")
    last, lead = timezone.localdate() + timedelta(days=30), enter(world.actor("approver.catalogue"))
    facts = {"ends_on": last.isoformat(), "instrument_no": "示例〔2026〕9号"}
    done = lead.post(reverse("approvals:delegation-end", args=[grant.pk]), facts, follow=True)
    assert f"已登记终止，自{cn_date(last)}起由沈阳市城乡建设局受理。" in text(done)
    page = text(Client().get(reverse("approvals:delegation", args=[grant.pk])))
    assert f"施行中，将于{cn_date(last)}终止" in page
    assert f"自{cn_date(last)}起由沈阳市城乡建设局受理；此前收到的申请，仍由承接机关办完。" in page
    assert f"将于{cn_date(last)}终止" in text(Client().get(reverse("approvals:delegations")))
