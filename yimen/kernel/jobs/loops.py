"""Loops: functions that a worker calls again and again, each in its own thread (the outbox, a drain, a sealer)."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import close_old_connections, connections

log = logging.getLogger(__name__)
MOST_SECONDS = 60.0


@dataclass(frozen=True)
class Loop:
    """循环 — called every ``seconds``, and at once again when it answers that there is more to do."""

    name: str
    function: Callable[[], object]
    seconds: float

    def __call__(self) -> object:
        return self.function()

    def run(self, stop: threading.Event) -> None:
        """Until stopped. An error is logged and waited out, longer each time; the next call starts afresh."""
        failures = 0
        while not stop.is_set():
            more, failures = self._turn(failures)
            stop.wait(self._pause(failures) if failures or not more else 0)
        connections.close_all()

    def _turn(self, failures: int) -> tuple[bool, int]:
        close_old_connections()
        try:
            return bool(self.function()), 0
        except Exception:
            log.exception("loop %s failed; next try in %.0f s", self.name, self._pause(failures + 1))
            connections.close_all()
            return False, failures + 1
        finally:
            close_old_connections()

    def _pause(self, failures: int) -> float:
        return min(self.seconds * 2**failures, MOST_SECONDS) if failures else self.seconds


_LOOPS: dict[str, Loop] = {}


def loop(*, seconds: float) -> Callable[[Callable[[], object]], Loop]:
    """Registers a function without arguments; it must bear being called by several workers at once."""

    def register(function: Callable[[], object]) -> Loop:
        made = Loop(f"{function.__module__}.{function.__qualname__}", function, seconds)
        _LOOPS[made.name] = made
        return made

    return register


def loops() -> Mapping[str, Loop]:
    """Every loop by name."""
    return dict(_LOOPS)
