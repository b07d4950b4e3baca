"""用印 as a verb: the right seal, by the right hands, once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Machine, Public
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.documents import actions, jobs, making, queries
from yimen.kernel.documents.models import Document, File, Seal, SealUse
from yimen.kernel.documents.permissions import SEALING_MACHINE
from yimen.kernel.documents.states import SealKind, Standing, State
from yimen.kernel.documents.verification import Outcome, verify
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.roles import Role

from .conftest import NOON, ORG, TODAY, drawn_up, register

pytestmark = pytest.mark.django_db


def require_unsealed(document: Document) -> None:
    document = Document.objects.get(pk=document.pk)
    assert (document.state, document.sealed_file, document.sealed_at) == (State.DRAWN_UP, None, None)
    assert SealUse.objects.count() == 0
    assert Entry.objects.filter(code="documents.document.sealed").count() == 0


def test_seals(bureau: Org, keeper: PersonActor, approval_seal: Seal) -> None:
    document = drawn_up(bureau)
    done = actions.seal(document, seal=approval_seal, by=keeper, at=NOON)
    assert recorded(done) == f"赵印 在《准予行政许可决定书 示城管许字〔2026〕12号》上加盖 {ORG}行政审批专用章"
    fresh = Document.objects.get(pk=document.pk)
    assert (fresh.state, fresh.sealed_at, fresh.sealed_file_id) == (State.SEALED, NOON, done.sha256)
    assert fresh.standing(TODAY + timedelta(days=10)) == Standing.IN_FORCE
    verdict = verify(queries.pdf(fresh))
    assert (verdict.outcome, verdict.org, verdict.seal) == (Outcome.GENUINE, ORG, f"{ORG}行政审批专用章")
    assert verdict.sha256 == done.sha256


def test_notes_the_use_of_the_seal(bureau: Org, keeper: PersonActor, approval_seal: Seal) -> None:
    document = drawn_up(bureau)
    done = actions.seal(document, seal=approval_seal, by=keeper, at=NOON)
    [use] = SealUse.objects.all()
    assert (use.document, use.seal, use.used_by_label, use.used_at) == (document, approval_seal, "赵印", NOON)
    made = making.make(document.kind, document.data)
    assert queries.pdf(done.document).startswith(made.pdf)
    assert use.seal_place == made.place
    assert use.sha256_after == done.sha256
    for change in (
        lambda: SealUse.objects.filter(pk=use.pk).update(used_by_label="x"),
        lambda: SealUse.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            change()


def test_sealed_file_stays(bureau: Org, keeper: PersonActor, approval_seal: Seal) -> None:
    document = drawn_up(bureau)
    actions.seal(document, seal=approval_seal, by=keeper, at=NOON)
    with pytest.raises(DatabaseError, match="keeps its file"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(sealed_at=NOON + timedelta(days=1))


def test_once(bureau: Org, keeper: PersonActor, approval_seal: Seal) -> None:
    document = drawn_up(bureau)
    actions.seal(document, seal=approval_seal, by=keeper, at=NOON)
    with pytest.raises(WrongState):
        actions.seal(document, seal=approval_seal, by=keeper, at=NOON)
    assert SealUse.objects.count() == 1


def test_refuses_strangers(
    bureau: Org, other: Org, approval_seal: Seal, acting: Callable[..., PersonActor]
) -> None:
    document = drawn_up(bureau)
    strangers = [
        Public(),
        Machine("calendar"),
        acting("孙他", Role.SEAL_KEEPER, other),
        acting("李审", Role.SECTION_EXAMINER, bureau),
        acting("周无", Role.SEAL_KEEPER, bureau, is_secured=False),
    ]
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            actions.seal(document, seal=approval_seal, by=stranger, at=NOON)
    require_unsealed(document)
    assert Refusal.objects.filter(verb="documents.seal", reason="not_allowed").count() == len(strangers)


def test_refuses_the_wrong_seal(bureau: Org, other: Org, keeper: PersonActor, acceptance_seal: Seal) -> None:
    document = drawn_up(bureau)
    with pytest.raises(RuleBroken, match="应当加盖行政审批专用章"):
        actions.seal(document, seal=acceptance_seal, by=keeper, at=NOON)
    with pytest.raises(RuleBroken, match="不是发文机关的印章"):
        actions.seal(document, seal=register(other, SealKind.APPROVAL), by=keeper, at=NOON)
    require_unsealed(document)


def test_refuses_a_seal_out_of_use(
    bureau: Org, keeper: PersonActor, leader: PersonActor, approval_seal: Seal
) -> None:
    document = drawn_up(bureau)
    for at in (NOON - timedelta(days=1), NOON + timedelta(days=366 * 5)):
        with pytest.raises(RuleBroken, match="不在有效期内"):
            actions.seal(document, seal=approval_seal, by=keeper, at=at)
    actions.revoke_seal(approval_seal, reason="遗失", by=leader, at=NOON)
    with pytest.raises(RuleBroken, match="已经停用"):
        actions.seal(document, seal=approval_seal, by=keeper, at=NOON)
    require_unsealed(document)


def test_machine_seals_only_what_seals_itself(bureau: Org, approval_seal: Seal) -> None:
    document = drawn_up(bureau)
    with pytest.raises(RuleBroken, match="应当由用印员用印"):
        actions.seal(document, seal=approval_seal, by=Machine(SEALING_MACHINE), at=NOON)
    require_unsealed(document)


def test_machine_seals_notices_after_the_act(bureau: Org, other: Org, approval_seal: Seal) -> None:
    seal = register(bureau, SealKind.ACCEPTANCE, at=timezone.now() - timedelta(days=1))
    notice = drawn_up(bureau, "acceptance_notice", seal_with=SealKind.ACCEPTANCE, seals_itself=True)
    orphan = drawn_up(other, "acceptance_notice", seal_with=SealKind.ACCEPTANCE, seals_itself=True)
    result = drawn_up(bureau, number="示城管许字〔2026〕13号")
    assert jobs.set_waiting_seals() is False
    drawn = Document.objects.filter(pk__in=[notice.pk, orphan.pk, result.pk])
    states = {one.pk: one.state for one in drawn}
    assert states == {notice.pk: State.SEALED, orphan.pk: State.DRAWN_UP, result.pk: State.DRAWN_UP}
    [use] = SealUse.objects.all()
    assert (use.seal, use.used_by_id) == (seal, SEALING_MACHINE)
    assert jobs.set_waiting_seals() is False
    assert SealUse.objects.count() == 1


def test_lost_key_leaves_the_document_waiting(
    bureau: Org, keeper: PersonActor, approval_seal: Seal, settings
) -> None:
    settings.YIMEN_KEYS = settings.YIMEN_KEYS.with_name("lost")
    document = drawn_up(bureau)
    kept = File.objects.count()
    with pytest.raises(RuleBroken, match="密钥无法打开"):
        actions.seal(document, seal=approval_seal, by=keeper, at=NOON)
    require_unsealed(document)
    assert File.objects.count() == kept
