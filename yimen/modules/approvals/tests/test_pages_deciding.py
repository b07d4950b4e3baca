"""The pages of the decision: approval and refusal, at the counter and of a filing, and the seal."""

from __future__ import annotations

import pytest

from tests.trials import papers, standing
from tests.world import FILING, SPOT, World
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Outcome, State

from .pages import Trial, address, does_once, enter, is_hidden, opened, sent, text

pytestmark = pytest.mark.django_db

TRIALS = [
    Trial(
        "approval",
        "in_approval",
        "leader",
        "decided",
        "application.approved",
        {"conditions": "", "reasons": ""},
    ),
    Trial(
        "refusal", "in_approval", "leader", "decided", "application.refused", {"reasons": "不符合许可条件。"}
    ),
    Trial("conclusion", "decided", "keeper", "sealed", "application.concluded"),
]


@pytest.mark.parametrize("trial", TRIALS, ids=str)
def test_does_its_act_once(world: World, trial: Trial) -> None:
    does_once(world, trial.reached(world), trial)


@pytest.mark.parametrize("trial", TRIALS, ids=str)
def test_does_not_exist_for_others(world: World, trial: Trial) -> None:
    is_hidden(
        world,
        trial.reached(world),
        trial,
        "resident",
        "stranger",
        "outsider",
        "clerk",
        "examiner",
    )


def test_approval_shows_the_review_and_the_draft(world: World, in_approval: Application) -> None:
    page = opened(world.leader, "approval", in_approval)
    for shown in (
        "建议准予",
        "材料齐全，符合条件。",
        world.examiner.label,
        "行政许可决定书、许可证",
        "application-form.pdf",
    ):
        assert shown in page
    for way in ("return", "refusal", "decision-draft"):
        assert address(way, in_approval) in page


def test_the_draft_is_a_pdf_that_is_kept_nowhere(world: World, in_approval: Application) -> None:
    before = standing(in_approval)
    response = enter(world.leader).get(address("decision-draft", in_approval))
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert response.content.startswith(b"%PDF-")
    assert standing(in_approval) == before
    for name in ("resident", "examiner", "clerk", "outsider"):
        assert enter(getattr(world, name)).get(address("decision-draft", in_approval)).status_code == 404


def test_there_is_no_draft_once_it_is_decided(world: World, decided: Application) -> None:
    assert enter(world.leader).get(address("decision-draft", decided)).status_code == 404


def test_a_refusal_needs_reasons(world: World, in_approval: Application) -> None:
    assert "材料齐全，符合条件。</textarea>" not in opened(world.leader, "refusal", in_approval)
    before = standing(in_approval)
    assert sent(world.leader, "refusal", in_approval, reasons=" ").status_code == 200
    assert standing(in_approval) == before


def test_conclusion_lists_what_is_sealed(world: World, decided: Application) -> None:
    page = opened(world.keeper, "conclusion", decided)
    for issued in decided.documents.filter(kind__in=["decision", "licence"]).select_related("document"):
        assert issued.document.title in page
    assert page.count("待用印") >= 2
    sent(world.keeper, "conclusion", decided)
    assert world.fresh(decided).state == State.SEALED


def test_decides_on_the_spot(world: World) -> None:
    application = world.submitted(SPOT)
    clerk = world.actor("clerk.driver")
    page = opened(clerk, "spot-decision", application)
    assert address("correction-notice", application) in page
    facts = {"granted": "1", "window": "", "second_officer": "", "reasons": ""}
    windows = clerk.windows()
    if windows:
        facts["window"] = str(windows[0].pk)
    response = sent(clerk, "spot-decision", application, **facts)
    assert response.headers.get("Location") == address("application", application)
    application = world.fresh(application)
    assert (application.state, application.outcome) == (State.DECIDED, Outcome.GRANTED)
    before = standing(application)
    assert sent(clerk, "spot-decision", application, **facts).status_code == 409
    assert standing(application) == before


def test_refuses_on_the_spot_only_with_reasons(world: World) -> None:
    application, clerk = world.submitted(SPOT), world.actor("clerk.driver")
    facts = {"granted": "0", "second_officer": "", "reasons": ""}
    facts |= {"window": str(clerk.windows()[0].pk)} if clerk.windows() else {}
    before = standing(application)
    assert "不予许可必须说明理由。" in text(sent(clerk, "spot-decision", application, **facts))
    assert standing(application) == before


def test_files(world: World) -> None:
    application, clerk = world.submitted(FILING), world.actor("clerk.centre")
    assert "备案回执" in opened(clerk, "filing", application)
    facts = {"window": str(clerk.windows()[0].pk)} if clerk.windows() else {}
    assert sent(clerk, "filing", application, **facts).status_code == 302
    application = world.fresh(application)
    assert (application.state, application.outcome) == (State.DECIDED, Outcome.FILED)
    assert papers(application) == ["receipt_slip", "filing_receipt"]
    assert enter(world.outsider).get(address("filing", application)).status_code == 404
