"""手机草稿: once however often it is sent, by our clock, bound to who wrote it; photographs that are too large."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from yimen.kernel.base.ids import new_id
from yimen.kernel.people.actor import PersonActor
from yimen.modules.outreach.models import Advice, Errand, HomeVisit, PhoneDraft

from .stage import PLAIN, STATED, Village, enter, jpeg

pytestmark = pytest.mark.django_db


def advice(village: Village, **changed: Any) -> dict[str, Any]:
    now = timezone.now()
    return {
        "kind": "advice", "agent": str(village.serving.pk), "topic": "怎样办低保", "answer": "先填申请表",
        "phone_at": now.isoformat(), "sent_at": now.isoformat(), **changed,
    }  # fmt: skip


def at_the_door(village: Village, **changed: Any) -> dict[str, Any]:
    return {
        "kind": "errand", "agent": str(village.serving.pk), "service": PLAIN, "statement": "想办低保",
        "id_type": STATED.id_type, "id_number": STATED.id_number, "name": STATED.name, "phone": STATED.phone,
        "powers": ["submit", "collect"], "valid_until": (timezone.localdate() + timedelta(days=30)).isoformat(),
        "signing": "thumbprint", "materials": "身份证", "proof": picture(), **changed,
    }  # fmt: skip


def picture(content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("a.jpg", content or jpeg(), content_type="image/jpeg")


def send(person: PersonActor, draft_id: object, body: dict[str, Any]) -> Any:
    told = {name: value for name, value in body.items() if value is not None}
    return enter(person).post(f"/api/v1/outreach/phone-drafts/{draft_id}", told)


def test_the_same_draft_five_times_is_one(village: Village) -> None:
    key, body = new_id(), advice(village)
    answers = [send(village.agent, key, body) for _time in range(5)]
    assert [one.status_code for one in answers] == [201, 200, 200, 200, 200]
    assert [one.json()["is_first"] for one in answers] == [True, False, False, False, False]
    assert (Advice.objects.count(), PhoneDraft.objects.count()) == (1, 1)
    other = send(village.agent, key, advice(village, answer="不一样"))
    assert (other.status_code, other.json()["detail"]) == (
        422, "这份草稿已经以另外的内容收到过，请重新填写一份。",
    )  # fmt: skip
    stolen = send(village.town_agent, key, advice(village, agent=str(village.other.pk)))
    assert stolen.status_code == 422
    assert (Advice.objects.count(), PhoneDraft.objects.count()) == (1, 1)


def test_an_errand_at_the_door_is_taken_in_whole(village: Village) -> None:
    key = new_id()
    assert send(village.agent, key, at_the_door(village)).status_code == 201
    assert send(village.agent, key, at_the_door(village)).status_code == 200
    errand = Errand.objects.get()
    assert (errand.pk, errand.state, errand.principal.name) == (key, "pre_checked", STATED.name)
    assert errand.mandate is not None
    assert sorted(errand.mandate.powers) == ["collect", "submit"]
    assert errand.mandate.proof is not None


def test_what_is_wrong_leaves_nothing_half_done(village: Village) -> None:
    for wrong, field in [
        ({"proof": None}, "proof"),
        ({"id_number": "110105194912310020"}, "id_number"),
        ({"powers": ["withdraw"]}, "powers"),
        ({"valid_until": None}, "valid_until"),
    ]:
        answer = send(village.agent, new_id(), at_the_door(village, **wrong))
        assert answer.status_code == 422, wrong
        assert list(answer.json()["fields"]) == [field]
    assert (Errand.objects.count(), PhoneDraft.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("off", "wrong"), [(timedelta(0), False), (timedelta(days=-4000), True), (timedelta(days=40), True)]
)
def test_our_clock_wins_and_both_are_kept(village: Village, off: timedelta, wrong: bool) -> None:
    key, then = new_id(), timezone.now() + off
    body = advice(village, phone_at=then.isoformat(), sent_at=(then + timedelta(minutes=5)).isoformat())
    if not off:
        body["sent_at"] = body["phone_at"]
    answer = send(village.agent, key, body).json()
    assert answer["is_clock_wrong"] is wrong
    kept = PhoneDraft.objects.get(pk=key)
    assert kept.phone_at == then
    given = Advice.objects.get(pk=key)
    assert (given.phone_at, given.given_at, given.given_on) == (then, kept.received_at, timezone.localdate())


def test_a_photograph_of_forty_megabytes_is_refused_in_words(village: Village) -> None:
    huge = jpeg() + b"\0" * (40 * 1024 * 1024)
    answer = send(village.agent, new_id(), at_the_door(village, proof=picture(huge)))
    assert answer.status_code == 422
    assert "8 MB" in answer.json()["detail"]
    assert Errand.objects.count() == 0


def test_a_result_at_the_door(village: Village) -> None:
    errand = village.handled()
    body = {
        "kind": "home_visit", "agent": str(village.serving.pk), "errand_id": str(errand.pk), "receiver": "示例村民",
        "place": "示例村甲3组", "proof": picture(),
    }  # fmt: skip
    assert (
        send(
            village.town_agent, new_id(), {**body, "agent": str(village.other.pk), "proof": picture()}
        ).status_code
        == 422
    )
    assert send(village.agent, new_id(), body).status_code == 201
    assert (village.fresh(errand).state, HomeVisit.objects.get().place) == ("delivered", "示例村甲3组")
    assert send(village.agent, new_id(), {**body, "proof": picture()}).status_code == 409


def test_the_page_works_without_a_script(village: Village) -> None:
    client, there = enter(village.agent), reverse("outreach:phone")
    page = client.get(there).content.decode()
    assert f'data-person="{village.agent.id}"' in page
    key = str(new_id())
    sent = client.post(there, {**at_the_door(village), "draft_id": key, "phone_at": "", "sent_at": ""})
    assert sent.status_code == 302, sent.content.decode()
    assert PhoneDraft.objects.get().pk == Errand.objects.get().pk
    assert enter(village.counter).get(there).status_code == 404
    assert send(village.counter, new_id(), advice(village)).status_code == 403


def test_the_parts_of_the_program_are_open_and_say_nothing_personal(village: Village) -> None:
    nobody = enter(None)
    manifest = nobody.get(reverse("outreach:phone-manifest")).json()
    assert (manifest["start_url"], manifest["display"]) == ("/outreach/phone/", "standalone")
    worker = nobody.get(reverse("outreach:phone-worker"))
    assert worker["Content-Type"].startswith("text/javascript")


def test_signing_out_clears_what_the_browser_keeps(village: Village) -> None:
    client = enter(village.agent)
    assert "Clear-Site-Data" not in client.get("/outreach/phone/").headers
    assert client.post("/accounts/logout/").headers["Clear-Site-Data"] == '"storage"'
