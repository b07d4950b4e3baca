"""存储 — files by their content: the SHA-256 is the name, the same content is stored once.

On a disk a file is written aside, flushed and renamed, so a name always holds the whole content. Any other
storage of Django (an S3 store through django-storages) works by ``STORAGES["files"]``.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.core.files.base import File as DjangoFile
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken

PIECE = 1024 * 1024
INCOMING = "incoming"


@dataclass(frozen=True)
class Stored:
    """存储的内容 — what is known of content that lies in the store."""

    sha256: str
    size: int


class Damaged(Exception):  # noqa: N818 - a finding about the store, for operators
    """内容损坏 — the store holds something else than what was put in."""


def put(content: bytes | IO[bytes], *, limit: int) -> Stored:
    """Stores the content and returns its name; storing it again changes nothing.

    Raises RuleBroken when there are more than ``limit`` bytes or none.
    """
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    storage = storages["files"]
    if isinstance(storage, FileSystemStorage):
        return _put_on_disk(stream, Path(storage.location), limit)
    return _put_elsewhere(stream, storage, limit)


def read(stored: Stored) -> bytes:
    """The content, checked in length and hash; raises Damaged when it is not what was put in."""
    with open_stored(stored) as file:
        content: bytes = file.read()
    if len(content) != stored.size or hashlib.sha256(content).hexdigest() != stored.sha256:
        raise Damaged(f"{stored.sha256} is not what was stored")
    return content


def open_stored(stored: Stored) -> DjangoFile[bytes]:
    """The content as a stream; raises Damaged when its length is not what was stored, or it is missing."""
    storage = storages["files"]
    try:
        file = storage.open(address(stored.sha256), "rb")
        size = file.size
    except FileNotFoundError as error:
        raise Damaged(f"{stored.sha256} is missing") from error
    if size != stored.size:
        file.close()
        raise Damaged(f"{stored.sha256} has {size} bytes, not {stored.size}")
    return file


def is_stored(sha256: str) -> bool:
    return storages["files"].exists(address(sha256))


def address(sha256: str) -> str:
    """Where content lies in the store: two levels of folders keep each folder small."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256 in hexadecimal")
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def forget_unfinished(before: datetime) -> int:
    """Removes drafts that a killed process left aside before the moment; returns how many."""
    storage = storages["files"]
    if not isinstance(storage, FileSystemStorage):
        return 0
    left = [
        path
        for path in (Path(storage.location) / INCOMING).glob("*")
        if path.stat().st_mtime < before.timestamp()
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _pieces(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    """The stream piece by piece; refuses what is too large or empty without reading on."""
    size = 0
    while piece := stream.read(PIECE):
        size += len(piece)
        if size > limit:
            raise RuleBroken(
                _("文件太大，最大为 %(limit)s。请压缩或者拆分后重新上传。") % {"limit": filesizeformat(limit)}
            )
        yield piece
    if size == 0:
        raise RuleBroken(_("文件是空的。请检查后重新上传。"))


def _put_on_disk(stream: IO[bytes], location: Path, limit: int) -> Stored:
    incoming = location / INCOMING
    incoming.mkdir(parents=True, exist_ok=True, mode=0o750)
    draft = incoming / secrets.token_hex(12)
    digest, size = hashlib.sha256(), 0
    try:
        with draft.open("xb") as file:
            for piece in _pieces(stream, limit):
                digest.update(piece)
                size += len(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        stored = Stored(digest.hexdigest(), size)
        final = location / address(stored.sha256)
        if not (final.exists() and final.stat().st_size == size):
            final.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
            draft.chmod(0o640)
            draft.replace(final)
            _flush_folder(final.parent)
    finally:
        draft.unlink(missing_ok=True)
    return stored


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put_elsewhere(stream: IO[bytes], storage: Storage, limit: int) -> Stored:
    content = b"".join(_pieces(stream, limit))
    stored = Stored(hashlib.sha256(content).hexdigest(), len(content))
    name = address(stored.sha256)
    if not storage.exists(name):
        storage.save(name, DjangoFile(io.BytesIO(content), name=name))
    return stored
