"""The ear of a process: one connection that LISTENs. While it hears nothing for certain, nothing is kept or served."""

from __future__ import annotations

import logging
import os
import threading
import time

from django.db import connections

from .keeping import Pages
from .telling import CHANNEL

log = logging.getLogger(__name__)
BEAT = 2.0
TRUSTED = 6.0  # seconds for which a beat is trusted
MOST_PAUSE = 30.0


class Ear:
    """监听 — a thread of the process; ``hears`` says whether every change up to now has been heard."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._until = 0.0
        self._process = 0
        self._start = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def hears(self) -> bool:
        return time.monotonic() < self._until

    def ensure(self) -> None:
        """Starts the thread, once a process: a server may fork after it has loaded us."""
        if self._process == os.getpid():
            return
        with self._start:
            if self._process == os.getpid():
                return
            self._until, self._process = 0.0, os.getpid()
            self._thread = threading.Thread(target=self._run, name="web-pages", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(BEAT * 3)

    def _run(self) -> None:
        failures = 0
        while not self._stop.is_set():
            try:
                failures += 1
                self._listen()
                failures = 0
            except Exception:  # whatever happens to the connection: forget, wait, try again
                log.warning("the page cache hears nothing and is off", exc_info=failures == 1)
            finally:
                self._until = 0.0
                self._pages.forget_all()
            self._stop.wait(min(2.0 ** (failures - 1), MOST_PAUSE) if failures else 0)

    def _listen(self) -> None:
        """Until stopped; raises when the connection is lost."""
        django = connections["default"].copy()
        try:
            django.connect()
            connection = django.connection
            connection.execute(f"LISTEN {CHANNEL}")
            while not self._stop.is_set():
                self._heard(connection.notifies(timeout=0))
                self._until = time.monotonic() + TRUSTED
                self._heard(connection.notifies(timeout=BEAT))
                connection.execute("SELECT 1")
        finally:
            self._until = 0.0
            django.close()

    def _heard(self, notices: object) -> None:
        for notice in notices:  # type: ignore[attr-defined]  # psycopg's generator, behind Django's wrapper
            self._pages.forget(notice.payload.split(" "))
