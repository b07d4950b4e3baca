"""撤销, 替换, and the register of seals."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from yimen.kernel.audit.recorded import entry_of, recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.documents import actions, queries
from yimen.kernel.documents.models import Document, Seal
from yimen.kernel.documents.states import SealKind, Standing, State
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.roles import Role

from .conftest import NOON, ORG, TODAY, drawn_up, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(bureau: Org, keeper: PersonActor, approval_seal: Seal) -> Document:
    return actions.seal(drawn_up(bureau), seal=approval_seal, by=keeper, at=NOON).document


def test_revokes(sealed: Document, leader: PersonActor) -> None:
    done = actions.revoke(sealed, reason="被许可人死亡", by=leader, at=NOON)
    assert recorded(done) == "钱领 撤销了《准予行政许可决定书 示城管许字〔2026〕12号》：被许可人死亡"
    fresh = Document.objects.get(pk=sealed.pk)
    assert (fresh.state, fresh.ended_at, fresh.ended_reason) == (State.REVOKED, NOON, "被许可人死亡")
    assert fresh.standing(TODAY) == Standing.REVOKED
    with pytest.raises(WrongState):
        actions.revoke(sealed, reason="再次", by=leader, at=NOON)


def test_revocation_needs_a_reason_and_a_leader(
    sealed: Document, keeper: PersonActor, leader: PersonActor
) -> None:
    with pytest.raises(RuleBroken, match="请写明原因"):
        actions.revoke(sealed, reason="  ", by=leader, at=NOON)
    with pytest.raises(NotAllowed):
        actions.revoke(sealed, reason="x", by=keeper, at=NOON)
    assert Document.objects.get(pk=sealed.pk).state == State.SEALED


def test_supersedes(sealed: Document, bureau: Org, other: Org, leader: PersonActor) -> None:
    successor = drawn_up(bureau, number="示城管许字〔2026〕13号")
    for wrong in (sealed, drawn_up(other)):
        with pytest.raises(RuleBroken, match="本机关的另一份文书"):
            actions.supersede(sealed, successor=wrong, reason="变更", by=leader, at=NOON)
    done = actions.supersede(sealed, successor=successor, reason="变更面积", by=leader, at=NOON)
    assert recorded(done) == (
        "钱领 以《准予行政许可决定书 示城管许字〔2026〕13号》替换了《准予行政许可决定书 示城管许字〔2026〕12号》：变更面积"
    )
    assert Document.objects.get(pk=sealed.pk).standing(TODAY) == Standing.SUPERSEDED


def test_registers_a_seal(bureau: Org, administrator: PersonActor) -> None:
    name = f"{ORG}公章"
    done = actions.register_seal(bureau, kind="official", name=name, by=administrator, at=NOON)
    assert recorded(done) == f"管理员 登记了 {name}"
    assert entry_of(done).subject_id == str(done.seal.pk)
    assert done.seal.stamp_text == ""
    assert done.seal.is_in_use(NOON)
    assert done.seal.key_ref == f"file:{done.seal.pk.hex}"


def test_one_seal_of_a_kind(bureau: Org, administrator: PersonActor, approval_seal: Seal) -> None:
    with pytest.raises(RuleBroken, match="已有同种印章在用"):
        register(bureau, SealKind.APPROVAL)
    assert Seal.objects.filter(org=bureau).count() == 1
    actions.revoke_seal(approval_seal, reason="更换", by=administrator, at=NOON)
    register(bureau, SealKind.APPROVAL)
    assert Seal.objects.filter(org=bureau).count() == 2


def test_only_administrators_register(bureau: Org, keeper: PersonActor, leader: PersonActor) -> None:
    for stranger in (keeper, leader):
        with pytest.raises(NotAllowed):
            actions.register_seal(bureau, kind="official", name="x", by=stranger, at=NOON)
    assert Seal.objects.filter(org=bureau).count() == 0


def test_unknown_outside_key_registers_nothing(bureau: Org, administrator: PersonActor) -> None:
    with pytest.raises(RuleBroken, match="外部印章证书无法打开"):
        actions.register_seal(
            bureau, kind="official", name="x", key_ref="pkcs12:none", by=administrator, at=NOON
        )
    assert Seal.objects.filter(org=bureau).count() == 0


def test_revokes_a_seal(approval_seal: Seal, leader: PersonActor, keeper: PersonActor) -> None:
    with pytest.raises(NotAllowed):
        actions.revoke_seal(approval_seal, reason="遗失", by=keeper, at=NOON)
    done = actions.revoke_seal(approval_seal, reason="遗失", by=leader, at=NOON)
    assert recorded(done) == f"钱领 停用了 {ORG}行政审批专用章：遗失"
    assert queries.revoked_serials() == {int(approval_seal.serial): NOON}
    with pytest.raises(RuleBroken, match="印章已经停用"):
        actions.revoke_seal(approval_seal, reason="遗失", by=leader, at=NOON)


def test_database_keeps_seals_whole(approval_seal: Seal) -> None:
    with pytest.raises(IntegrityError, match="revoked_seal_has_reason"), transaction.atomic():
        Seal.objects.filter(pk=approval_seal.pk).update(revoked_at=NOON)
    with pytest.raises(IntegrityError, match="seal_ends_after_it_begins"), transaction.atomic():
        Seal.objects.filter(pk=approval_seal.pk).update(valid_until=NOON)


def test_register_shows_what_one_may_see(
    bureau: Org,
    other: Org,
    approval_seal: Seal,
    administrator: PersonActor,
    keeper: PersonActor,
    acting: Callable[..., PersonActor],
) -> None:
    theirs = register(other, SealKind.APPROVAL)
    assert {approval_seal, theirs} <= set(queries.seals(administrator))
    assert set(queries.seals(keeper)) == {approval_seal}
    assert set(queries.seals(acting("王受", Role.WINDOW_CLERK, bureau))) == set()
