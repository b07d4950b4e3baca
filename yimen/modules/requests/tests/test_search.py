"""检索: a request is found by number and subject by those who may see it; for everybody else it is not there, on no path."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.world import NOON
from yimen.kernel.base.actor import Actor, Public
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.search.answering import Wish, answer
from yimen.kernel.search.audience import audience_of
from yimen.kernel.search.keeping import keep_changes
from yimen.modules.requests import actions, queries
from yimen.modules.requests.models import InformationRequest
from yimen.modules.requests.search import OUTCOMES, REQUESTS

from .stage import ASKED, OTHERS, STAFF, Desk, client_of, fresh

pytestmark = pytest.mark.django_db
WORDS = "独一无二的养护记录"
PATHS = ("/search/?q={}", "/search/suggestions/?q={}", "/search/feed.atom?q={}", "/api/v1/search?q={}",
         "/api/v1/search/suggestions?q={}", "/search/?f-source=requests&q={}")  # fmt: skip


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path: Path) -> None:
    settings.YIMEN_SEARCH = tmp_path


def made(desk: Desk) -> Mapping[str, InformationRequest]:
    """A request in every state that matters for who sees it."""
    withdrawn, discarded = desk.submitted(), desk.draft()
    actions.withdraw_request(withdrawn, reason="不再需要", by=desk.resident, at=NOON)
    actions.discard_request(discarded, by=desk.resident, at=NOON)
    return {
        "draft": desk.draft(),
        "discarded": fresh(discarded),
        "submitted": desk.submitted(),
        "received": desk.received(),
        "served": desk.served(),
        "withdrawn": fresh(withdrawn),
    }


def cast(desk: Desk) -> Mapping[str, Actor]:
    return {name: getattr(desk, name) for name in (*STAFF, *OTHERS)}


def test_is_found_by_exactly_those_who_see_it_in_lists(desk: Desk) -> None:
    requests = made(desk)
    documents = {one.key: one for one in REQUESTS.documents([str(one.pk) for one in requests.values()])}
    for state, request in requests.items():
        document = documents.get(str(request.pk))
        assert (state, document is not None) == (state, state not in ("draft", "discarded"))
        if document is None:
            continue
        assert request.applicant_name not in repr(document)
        for who, actor in cast(desk).items():
            sees = queries.requests(actor).filter(pk=request.pk).exists()
            finds = bool(audience_of(actor) & set(document.audience))
            assert (state, who, finds) == (state, who, sees)
    seeing = {who for who, one in cast(desk).items() if queries.requests(one).filter(pk=request.pk).exists()}
    assert seeing == {"resident", "officer", "disclosure_head", "leader", "keeper", "openness"}


def test_no_path_of_the_search_shows_it_to_others(desk: Desk) -> None:
    request = desk.received({**ASKED, "name": WORDS})
    draft = desk.draft({**ASKED, "name": f"{WORDS}草稿"})
    while keep_changes():
        pass
    address = f"/requests/{request.pk}/"
    for who, actor in cast(desk).items():
        client = client_of(actor) if isinstance(actor, PersonActor) else Client()
        sees = who in ("resident", *STAFF)
        for path in PATHS:
            for words in (WORDS, request.register_number):
                shown = client.get(path.format(words)).content.decode()
                assert str(draft.pk) not in shown
                is_list = "feed" not in path and ("suggestions" not in path or words == WORDS)
                assert (who, path, words, address in shown) == (who, path, words, sees and is_list)


def test_is_found_by_number_in_any_spelling_and_by_subject(desk: Desk) -> None:
    request = desk.received({**ASKED, "name": WORDS, "description": "含桥梁"})
    while keep_changes():
        pass
    number = request.register_number
    for words in (number, number.replace("〔", "[").replace("〕", "]"), "独一无二 桥梁"):
        found = answer(desk.officer, Wish(words), on=NOON.date())
        assert [(one.key, one.name) for one in found.hits if one.source == "requests"] == [
            (str(request.pk), WORDS)
        ]
    assert answer(Public(), Wish(WORDS), on=NOON.date()).total == 0


def test_the_case_number_leads_to_it_those_who_see_it(desk: Desk) -> None:
    request = desk.received()
    while keep_changes():
        pass
    look_up = f"/progress/?number={request.number}"
    for who, actor in cast(desk).items():
        client = client_of(actor) if isinstance(actor, PersonActor) else Client()
        led = client.get("/search/", {"q": request.number}).headers["Location"]
        sees = who in ("resident", *STAFF)
        assert (who, led) == (who, f"/requests/{request.pk}/" if sees else look_up)


def test_follows_what_the_applicant_says_anew(desk: Desk) -> None:
    request = desk.correcting(at=timezone.now())
    matters = [{**ASKED, "name": WORDS}]
    actions.supply_correction(request, matters=matters, by=desk.resident, at=timezone.now())
    while keep_changes():
        pass
    assert [one.name for one in answer(desk.officer, Wish(WORDS), on=NOON.date()).hits] == [WORDS]
    found = answer(desk.officer, Wish(ASKED["name"]), on=NOON.date()).hits
    assert [one for one in found if one.source == "requests"] == []


def test_kinds_of_answers_are_for_everybody(desk: Desk) -> None:
    (one,) = OUTCOMES.documents(["all"])
    assert (one.title, one.href, one.audience) == ("公开申请的答复类型", "/requests/outcomes/", ("public",))
    assert one.body.count("\n") + 1 == queries.outcomes().count() == 21
    assert "予以公开 Granted，政府信息公开条例第三十六条第（一）、（二）项" in one.body
    assert list(OUTCOMES.documents(["granted"])) == []
