"""Reading: the index as this process has it open. It looks again at every question, so that it never lags behind."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import tantivy

from . import index
from .engine import Engine
from .frequent import Frequent

log = logging.getLogger(__name__)


class Reader:
    """检索读者 — one a process; opening costs a millisecond, looking again some microseconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._index: tantivy.Index | None = None
        self._frequent = Frequent()

    def engine(self) -> Engine | None:
        """The index in its newest state; None while there is none that can be read."""
        with self._lock:
            try:
                return self._engine()
            except (ValueError, OSError) as error:
                log.warning("the index cannot be read: %s", error)
                self.forget()
                return None

    def forget(self) -> None:
        """Opens it anew at the next question."""
        self._folder = self._index = None

    def _engine(self) -> Engine | None:
        folder = index.current()
        if folder is None:
            self.forget()
            return None
        if self._index is None or folder != self._folder:
            found = tantivy.Index.open(str(folder))
            found.config_reader(reload_policy="manual")
            self._index, self._folder, self._frequent = found, folder, index.frequent_of(folder)
        self._index.reload()
        return Engine(self._index.searcher(), self._frequent)


READER = Reader()
