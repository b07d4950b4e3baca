"""At the same moment: real transactions on connections of their own, in a copy of the database that is thrown away."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import hypothesis
import pytest
from django.db import connection, transaction
from hypothesis.strategies import booleans, integers, lists

from tests.races import at_once, lost
from tests.sixth_round import SixthRound
from tests.trials import facts_of
from tests.world import FOUR_ONES, NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import Refused, RuleBroken, WrongState
from yimen.kernel.cases.models import NumberSeries
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals import actions
from yimen.modules.approvals.actions import intake
from yimen.modules.approvals.models import (
    Application,
    CorrectionNotice,
    Decision,
    DelegationLine,
    Item,
    ItemVersion,
    Prerequisite,
)
from yimen.modules.approvals.states import Outcome, State

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def world() -> World:
    return World()


def empty_draft(world: World, **facts: Any) -> Application:
    """Made at the window, which may hand in what is incomplete."""
    keys = [one.key for one in world.version().body.materials]
    return world.draft(FOUR_ONES, clerk=world.clerk, without=keys, **facts)


def test_two_clerks_accept_and_one_does(world: World) -> None:
    application = world.submitted()
    results = at_once(
        lambda: actions.accept(application, window=world.window("B01"), by=world.clerk, at=NOON),
        lambda: actions.accept(application, window=world.window("A01"), by=world.reception, at=NOON),
    )
    assert lost(results) == [WrongState]
    assert facts_of(application).count("approvals.application.accepted") == 1
    assert Refusal.objects.filter(subject_id=application.pk).count() == 1
    assert application.case.clocks.filter(kind="promised").count() == 1
    assert application.documents.filter(kind="acceptance_notice").count() == 1
    assert world.fresh(application).state == State.ACCEPTED


def test_two_notices_and_one_is_given(world: World) -> None:
    application = world.submitted()

    def ask(key: str, by: Any) -> Any:
        rows = [{"key": key, "defect": "illegible", "cure": "重拍"}]
        return lambda: actions.require_correction(application, rows=rows, by=by, at=NOON)

    results = at_once(ask("application-form", world.clerk), ask("identity-card", world.reception))
    assert lost(results) == [WrongState]
    notice = CorrectionNotice.objects.get(application=application)
    assert len(notice.rows) == 1
    assert application.documents.filter(kind="correction_notice").count() == 1


def test_granted_and_refused_and_one_holds(world: World) -> None:
    application = world.in_approval()
    results = at_once(
        lambda: actions.approve(application, by=world.leader, at=NOON),
        lambda: actions.refuse(application, reasons="不符合。", by=world.chief, at=NOON),
    )
    assert lost(results) == [WrongState]
    decision = Decision.objects.get(application=application)
    application = world.fresh(application)
    assert (application.outcome, application.approver) == (decision.outcome, decision.approver)
    assert application.documents.filter(kind="decision").count() == 1


def test_taken_back_while_it_is_accepted(world: World) -> None:
    """Whoever comes first, it ends withdrawn, and the record tells the one true order."""
    application = world.submitted()
    results = at_once(
        lambda: actions.withdraw(application, by=world.resident, at=NOON),
        lambda: actions.accept(application, window=None, by=world.clerk, at=NOON),
    )
    application = world.fresh(application)
    if lost(results):
        assert (application.state, application.outcome) == (State.WITHDRAWN, Outcome.WITHDRAWN)
    else:
        assert application.outcome == Outcome.WITHDRAWN_AFTER_ACCEPTANCE
        assert facts_of(application)[-2:] == [
            "approvals.application.accepted",
            "approvals.application.withdrawn",
        ]
    assert not application.case.work.filter(done_at__isnull=True).exists()
    assert not application.case.clocks.exclude(state="stopped").exists()


@hypothesis.settings(
    max_examples=12, deadline=None, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
@hypothesis.given(
    breaks=lists(booleans(), min_size=16, max_size=16), series=integers(min_value=1, max_value=10**9)
)
def test_sixteen_clients_leave_no_gap_and_no_double(world: World, breaks: list[bool], series: int) -> None:
    """Each client takes a number and then fails or does not: what was not used is given to the next."""
    period = str(series)
    org = world.org()

    def take(fails: bool) -> Callable[[], Any]:
        def act() -> int:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT cases_next_number(%s, %s)", [f"race:{org.code}", period])
                number = int(cursor.fetchone()[0])
                if fails:
                    raise RuleBroken("not used")
                return number

        return act

    before = NumberSeries.objects.filter(scope=f"race:{org.code}", period=period).first()
    start = before.last if before else 0
    given_out = [one for one in at_once(*map(take, breaks)) if not isinstance(one, Refused)]
    assert sorted(given_out) == list(range(start + 1, start + 1 + breaks.count(False)))


def test_fifty_submissions_have_fifty_numbers_in_a_row(world: World) -> None:
    drafts = [empty_draft(world) for _ in range(50)]
    before = serial_now()

    def send(pair: list[Application]) -> Any:
        by = world.actor("clerk.construction")
        return lambda: [actions.submit(one, by=by, at=NOON).application.case.number for one in pair]

    pairs = [drafts[index : index + 2] for index in range(0, 50, 2)]
    numbers = [number for two in at_once(*(send(one) for one in pairs)) for number in two]
    assert sorted(int(one[14:19]) for one in numbers) == list(range(before + 1, before + 51))
    assert len(set(numbers)) == 50
    assert serial_now() == before + 50
    sent = Entry.objects.filter(chain__in=[one.pk for one in drafts], code="approvals.application.submitted")
    assert sent.count() == 50


def test_a_refused_submission_leaves_no_gap(world: World) -> None:
    drafts = [empty_draft(world, contact_phone="" if index % 2 else "138") for index in range(12)]
    before = serial_now()
    results = at_once(*(lambda one=one: actions.submit(one, by=world.clerk, at=NOON) for one in drafts))
    given = [one.application.case.number for one in results if not isinstance(one, Refused)]
    assert lost(results) == [RuleBroken] * 6
    assert sorted(int(one[14:19]) for one in given) == list(range(before + 1, before + 7))


def serial_now() -> int:
    found = NumberSeries.objects.filter(scope="case:210100", period="20260302").first()
    return found.last if found else 0


def test_the_record_of_one_case_stays_one_chain(world: World) -> None:
    application = world.submitted()

    def correct(what: str) -> Any:
        facts = {"what": what, "values": {"statement": what}}
        return lambda: actions.correct_on_the_spot(application, **facts, by=world.clerk, at=NOON)

    assert lost(at_once(*(correct(str(index)) for index in range(8)))) == []
    entries = list(Entry.objects.filter(chain=application.pk).order_by("seq"))
    assert [one.seq for one in entries] == list(range(1, len(entries) + 1))
    for before, after in pairwise(entries):
        assert bytes(after.previous_hash) == bytes(before.hash)
        text = "\n".join([bytes(before.hash).hex(), str(after.seq), after.recorded_text, after.body])
        assert bytes(after.hash) == hashlib.sha256(text.encode()).digest()
    assert world.fresh(application).statement == entries[-1].data["what"]


def test_the_same_draft_sent_twice_is_one(world: World) -> None:
    facts = {"applicant": world.resident.person, "answers": {}, "application_id": new_id()}
    results = at_once(
        *(lambda: actions.save_draft(world.item(), **facts, by=world.resident, at=NOON) for _ in "12")
    )
    assert lost(results) == [RuleBroken]
    assert Entry.objects.filter(chain=facts["application_id"]).count() == 1


def test_two_versions_of_one_day_and_one_is_published(world: World) -> None:
    drafts = [world.reviewed(world.copied(date(2026, 3, 2))) for _ in range(2)]
    facts = {"instrument_no": "示例〔2026〕3号", "by": world.approver, "at": NOON}
    results = at_once(*(lambda one=one: actions.publish_version(one, **facts) for one in drafts))
    assert lost(results) == [RuleBroken]
    assert ItemVersion.objects.filter(item__code=FOUR_ONES, state="in_force").count() == 1


def test_the_copy_is_not_the_database_of_the_run() -> None:
    assert str(connection.settings_dict["NAME"]).endswith("_race")


def test_two_arrows_at_once_make_no_circle(world: World) -> None:
    """Each is lawful alone; only one of them is drawn."""
    first, second = world.item("investment-filing"), world.item("road-occupation")
    facts = {"kind": "hard", "legal_basis": "行政许可法第十二条", "since": date(2026, 1, 1), "at": NOON}

    def arrow(before: Item, after: Item) -> Callable[[], Any]:
        by = world.machine("city data")
        return lambda: actions.set_prerequisite(after, before=before, **facts, by=by)

    outcomes = at_once(arrow(first, second), arrow(second, first))
    assert sorted(type(one).__name__ for one in outcomes) == ["PrerequisiteSet", "RuleBroken"]
    pair = Prerequisite.objects.filter(before__in=[first, second], after__in=[first, second])
    assert pair.count() == 1


def test_devolved_while_it_is_submitted(world: World) -> None:
    """Whoever comes first: received before, it stays; devolved before, it is refused. Never both."""
    faku = Org.objects.select_related("region").get(code="county-faku")
    draft = world.draft(place=faku.region)
    loader = world.machine("city data")
    grant = actions.draft_delegation(
        world.org(), kind="devolved", title="x", instrument_no="x", items=[world.item()],
        receivers=[(faku, faku.region)], starts_on=NOON.date(), by=loader, at=NOON,
    ).grant  # fmt: skip
    results = at_once(
        lambda: actions.submit(draft, by=world.resident, at=NOON),
        lambda: actions.publish_delegation(grant, by=loader, at=NOON),
    )
    submitted, published = results
    actions.end_delegation(
        grant, ends_on=NOON.date(), instrument_no="x", by=world.actor("approver.catalogue"), at=NOON
    )
    assert not isinstance(published, Exception)
    state = world.fresh(draft).state
    assert state == (State.DRAFT if isinstance(submitted, RuleBroken) else State.SUBMITTED)


def test_devolved_between_the_question_and_the_saving(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The body was still competent when it was asked for, and no longer when the application is saved."""
    faku = Org.objects.select_related("region").get(code="county-faku")
    draft = world.draft(place=faku.region)
    loader = world.machine("city data")
    grant = actions.draft_delegation(
        world.org(), kind="devolved", title="x", instrument_no="x", items=[world.item()],
        receivers=[(faku, faku.region)], starts_on=NOON.date(), by=loader, at=NOON,
    ).grant  # fmt: skip
    ask, before = intake.take_to_competent_body, facts_of(draft)

    def asked_too_early(application: Application, received_on: date) -> None:
        ask(application, received_on)
        published = at_once(lambda: actions.publish_delegation(grant, by=loader, at=NOON))
        assert lost(published) == []

    monkeypatch.setattr(intake, "take_to_competent_body", asked_too_early)
    with pytest.raises(RuleBroken, match="刚刚下放"):
        actions.submit(draft, by=world.resident, at=NOON)
    actions.end_delegation(
        grant, ends_on=NOON.date(), instrument_no="x", by=world.actor("approver.catalogue"), at=NOON
    )
    assert world.fresh(draft).state == State.DRAFT
    assert facts_of(draft) == before
    assert Refusal.objects.filter(subject_id=draft.pk, reason="rule_broken").count() == 1


def test_two_grants_for_one_place_and_one_is_published(world: World) -> None:
    loader = world.machine("city data")
    faku = Org.objects.select_related("region").get(code="county-faku")

    def drafted(code: str) -> Any:
        return actions.draft_delegation(
            world.org(), kind="devolved", title=code, instrument_no="x", items=[world.item()],
            receivers=[(Org.objects.get(code=code), faku.region)], starts_on=date(2026, 9, 1), by=loader, at=NOON,
        ).grant  # fmt: skip

    one, other = drafted("county-faku"), drafted("county-xinmin")
    results = at_once(
        lambda: actions.publish_delegation(one, by=loader, at=NOON),
        lambda: actions.publish_delegation(other, by=loader, at=NOON),
    )
    assert lost(results) == [RuleBroken]
    assert DelegationLine.objects.filter(grant__in=[one, other], is_live=True).count() == 1


def test_two_opinions_of_one_member_and_one_is_given(world: World) -> None:
    cast = SixthRound(world)
    proposal = cast.circulated(cast.proposal(cast.opened(), FOUR_ONES), "retain")
    member = proposal.round.members.get(duty="legal")

    def speak(stance: str) -> Any:
        facts = {"stance": stance, "text": "依据"}
        return lambda: actions.give_opinion(
            proposal, member=member, **facts, by=cast.voices["legal"], at=NOON
        )

    results = at_once(speak("agree"), speak("disagree"))
    assert lost(results) == [RuleBroken]
    assert proposal.opinions.count() == 1
