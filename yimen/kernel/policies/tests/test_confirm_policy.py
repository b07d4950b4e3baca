"""核实参数: the basis is named, nothing else changes."""

from datetime import date

import pytest

from yimen.kernel import policies
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Public
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.policies import actions
from yimen.kernel.policies.models import Policy

DAY = date(2026, 1, 1)


@pytest.fixture
def unsure(book, entries, keeper, noon):
    done = actions.set_policy(
        book, code="documents.max_files", value=40, in_force_from=DAY, is_confirmed=False, by=keeper, at=noon
    )
    return done.policy


def test_confirms(book, unsure, keeper, noon):
    done = actions.confirm_policy(book, policy=unsure, basis="市政府令第1号第二条", by=keeper, at=noon)
    assert (done.policy.is_confirmed, done.policy.value, done.policy.in_force_from) == (True, 40, DAY)
    assert recorded(done) == "系统（城市数据） 核实了documents.max_files（依据：市政府令第1号第二条）"
    assert policies.on(DAY, "documents.max_files").basis == "市政府令第1号第二条"


def test_refuses_without_a_basis_and_twice(book, unsure, keeper, noon, entries):
    with pytest.raises(RuleBroken, match="请写明依据的文件和条款。"):
        actions.confirm_policy(book, policy=unsure, basis=" ", by=keeper, at=noon)
    assert not Policy.objects.get().is_confirmed
    actions.confirm_policy(book, policy=unsure, basis="甲", by=keeper, at=noon)
    with pytest.raises(RuleBroken, match="这项参数已经核实。"):
        actions.confirm_policy(book, policy=unsure, basis="乙", by=keeper, at=noon)
    assert Policy.objects.get().basis == "甲"
    assert entries() == 2


def test_refuses_a_stranger(book, unsure, noon):
    with pytest.raises(NotAllowed):
        actions.confirm_policy(book, policy=unsure, basis="甲", by=Public(), at=noon)
    assert not Policy.objects.get().is_confirmed
