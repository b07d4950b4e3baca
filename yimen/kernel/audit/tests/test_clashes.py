"""相撞: of two who wait for each other one is done again; what is no clash is not."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Event

import pytest
from django.db import OperationalError, transaction
from psycopg.errors import DeadlockDetected

from tests.races import at_once
from yimen.kernel.audit.clashes import again_after_a_clash
from yimen.kernel.orgs.models import Org

pytestmark = pytest.mark.usefixtures("own_database")


def failing(times: int, cause: Exception) -> Callable[[], int]:
    """Something that fails so many times; it then tells at which try it was done."""
    tries = []

    def act() -> int:
        tries.append(True)
        if len(tries) <= times:
            raise OperationalError from cause
        return len(tries)

    return act


def test_what_clashed_is_done_again_but_not_for_ever() -> None:
    assert again_after_a_clash(failing(2, DeadlockDetected())) == 3
    with pytest.raises(OperationalError):
        again_after_a_clash(failing(3, DeadlockDetected()))


def test_another_failure_is_not_tried_again() -> None:
    act = failing(1, ConnectionError())
    with pytest.raises(OperationalError):
        again_after_a_clash(act)
    assert act() == 2


def test_two_who_take_the_same_rows_the_other_way_round_both_come_through() -> None:
    gate, through, tries = Barrier(2), Event(), []

    def taking(first: str, second: str) -> str:
        tries.append(first)
        if is_again := len(tries) > 2:
            through.wait(timeout=30)  # else it might take its row again before the other one got it
        with transaction.atomic():
            Org.objects.select_for_update().get(code=first)
            if not is_again:
                gate.wait(timeout=30)
            found = Org.objects.select_for_update().get(code=second).code
        through.set()
        return found

    def act(first: str, second: str) -> Callable[[], str]:
        return lambda: again_after_a_clash(lambda: taking(first, second))

    assert at_once(act("health", "water"), act("water", "health")) == ["water", "health"]
    assert len(tries) == 3
