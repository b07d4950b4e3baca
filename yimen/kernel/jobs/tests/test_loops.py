"""Loops: again at once while there is more, a growing pause after errors, an end when told."""

import threading

import pytest

from yimen.kernel.jobs.loops import Loop


class Stop(threading.Event):
    """Remembers how long it was asked to wait, and stops after so many waits."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.waits: list[float] = []
        self.after = after

    def wait(self, timeout=None):
        self.waits.append(timeout)
        if len(self.waits) >= self.after:
            self.set()
        return self.is_set()


@pytest.mark.django_db
def test_comes_back_at_once_while_there_is_more():
    answers = iter([True, 3, False, None])
    stop = Stop(after=4)
    Loop("tests.drain", lambda: next(answers), 1.0).run(stop)
    assert stop.waits == [0, 0, 1.0, 1.0]


@pytest.mark.django_db
def test_waits_longer_after_each_error_and_starts_afresh(caplog):
    answers = iter([1, 0, 0, 1, 1])

    def drain():
        1 / next(answers)

    stop = Stop(after=5)
    Loop("tests.drain", drain, 2.0).run(stop)
    assert stop.waits == [2.0, 4.0, 8.0, 2.0, 2.0]
    assert [record.getMessage() for record in caplog.records] == [
        "loop tests.drain failed; next try in 4 s",
        "loop tests.drain failed; next try in 8 s",
    ]


def test_the_pause_has_an_end():
    assert Loop("tests.drain", lambda: None, 1.0)._pause(30) == 60.0
