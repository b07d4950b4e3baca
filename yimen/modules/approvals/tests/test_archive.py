"""归档: the package of the case is fixed by one hash that changes with every document, material or fact."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

import pytest
from django.db import ProgrammingError, transaction

from tests.trials import once, only, refused
from tests.world import NOON, World
from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import WrongState
from yimen.kernel.documents.models import Document
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, ApplicationMaterial
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db


def test_fixes_the_package(world: World, closed: Application) -> None:
    done = actions.archive(closed, by=world.archivist, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·文静 归档，共 5 份文书"
    assert application.state == State.ARCHIVED
    assert re.fullmatch("[0-9a-f]{64}", application.archive_hash)
    assert application.archive_hash == done.archive_hash


def test_the_hash_can_be_recomputed_from_the_package(world: World, closed: Application) -> None:
    lines = [
        f"document {one.document_id} {one.document.data_sha256}"
        for one in closed.documents.select_related("document").order_by("pk")
    ]
    lines += [f"material {one.key} {one.file_id}" for one in closed.materials.order_by("pk")]
    entries = Entry.objects.filter(chain=closed.pk).order_by("seq")
    lines += [f"entry {one.seq} {bytes(one.hash).hex()}" for one in entries]
    expected = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    assert actions.archive(closed, by=world.archivist, at=NOON).archive_hash == expected


def test_what_a_document_says_cannot_be_changed(closed: Application) -> None:
    decision = Document.objects.filter(case_ref=closed.pk, kind="decision")
    with pytest.raises(ProgrammingError, match="cannot be changed"), transaction.atomic():
        decision.update(data_sha256="0" * 64)


def test_the_hash_tells_a_changed_material_and_a_further_fact(world: World, closed: Application) -> None:
    def hash_after(change: Callable[[], object]) -> str:
        point = transaction.savepoint()
        change()
        found = actions.archive(closed, by=world.archivist, at=NOON).archive_hash
        transaction.savepoint_rollback(point)
        return found

    cards = ApplicationMaterial.objects.filter(application=closed, key="identity-card")
    facts = {"field": "subject", "new_value": "更正", "reason": "笔误"}
    hashes = [
        hash_after(lambda: None),
        hash_after(lambda: cards.update(file=None, is_paper=True)),
        hash_after(lambda: actions.propose_record_correction(closed, **facts, by=world.steward, at=NOON)),
    ]
    assert len(set(hashes)) == 3
    assert hash_after(lambda: None) == hashes[0]


def test_what_ended_without_a_decision_is_archived_too(world: World, accepted: Application) -> None:
    actions.withdraw(accepted, by=world.resident, at=NOON)
    assert actions.archive(accepted, by=world.archivist, at=NOON).documents == 2


def test_refuses_what_is_open_and_twice(world: World, sealed: Application, archived: Application) -> None:
    for application in (sealed, archived):
        with refused(WrongState, application):
            actions.archive(application, by=world.archivist, at=NOON)


def test_only_the_archivist(world: World, closed: Application) -> None:
    only(world, closed, actions.archive, "archivist")


def test_endpoint_archives_once(world: World, closed: Application) -> None:
    answer = once(world.archivist, closed, "archiving", "approvals.application.archived")
    assert answer["state"] == "archived"
