"""整读: every row, with the values that the ORM gives, moments included; only where parts can be read."""

from __future__ import annotations

import gc
from types import SimpleNamespace

import pytest

from tests.world import World
from yimen.kernel.audit.models import Entry
from yimen.kernel.base import reading
from yimen.kernel.base.reading import many_rows, whole
from yimen.kernel.orgs.models import Org


def test_gives_what_the_orm_gives(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 7)
    asked = Entry.objects.order_by("pk").values_list(
        "pk", "code", "seq", "happened_at", "recorded_at", "hash"
    )
    found = list(whole(asked))
    assert len(found) > 20
    assert found == [tuple(one) for one in asked]


def test_what_no_row_can_answer_and_two_at_once(world: World) -> None:
    assert list(whole(Org.objects.none().values_list("pk"))) == []
    asked = Org.objects.order_by("code").values_list("code", flat=False)
    pairs = list(zip(whole(asked), whole(asked), strict=True))
    assert all(one == other for one, other in pairs)
    assert len(pairs) == Org.objects.count()


def test_needs_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError, match="needs a transaction"):
        next(whole(Org.objects.values_list("pk")))


def test_the_search_for_garbage_is_on_again_afterwards() -> None:
    def fail() -> None:
        with many_rows():
            assert not gc.isenabled()
            raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        fail()
    assert gc.isenabled()
