"""办理导入 — drives a run: reads, has each document taken in by an act of its own, notes faults, goes on where it was."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import Refused, WrongState
from yimen.kernel.documents import intake as receiving
from yimen.kernel.documents import store
from yimen.kernel.documents.content import EVERY_KIND
from yimen.kernel.documents.intake import Received
from yimen.modules.disclosure import actions
from yimen.modules.disclosure.models import Collection, ImportRow, ImportRun
from yimen.modules.disclosure.states import CollectionKind, RunKind, RunState

from .bundles import Bundle, Folder, opened
from .incoming import Faulty, Incoming, Place
from .reading import READERS

log = logging.getLogger(__name__)
IMPORT = Machine("import")
Clock = Callable[[], datetime]
Told = Callable[[ImportRun], None]


def work(run: ImportRun, clock: Clock, told: Told | None = None) -> ImportRun:
    """Takes in what has not had its turn yet. Killed anywhere, it goes on from there when it is called again."""
    done = set(ImportRow.objects.filter(run=run).values_list("key", flat=True))
    collection = _collection(run)
    error = ""
    try:
        with bundle_of(run) as bundle:
            found = READERS[run.kind](bundle)
            if run.total is None:
                run = actions.count_import(run, total=count(run.kind, bundle), by=IMPORT, at=clock()).run
            for one in found:
                if key_of(one) not in done:
                    take_one(run, one, bundle, collection, by=IMPORT, at=clock())
                    done.add(key_of(one))
                    if told:
                        told(run)
    except WrongState:
        return stopped(run)
    except Faulty as fault:
        error = str(fault.message)
    return ended(run, error, by=IMPORT, at=clock())


def ended(run: ImportRun, error: str, *, by: Machine, at: datetime) -> ImportRun:
    """The end, unless somebody has stopped it in the meantime."""
    try:
        return actions.end_import(run, error=error, by=by, at=at).run
    except WrongState:
        return stopped(run)


def stopped(run: ImportRun) -> ImportRun:
    """As it stands after somebody stopped it."""
    return ImportRun.objects.get(pk=run.pk)


def take_one(
    run: ImportRun,
    one: Incoming | Faulty,
    bundle: Bundle | None,
    collection: Collection | None,
    *,
    by: Machine,
    at: datetime,
) -> None:
    """One document, or its fault; only that the run is over is told to the caller."""
    if isinstance(one, Faulty):
        _note(run, one, key_of(one), "", by=by, at=at)
        return
    try:
        files = received_files(one, bundle) if bundle else ()
        actions.take_in(run, incoming=one, files=files, collection=collection, by=by, at=at)
    except WrongState:
        raise
    except Faulty as fault:
        _note(run, fault, one.key, one.title, by=by, at=at)
    except Refused as refusal:
        _note(run, Faulty(_words(refusal), one.place), one.key, one.title, by=by, at=at)


def count(kind: str, bundle: Bundle) -> int:
    """How many documents there are, as far as it can be told without reading them."""
    names = bundle.names()
    if (
        any(name.lower().endswith((".csv", ".xlsx")) and "/" not in name for name in names)
        and kind != RunKind.LAWS
    ):
        return sum(1 for _one in READERS[kind](bundle))
    texts = (name.rsplit("/", 1)[-1] for name in names)
    return sum(1 for name in texts if name.lower().endswith(".md") and not name.startswith("_"))


def key_of(one: Incoming | Faulty) -> str:
    """The name of a document in its run; a fault before it has one is named by its place."""
    if isinstance(one, Incoming):
        return one.key[:500]
    return f"{one.place.file}:{one.place.line or ''}:{one.place.column}"[:500]


def received_files(one: Incoming, bundle: Bundle) -> tuple[Received, ...]:
    """The files of a document, examined and stored like any upload, before its act."""
    found = []
    for name in one.files:
        try:
            with bundle.open(name) as content:
                given = receiving.receive(content, filename=name.rsplit("/", 1)[-1], formats=EVERY_KIND)
                found.append(given)
        except Refused as refusal:
            raise Faulty(
                f"{name}：{refusal.message}",  # 中文
                Place(one.place.file, one.place.line, "附件"),  # 中文
            ) from refusal
    return tuple(found)


@contextmanager
def bundle_of(run: ImportRun) -> Iterator[Bundle]:
    """Where the run reads from."""
    if run.file is None:
        if not Path(run.folder).is_dir():
            raise Faulty(_("找不到文件夹 %(folder)s。") % {"folder": run.folder}, Place(run.folder))
        yield Folder(Path(run.folder))
        return
    stored = store.Stored(run.file.sha256, run.file.size)
    with store.open_stored(stored) as file, opened(_file_name(run), file) as bundle:
        yield bundle


def _file_name(run: ImportRun) -> str:
    """The name by its kind: what decides how it is read is what it is, not what it was called."""
    kinds = {"application/zip": "zip", "text/csv": "csv", "text/plain": "csv"}
    kind = kinds.get(run.file.media_type if run.file else "", "xlsx")
    return f"{run.name}.{kind}"


def _collection(run: ImportRun) -> Collection | None:
    """Laws come into the collection of legal questions where there is one."""
    if run.kind != RunKind.LAWS or run.state != RunState.RUNNING:
        return None
    return Collection.objects.filter(kind=CollectionKind.QUESTIONS).order_by("order").first()


def _note(run: ImportRun, fault: Faulty, key: str, title: str, *, by: Machine, at: datetime) -> None:
    log.info("%s: %s", fault.place, fault.message)
    actions.note_fault(run, key=key, title=title, message=str(fault.message), place=fault.place, by=by, at=at)


def _words(refusal: Refused) -> str:
    """The refusal with the words at its fields."""
    said = [str(words) for words in refusal.fields.values()]
    return "".join(dict.fromkeys([str(refusal.message), *said]))
