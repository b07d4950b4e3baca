"""成批: many acts in one transaction, each recorded and refused as if it were alone; nothing is half done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from psycopg.errors import DeadlockDetected

from tests.world import World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.audit.tail import Tail, register
from yimen.kernel.audit.together import at_the_end, current_batch, together
from yimen.kernel.base.actor import Machine, Public
from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.meanwhile import meanwhile
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.orgs import actions
from yimen.kernel.orgs.models import Org

CITY_DATA = Machine("city data")
CODES = ("education", "health", "water")


def rename(code: str, name: str, at: datetime, by: object = CITY_DATA) -> object:
    return actions.amend_org(Org.objects.get(code=code), changes={"name": name}, by=by, at=at)


def renaming(at: datetime) -> list[Callable[[], object]]:
    return [partial(rename, code, f"新{code}", at) for code in CODES]


def names() -> list[str]:
    return list(Org.objects.filter(code__in=CODES).order_by("code").values_list("name", flat=True))


def never() -> None:
    raise AssertionError("nothing had to be done again")


def transactions(entries: int) -> int:
    """In how many transactions the last entries were written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT xmin::text) FROM (SELECT xmin FROM audit_entry ORDER BY id DESC LIMIT %s) e",
            [entries],
        )
        return int(cursor.fetchone()[0])


def test_each_is_done_and_recorded_in_one_transaction(world: World, noon: datetime) -> None:
    before = Entry.objects.count()
    assert together(renaming(noon), undone=never) == []
    assert names() == ["新education", "新health", "新water"]
    assert Entry.objects.count() == before + 3
    assert transactions(3) == 1
    assert current_batch() is None


def test_one_that_is_refused_leaves_the_others_done_and_is_recorded_once(
    world: World, noon: datetime
) -> None:
    before, again = Entry.objects.count(), []
    acts = renaming(noon)
    acts.insert(1, partial(rename, "transport", "新", noon, by=Public()))
    refusals = together(acts, undone=lambda: again.append(True))
    assert [type(one) for one in refusals] == [NotAllowed]
    assert names() == ["新education", "新health", "新water"]
    assert Entry.objects.count() == before + 3
    assert transactions(3) == 3
    assert [one.verb for one in Refusal.objects.all()] == ["orgs.amend_org"]
    assert again == [True]


def test_an_act_checks_what_the_one_before_it_changed(world: World, noon: datetime) -> None:
    acts = [partial(rename, "water", "同名", noon), partial(rename, "water", "同名", noon)]
    assert [type(one) for one in together(acts, undone=lambda: None)] == [RuleBroken]
    assert Org.objects.get(code="water").name == "同名"


def locks(queries: CaptureQueriesContext) -> int:
    return sum("FOR NO KEY UPDATE" in one["sql"] for one in queries.captured_queries)


def test_subjects_that_are_named_are_locked_by_one_statement(world: World, noon: datetime) -> None:
    with CaptureQueriesContext(connection) as apart:
        together(renaming(noon), undone=never)
    orgs = [Org.objects.get(code=code) for code in CODES]
    acts = [
        partial(actions.amend_org, one, changes={"name": one.code}, by=CITY_DATA, at=noon) for one in orgs
    ]
    with CaptureQueriesContext(connection) as at_once:
        assert together(acts, undone=never, subjects=orgs) == []
    assert (locks(apart), locks(at_once)) == (3, 1)
    assert names() == list(CODES)


def test_what_was_locked_beforehand_is_read_anew_by_the_second_act_on_it(
    world: World, noon: datetime
) -> None:
    acts = [partial(rename, "water", "同名", noon), partial(rename, "water", "同名", noon)]
    water = [Org.objects.get(code="water")]
    assert [type(one) for one in together(acts, undone=lambda: None, subjects=water)] == [RuleBroken]
    assert names()[2] == "同名"


def test_a_subject_that_has_gone_is_refused_alone(world: World, noon: datetime) -> None:
    water, gone = Org.objects.get(code="water"), Org(id=new_id())
    acts = [
        partial(actions.amend_org, one, changes={"name": "新"}, by=CITY_DATA, at=noon)
        for one in (gone, water)
    ]
    refusals = together(acts, undone=lambda: None, subjects=[gone, water])
    assert [type(one) for one in refusals] == [WrongState]
    assert names()[2] == "新"


def test_what_is_no_refusal_undoes_them_all(world: World, noon: datetime) -> None:
    old, before = names(), Entry.objects.count()

    def fail() -> None:
        raise OperationalError("could not extend file: No space left on device")

    with pytest.raises(OperationalError, match="No space left"):
        together([*renaming(noon), fail], undone=never)
    assert (names(), Entry.objects.count()) == (old, before)
    assert current_batch() is None


def test_two_that_wait_for_one_another_are_done_one_by_one(world: World, noon: datetime) -> None:
    tries: list[int] = []

    def clash_once() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError("deadlock detected") from DeadlockDetected("deadlock detected")

    again: list[int] = []
    assert together([*renaming(noon), clash_once], undone=lambda: again.append(1)) == []
    assert (len(tries), again) == (2, [1])
    assert names() == ["新education", "新health", "新water"]


def test_what_is_settled_is_asked_once_in_a_batch_until_an_act_may_change_it(
    world: World, noon: datetime
) -> None:
    named = AskedOften(lambda name: Org.objects.filter(name=name), settled=True)
    seen: list[bool] = []

    def ask() -> None:
        seen.append(named.any("新water"))

    with CaptureQueriesContext(connection) as asked:
        together([ask, ask, ask], undone=never)
    assert sum("orgs_org" in one["sql"] for one in asked) == 1
    together([ask, partial(rename, "water", "新water", noon), ask], undone=never)
    assert seen == [False, False, False, False, True]


def test_what_is_left_for_the_end_is_done_once_with_all_and_not_for_what_was_undone(
    world: World, noon: datetime
) -> None:
    left: list[tuple[list[UUID], bool]] = []

    def leave(keys: list[UUID]) -> None:
        left.append((keys, connection.in_atomic_block))

    one, two, three = new_id(), new_id(), new_id()
    together([partial(at_the_end, leave, one), partial(at_the_end, leave, two)], undone=never)
    assert left == [([one, two], True)]
    left.clear()
    refused = partial(rename, "transport", "新", noon, by=Public())
    together([partial(at_the_end, leave, one), refused, partial(at_the_end, leave, two)], undone=left.clear)
    assert [keys for keys, _inside in left] == [[one], [two]]
    at_the_end(leave, three)
    assert left[-1][0] == [three]


def test_outside_of_a_batch_it_is_asked_each_time(world: World) -> None:
    named = AskedOften(lambda name: Org.objects.filter(name=name), settled=True)
    with CaptureQueriesContext(connection) as asked:
        assert not named.any("没有")
        assert not named.any("没有")
    assert len(asked) == 2
    with meanwhile(), CaptureQueriesContext(connection) as asked:
        assert not named.any("没有")
        assert not named.any("没有")
    assert len(asked) == 1


def test_rows_that_no_act_reads_wait_for_the_end(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yimen.kernel.audit.tail._FUNCTIONS", [])
    monkeypatch.setattr("yimen.kernel.audit.tail._PATIENT", set())
    register("soon")
    register("later", is_patient=True)
    act, batch = Tail(), Tail()
    for function in ("soon", "later"):
        act.add(function, {"n": 1})
    act.hand_over(batch)
    assert (list(act._rows), list(batch._rows)) == (["soon"], ["later"])
