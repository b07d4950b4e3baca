"""联合发文: one document of two organs bears the seals of both, or of none."""

from __future__ import annotations

import pytest

from yimen.kernel.audit.events import sentence
from yimen.kernel.audit.models import Entry
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents import actions, jobs, making, queries
from yimen.kernel.documents.models import Document, SealUse
from yimen.kernel.documents.permissions import SEALING_MACHINE
from yimen.kernel.documents.states import SealKind, State
from yimen.kernel.documents.verification import Outcome, verify
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor

from .conftest import NOON, ORG, drawn_up, register

pytestmark = pytest.mark.django_db
MACHINE = Machine(SEALING_MACHINE)


@pytest.fixture
def joint(bureau: Org, other: Org) -> Document:
    how = {"seal_with": SealKind.OFFICIAL, "seals_itself": True}
    return drawn_up(bureau, "joint_rectification", joint=[other], **how)


def test_bears_the_seals_of_both(bureau: Org, other: Org, joint: Document) -> None:
    register(bureau, SealKind.OFFICIAL)
    register(other, SealKind.OFFICIAL)
    jobs.set_waiting_seals()
    pdf = queries.pdf(Document.objects.get(pk=joint.pk))
    verdict = verify(pdf)
    assert verdict.outcome == Outcome.GENUINE
    assert [one.org for one in verdict.signatures] == [ORG, "示例市公安局"]
    assert [one.is_whole_file for one in verdict.signatures] == [False, True]
    first, second = SealUse.objects.filter(document=joint).order_by("seal__org__code")
    assert (first.seal.org, second.seal.org) == (bureau, other)
    assert first.sha256_after == second.sha256_before
    assert list(making.make(joint.kind, joint.data).places) == [
        first.seal_place,
        second.seal_place,
    ]
    assert second.seal_place.x - first.seal_place.x > 130  # 42 mm are 119 points: they do not touch
    entry = Entry.objects.get(code="documents.document.sealed-jointly")
    told = sentence(entry.code, entry.data, entry.actor_label)
    assert told.endswith(f"上加盖 {first.seal}、{second.seal}")


def test_of_none_while_one_is_missing(bureau: Org, joint: Document) -> None:
    own = register(bureau, SealKind.OFFICIAL)
    with pytest.raises(RuleBroken, match="sample-other"):
        actions.seal(joint, seal=own, by=MACHINE, at=NOON)
    assert Document.objects.get(pk=joint.pk).state == State.DRAWN_UP
    assert SealUse.objects.count() == 0


def test_no_keeper_sets_the_seal_of_another_organ(
    bureau: Org, other: Org, joint: Document, keeper: PersonActor
) -> None:
    own = register(bureau, SealKind.OFFICIAL)
    register(other, SealKind.OFFICIAL)
    with pytest.raises(RuleBroken, match="联合发文由系统"):
        actions.seal(joint, seal=own, by=keeper, at=NOON)
    assert SealUse.objects.count() == 0


def test_a_changed_byte_is_seen(bureau: Org, other: Org, joint: Document) -> None:
    register(bureau, SealKind.OFFICIAL)
    register(other, SealKind.OFFICIAL)
    jobs.set_waiting_seals()
    pdf = queries.pdf(Document.objects.get(pk=joint.pk))
    assert verify(pdf + b"\n% more\n").outcome == Outcome.CHANGED
