"""账本签署: heads are signed over the tree as it stands, never older than the one before, and kept as files too."""

from __future__ import annotations

import fcntl
import json
import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from yimen.kernel.base.actor import Machine

from . import actions, keys, offline, tree
from .models import Head, Key
from .nodes import StoredTree, size
from .permissions import LEDGER_MACHINE
from .sealing import LOCK

log = logging.getLogger(__name__)
EVERY = timedelta(seconds=60)
NO_HEAD = bytes(32)
LAST_BYTES = 16_384


class TreeChangedError(RuntimeError):
    """账本被改动 — the tree does not begin with what the last head signed; nothing more is signed over it."""


def sign_when_due(at: datetime, *, every: timedelta = EVERY) -> Head | None:
    """The next head, when the tree has grown and the last one is old enough.

    None as well while the clock stands before the last head: a head is never older than the one before it.
    """
    last = Head.objects.order_by("-number").first()
    if last is not None and at < last.at + every:
        if at <= last.at:
            log.warning(
                "the clock (%s) stands before head %s (%s): no head is signed", at, last.number, last.at
            )
        return None
    if size() == (last.size if last else 0):
        return None
    if not Key.objects.exists():
        actions.appoint_key(actions.ledger(), by=Machine(LEDGER_MACHINE), at=at)
    return _sign(at)


def _sign(at: datetime) -> Head | None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK)
        if not cursor.fetchone()[0]:
            return None
        last = Head.objects.order_by("-number").first()
        key = Key.objects.latest("number")
        now_size, stored = size(), StoredTree()
        if at < key.since or (last is not None and (at <= last.at or now_size <= last.size)):
            return None
        if last is not None and tree.root(last.size, stored) != bytes(last.root):
            raise TreeChangedError(f"the tree does not begin with head {last.number}")
        return _signed(last, key, now_size, tree.root(now_size, stored), at)


def _signed(last: Head | None, key: Key, leaves: int, root: bytes, at: datetime) -> Head:
    previous = offline.sha256(last.note.encode()) if last else NO_HEAD
    ledger = actions.ledger()
    checkpoint = offline.Checkpoint(ledger.origin, leaves, root, at, previous)
    signature = keys.private_of(bytes(key.public)).sign(checkpoint.text.encode())
    note = offline.signed_note(checkpoint, keys.as_verifier(ledger, key), signature)
    number = last.number + 1 if last else 1
    return Head.objects.create(number=number, size=leaves, root=root, at=at, key=key, note=note)


def as_file(head: Head) -> dict[str, Any]:
    """账本签署 as a file: the signed note, and what it says in plain fields."""
    return {
        "format": offline.HEAD,
        "number": head.number,
        "size": head.size,
        "root": bytes(head.root).hex(),
        "at": offline.moment_text(head.at),
        "note": head.note,
    }


def as_kept(head: Head) -> dict[str, Any]:
    """账本签署 as a file to keep, with the register of keys beside it."""
    return {**as_file(head), "keys": keys.register()}


# --- files


def folder() -> Path:
    return Path(settings.VAR) / "ledger" / "heads"


def keep_files() -> int:
    """Adds the heads that are not in the files yet, a file a year, one head a line; returns how many.

    Whoever copies the folder elsewhere can check the ledger against it later (``check_record --heads``).
    """
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "keys.json").open("a+", encoding="utf-8") as register:
        fcntl.flock(register, fcntl.LOCK_EX)
        missing = list(Head.objects.filter(number__gt=_last_kept()).order_by("number")[:10_000])
        for head in missing:
            _append(folder() / f"{head.at:%Y}.ndjson", json.dumps(as_file(head), ensure_ascii=False))
        _write_register(register)
    return len(missing)


def _last_kept() -> int:
    """The number of the last head in the files; a line that a kill cut off is not counted."""
    for path in sorted(folder().glob("*.ndjson"), reverse=True):
        with path.open("rb") as file:
            file.seek(max(file.seek(0, 2) - LAST_BYTES, 0))
            lines = file.read().split(b"\n")
        for line in reversed(lines):
            if line.startswith(b"{") and line.endswith(b"}"):
                return int(json.loads(line)["number"])
    return 0


def _append(path: Path, line: str) -> None:
    with path.open("a+b") as file:
        end = file.seek(0, 2)
        if end:
            file.seek(end - 1)
            line = line if file.read(1) == b"\n" else f"\n{line}"
        file.write(f"{line}\n".encode())
        file.flush()


def _write_register(register: Any) -> None:
    text = json.dumps(keys.register(), ensure_ascii=False, indent=1)
    register.seek(0)
    if register.read() != text:
        register.truncate(0)
        register.write(text)
        register.flush()
