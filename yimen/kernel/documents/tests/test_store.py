"""存储: once for the same content, whole or not at all, and damage is noticed."""

import hashlib
import io
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import InMemoryStorage
from pytest_django import Settings

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents import store
from yimen.kernel.documents.store import Damaged, Stored

CONTENT = "沈阳".encode() * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_content_is_found_by_its_hash(settings: Settings) -> None:
    stored = store.put(CONTENT, limit=10_000)
    assert stored == Stored(SHA256, 6000)
    assert store.read(stored) == CONTENT
    assert files(settings.YIMEN_FILES) == [f"{SHA256[:2]}/{SHA256[2:4]}/{SHA256}"]
    assert (settings.YIMEN_FILES / store.address(SHA256)).stat().st_mode & 0o777 == 0o640


def test_same_content_is_stored_once(settings: Settings) -> None:
    first = store.put(CONTENT, limit=10_000)
    born = (settings.YIMEN_FILES / store.address(SHA256)).stat().st_ino
    assert store.put(io.BytesIO(CONTENT), limit=10_000) == first
    assert (settings.YIMEN_FILES / store.address(SHA256)).stat().st_ino == born
    assert len(files(settings.YIMEN_FILES)) == 1


@pytest.mark.parametrize(("content", "says"), [(b"", "文件是空的"), (bytes(101), "最大为")])
def test_empty_and_too_large_leave_nothing(settings: Settings, content: bytes, says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        store.put(content, limit=100)
    assert files(settings.YIMEN_FILES) == []


def test_broken_stream_leaves_nothing(settings: Settings) -> None:
    class Breaking(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError("connection lost")

    with pytest.raises(OSError, match="connection lost"):
        store.put(Breaking(), limit=100)  # type: ignore[arg-type]
    assert files(settings.YIMEN_FILES) == []


def test_damage_is_noticed(settings: Settings) -> None:
    stored = store.put(CONTENT, limit=10_000)
    path = settings.YIMEN_FILES / store.address(SHA256)
    path.write_bytes(CONTENT[:-1])
    with pytest.raises(Damaged, match="5999 bytes, not 6000"):
        store.open_stored(stored)
    path.write_bytes(CONTENT[:-1] + b"x")
    with pytest.raises(Damaged, match="not what was stored"):
        store.read(stored)
    path.unlink()
    with pytest.raises(Damaged, match="missing"):
        store.read(stored)
    assert not store.is_stored(SHA256)


def test_half_written_file_is_mended(settings: Settings) -> None:
    stored = store.put(CONTENT, limit=10_000)
    (settings.YIMEN_FILES / store.address(SHA256)).write_bytes(CONTENT[:10])
    store.put(CONTENT, limit=10_000)
    assert store.read(stored) == CONTENT


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, SHA256 + "0", "/" * 64])
def test_only_hashes_are_addresses(name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        store.address(name)


def test_other_storages_work_too(settings: Settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "files": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    from django.core.files.storage import storages

    assert isinstance(storages["files"], InMemoryStorage)
    stored = store.put(CONTENT, limit=10_000)
    assert store.put(CONTENT, limit=10_000) == stored
    assert store.read(stored) == CONTENT
    with pytest.raises(RuleBroken):
        store.put(CONTENT, limit=10)


def test_many_at_once(settings: Settings) -> None:
    threads = [
        threading.Thread(target=store.put, args=(CONTENT,), kwargs={"limit": 10_000}) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(files(settings.YIMEN_FILES)) == 1
    assert store.read(Stored(SHA256, 6000)) == CONTENT


def test_drafts_of_killed_processes_are_removed(settings: Settings) -> None:
    stored = store.put(CONTENT, limit=10_000)
    left = settings.YIMEN_FILES / "incoming" / "left"
    left.write_bytes(b"half")
    written = datetime.fromtimestamp(left.stat().st_mtime, UTC)
    assert store.forget_unfinished(written - timedelta(seconds=1)) == 0
    assert store.forget_unfinished(written + timedelta(seconds=1)) == 1
    assert store.read(stored) == CONTENT
    assert len(files(settings.YIMEN_FILES)) == 1
