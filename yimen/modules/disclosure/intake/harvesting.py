"""采集 — asks a source whether there is something new, page by page, and has each entry taken in."""

from __future__ import annotations

from collections.abc import Iterator

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import WrongState
from yimen.modules.disclosure import actions
from yimen.modules.disclosure.models import HarvestSource, ImportRow, ImportRun
from yimen.modules.disclosure.states import FeedKind

from .atom import FeedPage, read_atom
from .dcat import read_dcat
from .fetching import Fetched, fetch
from .incoming import Faulty, Incoming
from .working import Clock, ended, key_of, stopped, take_one

HARVEST = Machine("harvest")
MOST_PAGES = 500
ACCEPTS = {FeedKind.ATOM: "application/atom+xml", FeedKind.DCAT: "application/ld+json"}
READERS = {FeedKind.ATOM: read_atom, FeedKind.DCAT: read_dcat}


def harvest(source: HarvestSource, clock: Clock) -> ImportRun | None:
    """One harvest; None when the portal has nothing new or cannot be read (the source says why).

    A run that was broken off goes on: what it has taken already is there and is passed over.
    """
    accept = ACCEPTS[FeedKind(source.kind)]
    try:
        first = fetch(source.url, etag=source.etag, modified=source.modified, accept=accept)
        if not first.is_new:
            _checked(source, first, clock)
            return None
        page = _read(source, first, source.url)
    except Faulty as fault:
        actions.note_harvest(source, etag="", modified="", error=str(fault.message), by=HARVEST, at=clock())
        return None
    run = source.runs.filter(ended_at__isnull=True).first()
    run = run or actions.start_harvest(source, by=HARVEST, at=clock()).run
    return _take_in(source, run, first, page, clock)


def _take_in(
    source: HarvestSource, run: ImportRun, first: Fetched, page: FeedPage, clock: Clock
) -> ImportRun:
    had = set(ImportRow.objects.filter(run=run).values_list("key", flat=True))
    error = ""
    try:
        for one in _all(source, page):
            if key_of(one) not in had:
                take_one(run, one, None, None, by=HARVEST, at=clock())
                had.add(key_of(one))
    except WrongState:
        return stopped(run)
    except Faulty as fault:
        error = str(fault.message)
    over = ended(run, error, by=HARVEST, at=clock())
    if error:
        actions.note_harvest(source, etag="", modified="", error=error, by=HARVEST, at=clock())
    else:
        _checked(source, first, clock)
    return over


def _all(source: HarvestSource, page: FeedPage) -> Iterator[Incoming | Faulty]:
    """Page by page; a page that leads back to one seen already ends it."""
    seen = {source.url}
    for _turn in range(MOST_PAGES):
        yield from page.found
        yield from page.faults
        if not page.next_url or page.next_url in seen:
            return
        seen.add(page.next_url)
        url = page.next_url
        page = _read(source, fetch(url, accept=ACCEPTS[FeedKind(source.kind)]), url)


def _read(source: HarvestSource, fetched: Fetched, url: str) -> FeedPage:
    return READERS[FeedKind(source.kind)](fetched.content, url)


def _checked(source: HarvestSource, fetched: Fetched, clock: Clock) -> None:
    facts = {"etag": fetched.etag, "modified": fetched.modified}
    actions.note_harvest(source, **facts, by=HARVEST, at=clock())
