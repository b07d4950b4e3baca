"""汇编: entries are cut from what is published, follow it, and leave with it; browse pages; who edits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.modules.disclosure import actions
from yimen.modules.disclosure.models import Collection, CollectionEntry, Inclusion, Publication

from .stage import Openness, enter, only, refused

pytestmark = pytest.mark.django_db
CITY_DATA = Machine("city data")
LAW = "<h2>第一章 总则</h2><p>第一条 为了示例，制定本法。</p><h2>第二章 监督</h2><p>第二条 依法监督。</p>"
CHRONICLE = "<p>3月1日 举行会议。</p><p>4月中旬 完成调研。</p>"
ANNALS = "<p>卷首语。</p><h2>第一章 建置</h2><p>建置的正文。</p><h3>第一节 沿革</h3><p>沿革的正文。</p>"


def office(stage: Openness) -> Org:
    """The body of the editor."""
    return stage.world.org("general-office")


def collection(stage: Openness, kind: str = "questions", **facts: Any) -> Collection:
    given = {
        "code": f"{kind}-one",
        "kind": kind,
        "name": "示例汇编",
        "name_en": "Example collection",
        **facts,
    }
    return stage.fresh(actions.open_collection(office(stage), **given, by=CITY_DATA, at=NOON).collection)


def included(stage: Openness, found: Collection, **content: Any) -> Inclusion:
    publication = stage.published(**content)
    done = actions.include_publication(found, publication=publication, topic="社会法", by=CITY_DATA, at=NOON)
    return stage.fresh(done.inclusion)


def texts(inclusion: Inclusion) -> list[tuple[str, str, str]]:
    return list(CollectionEntry.objects.filter(inclusion=inclusion).values_list("label", "heading", "text"))


def test_a_law_gives_questions(stage: Openness) -> None:
    inclusion = included(stage, collection(stage), title="示例法", body=LAW)
    assert texts(inclusion) == [
        ("第一条", "总则", "为了示例，制定本法。"),
        ("第二条", "监督", "依法监督。"),
    ]
    assert list(inclusion.entries.values_list("question", flat=True)) == [
        "为什么制定《示例法》？",
        "《示例法》第二条关于“监督”规定了什么？",
    ]
    assert inclusion.gathered == inclusion.publication.current


def test_a_chronicle_gives_days_and_a_volume_chapters(stage: Openness) -> None:
    days = included(stage, collection(stage, "chronicle"), title="2026年大事记", body=CHRONICLE)
    assert list(days.entries.values_list("happened_on", "is_exact", "text")) == [
        (date(2026, 3, 1), True, "举行会议。"),
        (date(2026, 4, 1), False, "完成调研。"),
    ]
    volume = included(stage, collection(stage, "annals"), title="示例市志 第一卷", body=ANNALS)
    assert list(volume.entries.values_list("heading", "depth", "text")) == [
        ("概述", 1, "卷首语。"),
        ("第一章 建置", 2, "建置的正文。"),
        ("第一节 沿革", 3, "沿革的正文。"),
    ]


def test_a_new_version_is_cut_anew(stage: Openness) -> None:
    inclusion = included(stage, collection(stage), title="示例法", body=LAW)
    stage.revised(inclusion.publication, body="<p>第一条 新的规定。</p>")
    inclusion = stage.fresh(inclusion)
    assert texts(inclusion) == [("第一条", "", "新的规定。")]
    assert inclusion.entry_count == 1


@pytest.mark.parametrize("kind", ["wrong", "secret_leak"])
def test_what_is_taken_back_leaves_words_and_all(stage: Openness, kind: str) -> None:
    found = collection(stage)
    inclusion = included(stage, found, title="示例法", body=LAW)
    address = f"/disclosure/collections/{found.code}/{inclusion.publication_id}/1/"
    assert enter(None).get(address).status_code == 200
    facts = {"kind": kind, "reason": "有误"}
    actions.retract_information(inclusion.publication, **facts, by=stage.leader, at=NOON)
    assert texts(inclusion) == []
    assert enter(None).get(address).status_code == 404
    assert (
        "示例法"
        not in enter(None).get(f"/disclosure/collections/{found.code}/?topic=社会法").content.decode()
    )


def test_only_what_is_published_is_included(stage: Openness) -> None:
    found = collection(stage)
    draft = Publication.objects.get(pk=stage.drafted().publication_id)
    with refused(RuleBroken, found, "只有已经公开的信息可以收入汇编。"):
        actions.include_publication(found, publication=draft, by=CITY_DATA, at=NOON)


def test_included_again_it_is_there_once(stage: Openness) -> None:
    found = collection(stage)
    inclusion = included(stage, found, title="示例法", body=LAW)
    actions.leave_out_publication(inclusion, by=CITY_DATA, at=NOON)
    assert texts(inclusion) == []
    with refused(RuleBroken, stage.fresh(inclusion), "已经移出汇编。"):
        actions.leave_out_publication(inclusion, by=CITY_DATA, at=NOON)
    actions.include_publication(found, publication=inclusion.publication, by=CITY_DATA, at=NOON)
    assert found.inclusions.get().entry_count == 2


@pytest.mark.parametrize(
    "facts", [{"kind": "novel"}, {"name": " "}, {"code": "questions-one"}], ids=["kind", "name", "code"]
)
def test_refuses_what_is_no_collection(stage: Openness, facts: dict[str, str]) -> None:
    collection(stage)
    with refused(RuleBroken, office(stage)):
        collection(stage, **{"code": "another", **facts})


def test_who_edits(stage: Openness) -> None:
    found = collection(stage)
    editor = stage.world.actor("editor.office")
    words = {"name": "新名", "by": editor, "at": NOON}
    assert stage.fresh(actions.amend_collection(found, **words).collection).name == "新名"
    facts = {"code": "x", "kind": "annals", "name": "志"}
    only(stage, office(stage), actions.open_collection, **facts)
    only(stage, found, actions.amend_collection, name="别名")
    only(stage, found, actions.include_publication, publication=stage.published())
    inclusion = included(stage, found, title="示例法", body=LAW, document_number="")
    only(stage, inclusion, actions.leave_out_publication)
    only(stage, inclusion, actions.gather_entries)


def test_the_public_browses(stage: Openness) -> None:
    client = enter(None)
    law, days = collection(stage), collection(stage, "chronicle")
    inclusion = included(stage, law, title="示例法", body=LAW)
    included(stage, days, title="2026年大事记", body=CHRONICLE, document_number="")
    assert "示例汇编" in client.get("/disclosure/collections/").content.decode()
    first = client.get("/disclosure/collections/questions-one/").content.decode()
    assert "示例法" in first
    volume = client.get(f"/disclosure/collections/questions-one/{inclusion.publication_id}/").content.decode()
    assert "为什么制定《示例法》？" in volume
    entry = client.get(
        f"/disclosure/collections/questions-one/{inclusion.publication_id}/2/"
    ).content.decode()
    assert "依法监督。" in entry
    assert "沈建发〔2026〕7号" in entry
    assert "第一条" in entry
    asked = client.get("/disclosure/collections/questions-one/questions/?q=监督").content.decode()
    assert "第二条" in asked
    assert "为什么制定" not in asked
    assert "2026年" in client.get("/disclosure/collections/chronicle-one/").content.decode()
    march = client.get("/disclosure/collections/chronicle-one/years/2026/?month=3").content.decode()
    assert "举行会议。" in march
    assert "完成调研。" not in march


def test_the_pages_of_editors(stage: Openness) -> None:
    client = enter(stage.world.actor("editor.office"))
    body = {"org": office(stage).pk, "code": "new-one", "kind": "questions", "name": "新汇编", "order": 1}
    assert (
        client.post("/disclosure/collections-kept/new/", body)["Location"]
        == "/disclosure/collections-kept/new-one/"
    )
    publication = stage.published(title="示例法", body=LAW)
    facts = {"index_number": publication.index_number, "topic": "社会法", "order": 1}
    assert client.post("/disclosure/collections-kept/new-one/inclusion/", facts).status_code == 302
    inclusion = Inclusion.objects.get(publication=publication)
    page = client.get("/disclosure/collections-kept/new-one/").content.decode()
    assert "示例法" in page
    client.post(f"/disclosure/inclusions/{inclusion.pk}/leaving-out/")
    assert stage.fresh(inclusion).is_left_out
    assert enter(stage.officer).get("/disclosure/collections-kept/new-one/").status_code == 404


def test_questions_cost_the_same_however_many(stage: Openness, django_assert_max_num_queries: Any) -> None:
    body = "".join(f"<p>第{one}条 规定。</p>" for one in "一二三四五六七八九")
    included(stage, collection(stage), title="示例法", body=body)
    client = enter(None)
    client.get("/disclosure/collections/questions-one/questions/")
    with django_assert_max_num_queries(4):
        client.get("/disclosure/collections/questions-one/questions/")
