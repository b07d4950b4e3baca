"""集中清理 in pages and API: department, member, leading office, public; each sees what belongs to it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.sixth_round import INSTRUMENT, MEMBERS, SixthRound
from tests.world import NOON, World
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import CatalogueRound, CleanupProposal
from yimen.modules.approvals.states import CleanupOutcome, ProposalState

from .pages import enter, text

pytestmark = pytest.mark.django_db
LATER = (timezone.localdate() + timedelta(days=30)).isoformat()
ROAD = "road-occupation"


@pytest.fixture
def cast(world: World) -> SixthRound:
    return SixthRound(world)


@pytest.fixture
def round_(cast: SixthRound) -> CatalogueRound:
    return cast.opened()


@pytest.fixture
def proposal(cast: SixthRound, round_: CatalogueRound) -> CleanupProposal:
    return cast.proposal(round_, ROAD)


def there(name: str, proposal: CleanupProposal, *more: str) -> str:
    return reverse(f"approvals:cleanup-{name}", args=[proposal.pk, *more])


def test_the_lead_opens_a_round_and_nobody_else(cast: SixthRound) -> None:
    address = reverse("approvals:round-opening")
    for who in ("head.construction", "group.legal", "manager"):
        assert enter(cast.world.actor(who)).get(address).status_code == 404
    lead = enter(cast.lead)
    assert "审批办" in text(lead.get(address))
    seats = {duty: str(Org.objects.get(code=code).pk) for duty, (code, _login) in MEMBERS.items()}
    sent = lead.post(address, {"ordinal": "6", "title": "第六次集中清理", "title_en": "Sixth round", **seats})
    assert sent.status_code == 302
    assert CatalogueRound.objects.get().members.count() == 5
    lead.cookies["django_language"] = "en"
    assert "Sixth round" in text(lead.get(reverse("approvals:round", args=[6])))
    lead.cookies["django_language"] = "zh-hans"
    assert "上一次集中清理还没有结束" in text(
        lead.post(address, {"ordinal": "7", "title": "第七次", **seats})
    )


def test_a_proposal_goes_through_its_pages(cast: SixthRound, proposal: CleanupProposal) -> None:
    editor, head, lead = (
        enter(cast.world.actor("editor.construction")),
        enter(cast.world.head),
        enter(cast.lead),
    )
    chosen = editor.get(there("outcome", proposal), {"outcome": "cancel"})
    assert chosen.headers["Location"] == there("proposing", proposal, "cancel")
    facts = {"reason": "依据已废止", "running_cases": "old_rules", "effective_from": LATER}
    missing = editor.post(there("proposing", proposal, "cancel"), facts)
    assert "法律分析：这个字段是必填项。" in text(missing)
    whole = facts | {"legal_analysis": "不违反上位法"}
    assert editor.post(there("proposing", proposal, "cancel"), whole).status_code == 302
    assert editor.post(there("circulation", proposal)).status_code == 404
    assert head.post(there("circulation", proposal)).status_code == 302
    for duty, actor in cast.voices.items():
        seat = proposal.round.members.get(duty=duty)
        sent = enter(actor).post(there("opinion", proposal), {"member": str(seat.pk), "stance": "agree"})
        assert sent.status_code == 302, duty
    decision = {"adopted": "1", "instrument_no": INSTRUMENT}
    assert head.post(there("decision", proposal), decision).status_code == 404
    assert lead.post(there("decision", proposal), decision).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.outcome) == (ProposalState.DECIDED, "cancel")
    assert text(lead.get(reverse("approvals:cleanup-proposal", args=[proposal.pk]))).count("同意") >= 5


@pytest.mark.parametrize("outcome", CleanupOutcome.values)
def test_each_outcome_has_its_form(cast: SixthRound, proposal: CleanupProposal, outcome: str) -> None:
    page = enter(cast.world.head).get(there("proposing", proposal, outcome))
    assert page.status_code == 200
    assert 'name="legal_analysis"' in text(page)


def test_each_sees_what_belongs_to_it(cast: SixthRound, proposal: CleanupProposal) -> None:
    page = reverse("approvals:cleanup-proposal", args=[proposal.pk])
    round_page = reverse("approvals:round", args=[6])

    def statuses() -> dict[str, int]:
        names = ("head.construction", "head.market", "group.legal", "approver.catalogue", "resident.one")
        seen = {name: enter(cast.world.actor(name)).get(page).status_code for name in names}
        return seen | {"public": Client().get(page).status_code}

    own = {"head.construction": 200, "approver.catalogue": 200}
    assert {name for name, status in statuses().items() if status == 200} == set(own)
    cast.circulated(proposal, "retain")
    assert {name for name, status in statuses().items() if status == 200} == {*own, "group.legal"}
    assert Client().get(round_page).status_code == 404
    assert enter(cast.world.resident).get(round_page).status_code == 404


def test_what_waits_for_whom(cast: SixthRound, round_: CatalogueRound, proposal: CleanupProposal) -> None:
    from yimen.modules.approvals import rounds

    assert proposal in rounds.waiting(cast.world.head)
    assert not rounds.waiting(cast.lead).exists()
    cast.circulated(proposal, "retain")
    assert proposal not in rounds.waiting(cast.world.head)
    assert list(rounds.waiting(cast.voices["legal"])) == [proposal]
    cast.heard(proposal)
    assert not rounds.waiting(cast.voices["legal"]).exists()
    assert list(rounds.waiting(cast.lead)) == [proposal]


def test_the_public_reads_the_published_list_without_opinions(
    cast: SixthRound, round_: CatalogueRound, django_assert_max_num_queries: Any
) -> None:
    for one in round_.proposals.select_related("org", "item", "round", "version"):
        one.state, one.outcome, one.reason = "draft", "", ""
        cast.decided(one, "retain")
    cast.published(round_)
    page = reverse("approvals:round", args=[6])
    with django_assert_max_num_queries(12):
        shown = text(Client().get(page))
    assert INSTRUMENT in shown
    assert "平衡，没有遗漏" in shown
    exported = b"".join(Client().get(page, {"format": "csv"})).decode("utf-8-sig")  # type: ignore[arg-type]
    assert len(exported.strip().splitlines()) == round_.proposals.count() + 1
    one = round_.proposals.first()
    assert one is not None
    detail = text(Client().get(reverse("approvals:cleanup-proposal", args=[one.pk])))
    assert "成员意见" not in detail
    coverage = Client().get(reverse("approvals:coverage", args=[6]))
    assert coverage.status_code == 200
    answer = Client().get("/api/v1/approvals/rounds/6/proposals", {"org": "urban-rural-construction"}).json()
    assert {row["state"] for row in answer} == {"published"}
    assert Client().get("/api/v1/approvals/rounds").json()[0]["balance"]["undecided"] == 0


def test_the_api_walks_the_whole_way(cast: SixthRound, proposal: CleanupProposal) -> None:
    base = f"/api/v1/approvals/cleanup/{proposal.pk}"

    def post(actor: Any, act: str, **body: Any) -> Any:
        return enter(actor).post(f"{base}/{act}", body, content_type="application/json")

    given = {"outcome": "shorten_limit", "detail": {"promised_days": 5}, "reason": "提速"}
    assert post(cast.world.head, "proposal", **given).status_code == 422
    given |= {"legal_analysis": "在法定时限之内", "effective_from": LATER}
    assert post(cast.world.head, "proposal", **given).status_code == 201
    assert post(cast.world.head, "circulation").status_code == 201
    assert post(cast.world.head, "proposal", **given).status_code == 409
    for duty, actor in cast.voices.items():
        assert post(actor, "opinion", duty=duty, stance="agree").status_code == 201
    assert post(cast.voices["legal"], "decision", adopted=True, instrument_no="x").status_code == 403
    decided = post(cast.lead, "decision", adopted=True, instrument_no=INSTRUMENT)
    assert (decided.status_code, decided.json()["state"]) == (201, "decided")
    assert post(cast.lead, "execution").status_code == 409
    lead = enter(cast.lead)
    body = {"instrument_no": INSTRUMENT}
    early = lead.post("/api/v1/approvals/rounds/6/publication", body, content_type="application/json")
    assert early.status_code == 422
    assert lead.post("/api/v1/approvals/rounds/6/closing").status_code == 409


def test_a_proposal_is_opened_again_with_what_was_said(cast: SixthRound, proposal: CleanupProposal) -> None:
    xinmin = Org.objects.get(code="county-xinmin")
    told = {
        "devolve": ({"receivers": [["county-xinmin", xinmin.region_id]]}, f'value="{xinmin.pk}"', "checked"),
        "split": ({"parts": ["占用许可", "挖掘许可"]}, "占用许可\n挖掘许可", ""),
        "merge": ({"into": "building-waste"}, 'value="building-waste"', "selected"),
        "move_into_hall": ({"centre": "city-centre"}, str(cast.world.org("city-centre").pk), "selected"),
        "adjust_fee": ({"fees": [{"name": "占道费", "amount": "1.00"}]}, "占道费，1.00", ""),
    }
    editor = enter(cast.world.actor("editor.construction"))
    for outcome, (detail, shown, mark) in told.items():
        cast.propose(proposal, outcome, detail=detail)
        page = editor.get(there("proposing", proposal, outcome)).content.decode()
        place = page.index(shown)
        assert mark in page[place : page.index(">", place)], outcome


def test_only_what_is_retained_needs_no_day_and_no_analysis(
    cast: SixthRound, proposal: CleanupProposal
) -> None:
    editor = enter(cast.world.actor("editor.construction"))
    wanting = text(editor.post(there("proposing", proposal, "cancel"), {"reason": "依据已废止"}))
    assert wanting.count("这个字段是必填项") >= 2
    assert editor.post(there("proposing", proposal, "retain"), {"reason": "仍有必要"}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.outcome, proposal.effective_from, proposal.legal_analysis) == ("retain", None, "")


def test_what_was_published_is_carried_out_at_once_or_says_why_not(
    cast: SixthRound, round_: CatalogueRound
) -> None:
    sole, road = cast.proposal(round_, "building-waste"), cast.proposal(round_, ROAD)
    cast.decided(sole, "merge", detail={"into": "outdoor-advertising"})
    cast.decided(
        road,
        "rename",
        detail={"name": "城市道路使用许可"},
        effective_from=timezone.localdate() + timedelta(days=30),
    )
    lead = enter(cast.lead)
    for one in (sole, road):
        actions.publish_proposal(one, by=cast.lead, at=NOON)
    assert enter(cast.world.head).post(there("execution", sole)).status_code == 404
    assert "尚未到这一天" in text(lead.post(there("execution", road)))
    assert lead.post(there("execution", sole)).status_code == 302
    states = [CleanupProposal.objects.get(pk=one.pk).state for one in (sole, road)]
    assert states == [ProposalState.EXECUTED, ProposalState.PUBLISHED]
