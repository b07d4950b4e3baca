"""Who may: only what stands in the table, once; machines by name; the public as the public."""

from __future__ import annotations

import pytest

from yimen.kernel.base import grants
from yimen.kernel.base.actor import Actor, Machine, Public
from yimen.kernel.base.refusals import NotAllowed, Refused, RuleBroken, TooMany, WrongState


def test_what_is_in_no_table_is_granted_to_nobody() -> None:
    assert not Machine("closing").may("nothing.at.all", None)
    assert not Public().may("nothing.at.all", None)


def test_a_permission_is_granted_in_one_table_only() -> None:
    permission, grounds = next(iter(grants.table().items()))
    grants.register({permission: list(grounds)})
    with pytest.raises(ValueError, match="granted twice"):
        grants.register({permission: [grants.anyone, *grounds]})
    assert grants.table()[permission] == grounds


@pytest.mark.parametrize(
    ("actor", "holds"), [(Machine("sweep"), True), (Machine("sweeper"), False), (Public(), False)]
)
def test_a_machine_is_known_by_its_whole_name(actor: Actor, holds: bool) -> None:
    assert grants.machine("sweep", "closing").holds(actor, None) is holds


def test_nobody_signed_in_is_not_signed_in() -> None:
    assert not grants.signed_in.holds(Public(), None)
    assert not grants.signed_in.holds(Machine("sweep"), None)
    assert grants.anyone.holds(Public(), None)


def test_who_acts_says_so_in_the_record() -> None:
    sweep, public = Machine("sweep"), Public()
    assert (sweep.kind, sweep.id, sweep.label, sweep.origin) == ("machine", "sweep", "系统（sweep）", "job")
    assert (public.kind, public.id, public.label, public.origin) == ("public", "", "公众", "page")
    assert isinstance(sweep, Actor)
    assert isinstance(public, Actor)


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        (NotAllowed, 403, "not_allowed"),
        (WrongState, 409, "wrong_state"),
        (RuleBroken, 422, "rule_broken"),
        (TooMany, 429, "too_many"),
    ],
)
def test_a_refusal_says_how_it_says_no(kind: type[Refused], status: int, code: str) -> None:
    assert (kind.status, kind.code) == (status, code)
    assert str(NotAllowed()) == "您没有办理此事的权限。如需办理，请联系本单位的岗位管理人员。"
    refusal = RuleBroken("不行", fields={"days": "太多"})
    assert (str(refusal), refusal.fields) == ("不行", {"days": "太多"})
