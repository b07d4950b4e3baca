"""检索订阅: saved, told once a day of what is new, dropped; each person's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tests.world import NOON, World
from yimen.kernel.audit.models import Refusal
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.kernel.search import documents as offered
from yimen.kernel.search.changes import changed
from yimen.kernel.search.documents import Document, DocumentSource
from yimen.kernel.search.keeping import keep_changes
from yimen.kernel.search.models import Change
from yimen.modules.portal import actions
from yimen.modules.portal.jobs import SETTLED, tell_of_one
from yimen.modules.portal.models import SavedSearch

pytestmark = pytest.mark.django_db
TITLES: dict[str, str] = {}


@pytest.fixture(autouse=True)
def _papers(db, settings, tmp_path, monkeypatch):  # type: ignore[no-untyped-def]
    settings.YIMEN_SEARCH = tmp_path
    Change.objects.all().delete()  # of the city: they would be taken in first
    TITLES.clear()

    def given(keys: Sequence[str] | None):  # type: ignore[no-untyped-def]
        return (Document("papers", key, TITLES[key]) for key in (keys or TITLES) if key in TITLES)

    monkeypatch.setattr(offered, "_SOURCES", {"papers": DocumentSource("papers", "文件", given)})


def put(key: str, title: str) -> None:
    TITLES[key] = title
    with transaction.atomic():
        changed("papers", key)
    keep_changes()


def save(world: World, at: datetime = NOON, **facts: object) -> SavedSearch:
    given = {"text": "供热", "chosen": {}, **facts}
    person = world.resident.person
    return actions.save_search(person, **given, by=world.resident, at=at).search  # type: ignore[arg-type]


def test_saves_it(world: World) -> None:
    done = actions.save_search(
        world.resident.person, text=" 供热 ", chosen={"year": ("2010", "2009")}, by=world.resident, at=NOON
    )
    assert recorded(done).endswith("订阅了一项检索")
    assert (done.search.text, done.search.chosen, done.search.told_until) == (
        "供热",
        {"year": ["2009", "2010"]},
        NOON,
    )
    assert done.search.shown == "供热，2009，2010"


def test_the_record_holds_no_words(world: World) -> None:
    done = actions.save_search(world.resident.person, text="我的病", chosen={}, by=world.resident, at=NOON)
    assert "病" not in str(done.data())


@pytest.mark.parametrize(
    ("facts", "message"),
    [({"text": " "}, "请先检索，再订阅。"), ({}, "您已经订阅了这项检索。")],
)
def test_refuses_nothing_and_the_same_again(world: World, facts: dict[str, str], message: str) -> None:
    save(world)
    with pytest.raises(RuleBroken, match=message):
        save(world, **facts)
    assert SavedSearch.objects.count() == 1


def test_refuses_the_twenty_first(world: World) -> None:
    for number in range(20):
        save(world, text=f"供热{number}")
    with pytest.raises(RuleBroken, match="最多订阅20项检索"):
        save(world)
    assert SavedSearch.objects.count() == 20


def test_nobody_saves_or_drops_for_others(world: World) -> None:
    search, before = save(world), Refusal.objects.count()
    with pytest.raises(NotAllowed):
        actions.save_search(world.resident.person, text="供水", chosen={}, by=world.stranger, at=NOON)
    with pytest.raises(NotAllowed):
        actions.drop_search(search, by=world.stranger, at=NOON)
    assert (SavedSearch.objects.get().dropped_at, Refusal.objects.count()) == (None, before + 2)


def test_drops_it_once(world: World) -> None:
    search = save(world)
    done = actions.drop_search(search, by=world.resident, at=NOON)
    assert recorded(done).endswith("取消了一项检索订阅")
    with pytest.raises(WrongState):
        actions.drop_search(search, by=world.resident, at=NOON)
    assert save(world).dropped_at is None


def test_tells_of_what_is_new_and_only_once(world: World) -> None:
    put("old", "供热办法")
    began = timezone.now() + timedelta(seconds=2)
    search = save(world, at=began - timedelta(seconds=1))
    assert tell_of_one(search, until=began) == 0
    SavedSearch.objects.update(told_until=began - timedelta(days=1))
    search.refresh_from_db()
    put("new", "供热通知")
    put("other", "供水通知")
    assert tell_of_one(search, until=began + timedelta(seconds=1)) == 2
    notice = Notice.objects.get(person=world.resident.person)
    assert notice.subject == "您订阅的检索“供热”有2条新内容"
    assert notice.link.endswith("/search/?q=%E4%BE%9B%E7%83%AD&sort=date")
    search.refresh_from_db()
    assert tell_of_one(search, until=began + timedelta(seconds=1)) == 0
    assert Notice.objects.filter(person=world.resident.person).count() == 1


def test_only_the_machine_tells(world: World) -> None:
    search = save(world)
    facts = {"count": 1, "until": NOON + timedelta(days=1), "at": NOON}
    with pytest.raises(NotAllowed):
        actions.tell_of_matches(search, by=world.resident, **facts)
    machine = Machine("saved searches")
    assert recorded(actions.tell_of_matches(search, by=machine, **facts)) == "检索订阅有1条新内容"
    with pytest.raises(WrongState):
        actions.tell_of_matches(search, by=machine, **facts)


def test_the_job_leaves_out_what_may_not_be_in_every_index_yet(world: World) -> None:
    save(world)
    assert timedelta(minutes=5) < SETTLED < timedelta(hours=1)


def test_pages(browser, world: World) -> None:  # type: ignore[no-untyped-def]
    put("old", "供热办法")
    client = browser("resident.one")
    assert "订阅这项检索" in client.get("/search/?q=供热").content.decode()
    assert "订阅这项检索" not in browser().get("/search/?q=供热").content.decode()
    assert "供热" in client.get("/search/saved/new/?q=供热").content.decode()
    assert client.post("/search/saved/new/?q=供热").headers["Location"] == "/search/saved/"
    assert "您已经订阅了这项检索" in client.post("/search/saved/new/?q=供热").content.decode()
    assert "供热" in client.get("/search/saved/").content.decode()
    search = SavedSearch.objects.get()
    ending = f"/search/saved/{search.pk}/ending/"
    assert browser("resident.two").get(ending).status_code == 404
    assert client.get(ending).status_code == 200
    assert client.post(ending).headers["Location"] == "/search/saved/"
    assert "还没有订阅检索" in client.get("/search/saved/").content.decode()
    assert browser().get("/search/saved/").status_code == 302


def test_endpoints(browser, world: World) -> None:  # type: ignore[no-untyped-def]
    client = browser("resident.one")
    body = {"text": "供热", "chosen": {"year": ["2010"]}}
    made = client.post("/api/v1/search/saved", body, content_type="application/json")
    assert (made.status_code, made.json()["chosen"]) == (201, {"year": ["2010"]})
    assert [one["text"] for one in client.get("/api/v1/search/saved").json()] == ["供热"]
    ending = f"/api/v1/search/saved/{made.json()['id']}/ending"
    assert browser("resident.two").post(ending, content_type="application/json").status_code == 404
    assert client.post(ending, content_type="application/json").status_code == 204
    assert client.get("/api/v1/search/saved").json() == []
