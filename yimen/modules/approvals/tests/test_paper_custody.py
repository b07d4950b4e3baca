"""纸质材料: one person answers for it at any moment; handed over by one, signed for by the other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.trials import facts_of, only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.models import Application, PaperCustody, PaperMovement

from .pages import enter, text

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def submitted(world: World) -> Application:
    return world.submitted()


@pytest.fixture
def paper(world: World, submitted: Application) -> PaperCustody:
    facts: dict[str, Any] = {"title": "施工图纸一套", "sheets": 12}
    return actions.register_paper(submitted, **facts, by=world.clerk, at=NOON).custody


def fresh(paper: PaperCustody) -> PaperCustody:
    return PaperCustody.objects.get(pk=paper.pk)


def passed(world: World, paper: PaperCustody) -> PaperCustody:
    done = actions.hand_paper(paper, receiver=world.examiner.person, by=world.clerk, at=LATER)
    return fresh(done.custody)


def test_the_window_registers_and_holds(world: World, paper: PaperCustody) -> None:
    assert (paper.state, paper.holder, paper.sheets) == ("held", world.clerk.person, 12)
    assert facts_of(paper.application)[-1] == "approvals.paper.registered"


def test_handed_over_by_one_and_signed_for_by_the_other(world: World, paper: PaperCustody) -> None:
    on_its_way = passed(world, paper)
    assert (on_its_way.state, on_its_way.holder, on_its_way.receiver) == (
        "passed", world.clerk.person, world.examiner.person,
    )  # fmt: skip
    done = actions.receive_paper(on_its_way, by=world.examiner, at=LATER)
    assert (done.custody.holder, done.custody.receiver, done.custody.held_since) == (
        world.examiner.person,
        None,
        LATER,
    )
    assert recorded(done).startswith(f"{world.examiner.label} 签收了 {world.clerk.label} 交来的纸质材料")
    movement = PaperMovement.objects.get()
    assert (movement.giver, movement.taker, movement.received_at) == (
        world.clerk.person,
        world.examiner.person,
        LATER,
    )
    assert list(queries.papers_held(world.examiner)) == [paper]


def test_only_the_receiver_signs_and_only_the_holder_hands_on(world: World, paper: PaperCustody) -> None:
    facts = {"receiver": world.head.person}
    only(world, paper, actions.hand_paper, "clerk", **facts)
    only(world, paper, actions.return_paper, "clerk", signed_by="示例")
    only(world, paper, actions.report_paper_lost, "clerk", reason="不明")
    on_its_way = passed(world, paper)
    only(world, on_its_way, actions.receive_paper, "examiner")
    only(world, paper.application, actions.register_paper, "clerk", "reception", title="图纸", sheets=1)


def test_refuses_the_wrong_state(world: World, paper: PaperCustody) -> None:
    on_its_way = passed(world, paper)
    with refused(WrongState, on_its_way):
        actions.hand_paper(on_its_way, receiver=world.head.person, by=world.clerk, at=LATER)
    with refused(WrongState, on_its_way):
        actions.return_paper(on_its_way, signed_by="示例", by=world.clerk, at=LATER)


@pytest.mark.parametrize("who", ["clerk", "resident"])
def test_paper_goes_to_another_official(world: World, paper: PaperCustody, who: str) -> None:
    with refused(RuleBroken, paper, "请选择另一名在岗的工作人员。", fields=["receiver"]):
        actions.hand_paper(paper, receiver=getattr(world, who).person, by=world.clerk, at=LATER)


def test_returned_to_whoever_signs(world: World, paper: PaperCustody) -> None:
    with refused(RuleBroken, paper, "请填写签收人。"):
        actions.return_paper(paper, signed_by=" ", by=world.clerk, at=LATER)
    assert (
        actions.return_paper(paper, signed_by="示例居民", by=world.clerk, at=LATER).custody.state
        == "returned"
    )


def test_loss_is_reported_even_on_the_way(world: World, paper: PaperCustody) -> None:
    lost = actions.report_paper_lost(
        passed(world, paper), reason="传递途中遗失", by=world.clerk, at=LATER
    ).custody
    assert (lost.state, lost.receiver) == ("lost", None)
    with refused(NotAllowed, fresh(lost)):
        actions.receive_paper(fresh(lost), by=world.examiner, at=LATER)


def test_the_database_keeps_paper_on_one_way(world: World, paper: PaperCustody) -> None:
    on_its_way = passed(world, paper)
    facts = {
        "custody": on_its_way,
        "giver": world.clerk.person,
        "taker": world.head.person,
        "handed_at": LATER,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperMovement.objects.create(**facts)
    for wrong in ({"receiver": None}, {"holder": world.examiner.person}, {"sheets": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PaperCustody.objects.filter(pk=paper.pk).update(**wrong)


def test_pages_from_the_tab_of_the_case_to_the_return(world: World, submitted: Application) -> None:
    clerk, examiner = enter(world.clerk), enter(world.examiner)
    tab = reverse("approvals:papers", args=[submitted.pk])
    assert "没有登记纸质材料" in text(clerk.get(tab))
    assert clerk.post(tab, {"title": "图纸", "sheets": "3"}).status_code == 302
    paper = PaperCustody.objects.get()
    there = reverse("approvals:paper-handing", args=[paper.pk])
    assert "示例·王磊 · 市城乡建设局" in text(clerk.get(there))
    assert clerk.post(there, {"receiver": world.examiner.person.pk, "note": ""}).status_code == 302
    assert "等您签收" in text(examiner.get(reverse("approvals:own-papers")))
    receipt = reverse("approvals:paper-receipt", args=[paper.pk])
    assert clerk.get(receipt).status_code == 404
    assert examiner.post(receipt).status_code == 302
    assert "图纸" in text(examiner.get(reverse("approvals:own-papers")))
    assert enter(world.resident).get(reverse("approvals:own-papers")).status_code == 404
    assert enter(world.resident).get(tab).status_code == 404
    back = reverse("approvals:paper-return", args=[paper.pk])
    assert examiner.post(back, {"signed_by": "示例居民"}).status_code == 302
    assert fresh(paper).state == "returned"
    assert examiner.get(reverse("approvals:paper-loss", args=[paper.pk])).status_code == 200


def test_endpoints(world: World, submitted: Application) -> None:
    def send(person: Any, where: str, **body: Any) -> Any:
        client = Client()
        client.force_login(person.person)
        return client.post(f"/api/v1/approvals/{where}", body, content_type="application/json")

    made = send(world.clerk, f"applications/{submitted.pk}/papers", title="图纸", sheets=3)
    assert (made.status_code, made.json()["holder"]) == (201, world.clerk.label)
    paper = f"papers/{made.json()['id']}"
    assert send(world.head, f"{paper}/handing", receiver=str(world.examiner.person.pk)).status_code == 404
    assert (
        send(world.clerk, f"{paper}/handing", receiver=str(world.examiner.person.pk)).json()["state"]
        == "passed"
    )
    assert send(world.examiner, f"{paper}/receipt").json()["holder"] == world.examiner.label
    assert send(world.examiner, f"{paper}/return", signed_by="").status_code == 422
    assert send(world.examiner, f"{paper}/loss", reason="遗失").json()["state"] == "lost"
