"""纸质用印: in force by the keeper's seal on the paper, recorded with name and time; the file may be sealed later."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.trials import only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.documents import actions, findings, queries
from yimen.kernel.documents.models import Document, Seal, SealUse
from yimen.kernel.documents.permissions import SEALING_MACHINE
from yimen.kernel.policies.loading import ensure_policy
from yimen.modules.approvals import watched
from yimen.modules.approvals.actions import conclude

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture
def decision(world: World) -> Document:
    return world.decided().documents.get(kind="decision").document


def seal_paper_today() -> None:
    """The city seals on paper this month."""
    facts = {"unit": "", "basis": "示例", "is_confirmed": True, "by": Machine("city data"), "at": NOON}
    ensure_policy(
        code="documents.sealing",
        scope="",
        value="paper",
        note="",
        in_force_from=TODAY,
        in_force_to=date(2026, 3, 31),
        **facts,
    )


def test_is_in_force_and_waits_no_more(world: World, decision: Document) -> None:
    done = actions.seal_on_paper(decision, by=world.keeper, at=NOON)
    found = Document.objects.get(pk=decision.pk)
    assert recorded(done) == f"{world.keeper.label} 在纸质《{decision}》上加盖行政审批专用章"
    assert (found.state, found.paper_sealed_at, found.paper_sealed_by) == (
        "drawn_up",
        NOON,
        world.keeper.label,
    )
    assert (found.sealed_file, found.is_sealed, found.waits_for_seal) == (None, True, False)
    assert found.standing(TODAY) == "in_force"
    assert not SealUse.objects.filter(document=decision).exists()


def test_who_verifies_is_told_when_it_was_sealed_on_paper(world: World, decision: Document) -> None:
    actions.seal_on_paper(decision, by=world.keeper, at=NOON)
    finding = findings.for_code(decision.verify_code, on=TODAY)
    assert (finding.outcome, finding.paper_sealed_at, finding.sealed_at) == ("in_force", NOON, None)


def test_its_file_can_be_sealed_later(world: World, decision: Document) -> None:
    actions.seal_on_paper(decision, by=world.keeper, at=NOON)
    seal = Seal.objects.get(org=decision.org, kind="approval_seal")
    later = world.later(3)
    sealed = actions.seal(
        decision, seal=seal, by=world.actor("seal.construction", at=later), at=later
    ).document
    assert (sealed.state, sealed.sealed_at, sealed.paper_sealed_at) == ("sealed", later, NOON)


def test_refuses_a_second_time(world: World, decision: Document) -> None:
    actions.seal_on_paper(decision, by=world.keeper, at=NOON)
    with refused(RuleBroken, decision, "这份文书已经在纸质上用印。"):
        actions.seal_on_paper(decision, by=world.keeper, at=NOON)


def test_refuses_what_has_a_sealed_file(world: World) -> None:
    document = world.sealed().documents.get(kind="decision").document
    with refused(WrongState, document):
        actions.seal_on_paper(document, by=world.keeper, at=NOON)


def test_a_machine_sets_no_seal_on_paper(decision: Document) -> None:
    with refused(RuleBroken, decision, "纸质用印应当由用印员办理。"):
        actions.seal_on_paper(decision, by=Machine(SEALING_MACHINE), at=NOON)


def test_only_the_keeper(world: World, decision: Document) -> None:
    only(world, decision, actions.seal_on_paper, "keeper")


def test_time_and_keeper_go_together(decision: Document) -> None:
    with pytest.raises(IntegrityError, match="sealed_on_paper_has_time_and_keeper"), transaction.atomic():
        Document.objects.filter(pk=decision.pk).update(paper_sealed_at=NOON)


def test_on_a_day_of_paper_the_case_is_concluded_without_a_file(world: World) -> None:
    seal_paper_today()
    application = world.decided()
    done = conclude(application, by=world.keeper, at=NOON)
    results = [one.document for one in application.documents.filter(kind__in=["decision", "licence"])]
    assert done.application.state == "sealed"
    assert {(one.is_sealed, one.sealed_file_id, one.paper_sealed_by) for one in results} == {
        (True, None, world.keeper.label)
    }


def test_on_a_day_of_paper_who_hands_a_notice_out_has_sealed_it(world: World) -> None:
    seal_paper_today()
    notice = world.accepted().documents.get(kind="acceptance_notice").document
    assert (notice.paper_sealed_at, notice.paper_sealed_by) == (NOON, world.clerk.label)
    assert not queries.sealing_themselves(NOON).filter(pk=notice.pk).exists()


def test_on_other_days_notices_wait_for_the_machine(world: World) -> None:
    notice = world.accepted().documents.get(kind="acceptance_notice").document
    assert (notice.paper_sealed_at, notice.waits_for_seal) == (None, True)
    assert actions.are_sealed_on_paper(date(2008, 6, 2))
    assert not actions.are_sealed_on_paper(TODAY)
    assert not actions.are_sealed_on_paper(date(2019, 4, 26))


def test_an_applicant_sees_the_result_once_it_is_sealed_on_paper(world: World) -> None:
    from yimen.modules.approvals.queries import documents

    application = world.decided()
    shown = documents(application, world.resident)
    assert not shown.filter(kind="decision").exists()
    actions.seal_on_paper(application.documents.get(kind="decision").document, by=world.keeper, at=NOON)
    assert shown.filter(kind="decision").exists()


def test_supervision_reads_a_number_from_the_day_on_which_it_was_given(world: World) -> None:
    application = world.decided()
    decision = application.documents.get(kind="decision").document
    key, number, series, org, path, day = next(
        row for row in watched.serials(TODAY, TODAY) if row[1] == decision.number
    )
    own = decision.org.code
    assert (key, series, org, path, day) == (decision.pk, own, own, decision.org.path, TODAY)
    licence = application.documents.get(kind="licence").document
    assert [row[2:4] for row in watched.serials(TODAY, TODAY) if row[1] == licence.number] == [("", own)]
    assert not [row for row in watched.papers(TODAY, TODAY) if row[2] == number]
    assert not [row for row in watched.serials(date(2019, 1, 1), date(2019, 12, 31)) if row[1] == number]


def test_supervision_reads_what_is_sealed_on_paper(world: World) -> None:
    seal_paper_today()
    application = conclude(world.decided(), by=world.keeper, at=NOON).application
    rows = [row for row in watched.papers(TODAY, TODAY) if row[7] == application.number]
    decision = application.documents.get(kind="decision").document
    assert sorted((row[0], row[5], row[8]) for row in rows) == [
        ("decisions", TODAY, 1),
        ("licences", TODAY, 1),
    ]
    assert next(row for row in rows if row[0] == "decisions")[2] == decision.number
    later = world.later(3)
    seal = Seal.objects.get(org=decision.org, kind="approval_seal")
    actions.seal(decision, seal=seal, by=world.actor("seal.construction", at=later), at=later)
    again = [row for row in watched.papers(TODAY, local_day(later)) if row[2] == decision.number]
    assert [(row[5], row[8]) for row in again] == [(TODAY, 2)]
