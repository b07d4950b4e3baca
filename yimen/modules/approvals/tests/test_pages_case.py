"""The page of a case: what its applicant and its handlers read, which acts it offers, and to whom it does not exist."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import NOON, World
from yimen.kernel.base.ids import new_id
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.offers import offers


def page(name: str, application: Application, *more: UUID) -> str:
    return reverse(f"approvals:{name}", args=[application.pk, *more])


def html_for(client: Client, actor: PersonActor, application: Application) -> str:
    client.force_login(actor.person)
    return client.get(page("application", application)).content.decode()


def test_applicant_reads_state_story_and_documents(world: World, client: Client) -> None:
    application = world.accepted()
    html = html_for(client, world.resident, application)
    for told in (application.number, "已受理，待审核", "受理通知书", "承诺时限", "210102********9992"):
        assert told in html
    assert re.search(r"示例·陈静 受理了申请.*承诺 2026年3月12日 前办结", html)


def test_inner_acts_and_opinions_are_for_handlers(world: World, client: Client) -> None:
    application = world.in_approval()
    applicant, clerk = (html_for(client, one, application) for one in (world.resident, world.clerk))
    for inner in ("提出审核意见", "材料齐全，符合条件。", "将审核分派给"):
        assert inner in clerk
        assert inner not in applicant
    assert world.examiner.label not in applicant


def test_result_is_not_told_before_the_seal(world: World, client: Client) -> None:
    application = world.decided()
    applicant = html_for(client, world.resident, application)
    assert "批准了申请" not in applicant
    assert ">准予<" not in applicant.replace("\n", "").replace(" ", "")
    decision = application.documents.get(kind="decision").document_id
    assert client.get(page("document", application, decision)).status_code == 404
    client.force_login(world.leader.person)
    assert client.get(page("document", application, decision)).status_code == 200


def test_sealed_result_is_there_for_its_applicant(world: World, client: Client) -> None:
    application = world.sealed()
    html = html_for(client, world.resident, application)
    assert "批准了申请" in html
    issued = application.documents.get(kind="decision")
    answer = client.get(page("document", application, issued.document_id))
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer).startswith(b"%PDF-")


def test_story_is_whole_for_handlers(world: World, client: Client) -> None:
    application = world.in_review()
    client.force_login(world.clerk.person)
    whole = client.get(page("story", application)).content.decode()
    assert whole.count('class="moment ') == 9
    client.force_login(world.resident.person)
    told = client.get(page("story", application)).content.decode()
    assert told.count('class="moment ') == 8


def test_material_file_opens_for_those_who_see_the_case(world: World, client: Client) -> None:
    application = world.submitted()
    material = application.materials.get(key="identity-card")
    for actor, status in (
        (world.resident, 200),
        (world.clerk, 200),
        (world.stranger, 404),
        (world.outsider, 404),
    ):
        client.force_login(actor.person)
        answer = client.get(page("material-file", application, material.pk))
        assert answer.status_code == status
        b"".join(answer)


def test_file_of_another_case_is_not_found_through_one_s_own(world: World, client: Client) -> None:
    own, other = (
        world.submitted(),
        world.submitted(
            by=world.enterprise,
            answers={"applicant": ["organisation"], "filer": ["self"], "work": ["occupy"], "change": ["no"]},
        ),
    )
    client.force_login(world.resident.person)
    foreign = other.materials.first()
    slip = other.documents.get(kind="receipt_slip")
    assert client.get(page("material-file", own, foreign.pk)).status_code == 404
    assert client.get(page("document", own, slip.document_id)).status_code == 404


@pytest.mark.parametrize("name", ["application", "story"])
def test_does_not_exist_for_others(world: World, client: Client, name: str) -> None:
    application = world.submitted()
    assert client.get(page(name, application)).status_code == 302
    for actor in (world.stranger, world.enterprise, world.outsider):
        client.force_login(actor.person)
        assert client.get(page(name, application)).status_code == 404
    assert client.get(reverse(f"approvals:{name}", args=[new_id()])).status_code == 404


def test_handlers_do_not_see_drafts_made_on_the_net(world: World, client: Client) -> None:
    application = world.draft()
    client.force_login(world.clerk.person)
    assert client.get(page("application", application)).status_code == 404


def names(application: Application, actor: PersonActor) -> list[str]:
    return [offer.act for offer in offers(application, actor)]


def test_offers_follow_state_post_and_pattern(world: World) -> None:
    submitted = world.submitted()
    assert names(submitted, world.resident) == ["withdraw"]
    assert names(submitted, world.clerk)[0] == "accept"
    assert names(submitted, world.examiner) == ["request_result"]
    assert names(submitted, world.stranger) == []
    in_review = world.in_review()
    assert names(in_review, world.examiner)[0] == "examine"
    assert names(in_review, world.leader) == ["extend", "propose_hand_over", "request_result", "terminate"]
    in_approval = world.in_approval()
    assert names(in_approval, world.leader) == [
        "approve",
        "refuse",
        "return_to_review",
        "extend",
        "propose_hand_over",
        "request_result",
        "terminate",
    ]
    assert names(world.decided(), world.keeper) == ["conclude"]
    assert names(world.sealed(), world.issuer) == ["deliver"]


def test_refusal_is_offered_to_the_chief_once_proposed(world: World) -> None:
    application = world.submitted()
    assert "refuse_acceptance" not in names(application, world.chief)
    done = actions.propose_refusal(
        application, reason="不符合条件。", article="行政许可法第三十二条", by=world.clerk, at=NOON
    )
    application = world.fresh(done.application)
    assert names(application, world.chief)[0] == "refuse_acceptance"
    assert "accept" not in names(application, world.clerk)


def test_every_offer_leads_to_a_page_that_opens(world: World, client: Client) -> None:
    made = [world.submitted(), world.in_review(), world.in_approval(), world.decided(), world.sealed()]
    cast = [world.resident, world.clerk, world.examiner, world.head, world.leader, world.keeper, world.issuer]
    for actor in cast:
        client.force_login(actor.person)
        for application in made:
            for offer in offers(application, actor):
                assert client.get(offer.href).status_code == 200, offer


def test_case_page_asks_few_questions(world: World, client: Client, django_assert_max_num_queries) -> None:
    application = world.sealed()
    for actor in (world.resident, world.clerk):
        client.force_login(actor.person)
        client.get(page("application", application))
        with django_assert_max_num_queries(16) as asked:
            client.get(page("application", application))
        own = [
            one
            for one in asked.captured_queries
            if not re.search(r"django_session|people_person\"|SAVEPOINT", one["sql"])
        ]
        assert len(own) <= 12


def test_the_page_with_the_most_offers_asks_few_questions(
    world: World, client: Client, django_assert_max_num_queries
) -> None:
    application = world.in_review()
    assert len(names(application, world.head)) == 7
    client.force_login(world.head.person)
    client.get(page("application", application))
    with django_assert_max_num_queries(23):
        html = client.get(page("application", application)).content.decode()
    assert html.count('<ul class="offers">') == 2
