"""Reading by the API: the unseen does not exist, names are masked, results are told when they are sealed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.trials import post
from tests.world import FOUR_ONES, World
from yimen.modules.approvals.models import Application

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/approvals"


def read(person: Any, address: str) -> Any:
    client = Client()
    if person is not None:
        client.force_login(person.person)
    return client.get(f"{ROOT}{address}")


def test_the_applicant_reads_all_and_the_query_code(world: World, accepted: Application) -> None:
    answer = read(world.resident, f"/applications/{accepted.pk}").json()
    assert (answer["number"], answer["query_code"]) == (accepted.case.number, accepted.case.query_code)
    assert (answer["applicant_name"], answer["state_label"]) == ("示例居民甲", "已受理，待审核")
    assert [(one["kind"], one["due_on"]) for one in answer["clocks"]] == [
        ("acceptance", "2026-03-09"),
        ("promised", "2026-03-12"),
        ("statutory", "2026-03-30"),
    ]
    assert [one["kind"] for one in answer["documents"]] == ["receipt_slip", "acceptance_notice"]
    assert len(answer["checklist"]) == len(answer["present"]) == 5
    assert [one["act"] for one in answer["offers"]] == ["withdraw"]


def test_an_official_reads_a_masked_name_and_no_code(world: World, accepted: Application) -> None:
    answer = read(world.examiner, f"/applications/{accepted.pk}").json()
    assert (answer["applicant_name"], answer["query_code"]) == ("示***甲", None)
    assert "assign" in [one["act"] for one in answer["offers"]]


@pytest.mark.parametrize("name", ["stranger", "enterprise", "administrator", "outsider"])
def test_for_others_it_does_not_exist(world: World, accepted: Application, name: str) -> None:
    person = getattr(world, name)
    for part in ("", "/story", f"/documents/{accepted.documents.first().document_id}"):
        assert read(person, f"/applications/{accepted.pk}{part}").status_code == 404
    assert post(person, accepted, "acceptance").status_code == 404
    assert read(person, f"/applications?number={accepted.case.number}").json()["rows"] == []


def test_nobody_reads_without_signing_in(accepted: Application) -> None:
    assert read(None, f"/applications/{accepted.pk}").status_code == 401
    assert read(None, "/applications").status_code == 401


def test_the_outcome_is_told_when_it_is_sealed(
    world: World, decided: Application, sealed: Application
) -> None:
    answers = [
        read(person, f"/applications/{one.pk}").json()
        for one in (decided, sealed)
        for person in (world.resident, world.leader)
    ]
    assert [one["outcome"] for one in answers] == ["", "granted", "granted", "granted"]
    kinds = [[one["kind"] for one in answer["documents"]] for answer in answers]
    assert kinds[0] == ["receipt_slip", "acceptance_notice"]
    assert kinds[1] == kinds[2] == kinds[3] == ["receipt_slip", "acceptance_notice", "decision", "licence"]


def test_the_story_has_the_latest_first(world: World, accepted: Application) -> None:
    codes = [one["code"] for one in read(world.clerk, f"/applications/{accepted.pk}/story").json()]
    assert codes[:2] == ["approvals.application.accepted", "approvals.application.submitted"]


def test_a_document_comes_as_pdf(world: World, sealed: Application) -> None:
    issued = sealed.documents.get(kind="decision")
    answer = read(world.resident, f"/applications/{sealed.pk}/documents/{issued.document_id}")
    body = b"".join(answer) if answer.streaming else answer.content
    assert (answer.status_code, body[:5]) == (200, b"%PDF-")


def test_the_list_is_paged_by_a_cursor(world: World, accepted: Application, submitted: Application) -> None:
    latest = Application.objects.filter(applicant=world.resident.person).order_by("-pk")
    expected = [str(pk) for pk in latest.values_list("pk", flat=True)]
    first = read(world.resident, "/applications?mine=true&limit=1").json()
    second = read(world.resident, f"/applications?mine=true&limit=1&after={first['next']}").json()
    assert [one["id"] for one in (*first["rows"], *second["rows"])] == expected[:2]
    listed = read(world.resident, "/applications?state=submitted").json()["rows"]
    assert [one["id"] for one in listed] == [str(submitted.pk)]
    assert read(world.resident, f"/applications?number={accepted.case.number}").json()["next"] is None


def test_the_guide_is_open_to_everybody(world: World) -> None:
    assert FOUR_ONES in [one["code"] for one in read(None, "/items").json()]
    guide = read(None, f"/items/{FOUR_ONES}").json()
    assert (guide["item"]["code"], guide["promised_days"], guide["centre_name"] is not None) == (
        FOUR_ONES,
        8,
        True,
    )
    body = {"answers": {"applicant": ["person"], "work": ["occupy"]}}
    listed = (
        Client().post(f"{ROOT}/items/{FOUR_ONES}/checklist", body, content_type="application/json").json()
    )
    assert [one["key"] for one in listed] == [
        "application-form",
        "identity-card",
        "occupation-plan",
        "restoration-plan",
    ]
    assert read(None, "/items/no-such-item").status_code == 404
