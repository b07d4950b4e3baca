"""The pages that one process keeps: by address, in the order of use, found again by what they were made from."""

from __future__ import annotations

import weakref
from collections import OrderedDict, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from threading import Lock

ALL = "*"
MOST_REMEMBERED = 10_000

_CACHES: weakref.WeakSet[Pages] = weakref.WeakSet()


@dataclass(frozen=True, slots=True)
class Body:
    """One form of a page, plain or compressed, with its heads ready to be sent."""

    content: bytes
    etag: str
    headers: list[tuple[str, str]]
    settled: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was made: in both forms, when, until when at the latest, and from what."""

    plain: Body
    packed: Body | None
    made_at: float
    until: float
    subjects: frozenset[str]

    @property
    def size(self) -> int:
        return len(self.plain.content) + (len(self.packed.content) if self.packed else 0) + 1000


class Pages:
    """缓存 — bounded by bytes; a page that was being made while its subject changed is never taken in."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._turn = 0
        self._floor = 0
        self._forgotten: dict[str, int] = {}
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._by_subject: dict[str, set[Hashable]] = defaultdict(set)
        self._lock = Lock()
        _CACHES.add(self)

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def turn(self) -> int:
        """The present moment, counted in changes: take it before a page is made, hand it over with the page."""
        return self._turn

    def find(self, key: Hashable) -> Page | None:
        """The page, which is now the one used last."""
        page = self._pages.get(key)
        if (
            page is not None and self.bytes * 2 > self.most_bytes
        ):  # the order matters when something may have to go
            with self._lock:
                if key in self._pages:
                    self._pages.move_to_end(key)
        return page

    def keep(self, key: Hashable, page: Page, turn: int) -> bool:
        """Takes the page in, unless one of its subjects has changed since ``turn``."""
        with self._lock:
            if turn < self._floor or any(self._forgotten.get(one, -1) > turn for one in page.subjects):
                return False
            if page.size > self.most_bytes // 8:
                return False
            self._drop(key)
            self._pages[key] = page
            self.bytes += page.size
            for one in page.subjects:
                self._by_subject[one].add(key)
            while self.bytes > self.most_bytes:
                self._drop(next(iter(self._pages)))
            return True

    def drop(self, key: Hashable) -> None:
        with self._lock:
            self._drop(key)

    def forget(self, subjects: Iterable[str]) -> None:
        """Drops the pages that were made from one of the subjects, and those now being made from them."""
        with self._lock:
            self._turn += 1
            for one in subjects:
                if one == ALL:
                    self._forget_all()
                    return
                self._forgotten[one] = self._turn
                for key in tuple(self._by_subject.get(one, ())):
                    self._drop(key)
            if len(self._forgotten) > MOST_REMEMBERED:
                self._forgotten.clear()
                self._floor = self._turn

    def forget_all(self) -> None:
        """When it is not known what has changed."""
        with self._lock:
            self._turn += 1
            self._forget_all()

    def _forget_all(self) -> None:
        self._pages.clear()
        self._by_subject.clear()
        self._forgotten.clear()
        self._floor = self._turn
        self.bytes = 0

    def _drop(self, key: Hashable) -> None:
        page = self._pages.pop(key, None)
        if page is None:
            return
        self.bytes -= page.size
        for one in page.subjects:
            keys = self._by_subject[one]
            keys.discard(key)
            if not keys:
                del self._by_subject[one]


def caches() -> list[Pages]:
    """The caches of this process."""
    return list(_CACHES)
