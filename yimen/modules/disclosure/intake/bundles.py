"""文件包 — a folder, a ZIP or a single file as the same thing: names, and their content when it is asked for.

Nothing is unpacked to disk. Names that lead out of the folder, hidden files and links are not there.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from django.utils.translation import gettext as _

from .incoming import Faulty, Place

LARGEST = 300 * 1024 * 1024
MOST_FILES = 100_000


class Bundle(Protocol):
    """What an import reads from."""

    def names(self) -> list[str]:
        """The names of all files, with / between folders, in their order."""

    def open(self, name: str) -> IO[bytes]:
        """The content of one; raises Faulty when it is not there or too large."""


class Folder:
    """A folder on this machine, as an administrator's command names it."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def names(self) -> list[str]:
        found = (path for path in self.root.rglob("*") if path.is_file() and not path.is_symlink())
        names = (path.relative_to(self.root).as_posix() for path in found)
        return sorted(name for name in names if _is_plain(name))[:MOST_FILES]

    def open(self, name: str) -> IO[bytes]:
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root) or not path.is_file():
            raise Faulty(_("找不到文件 %(name)s。") % {"name": name}, Place(name))
        if path.stat().st_size > LARGEST:
            raise Faulty(_("文件太大。"), Place(name))
        return path.open("rb")


class Archive:
    """A ZIP that was examined when it was received (ratio, number of entries, no password)."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file)

    def names(self) -> list[str]:
        found = (one for one in self._zip.infolist() if not one.is_dir())
        return sorted(one.filename for one in found if _is_plain(one.filename))[:MOST_FILES]

    def open(self, name: str) -> IO[bytes]:
        try:
            found = self._zip.getinfo(name)
        except KeyError as error:
            raise Faulty(_("找不到文件 %(name)s。") % {"name": name}, Place(name)) from error
        if found.file_size > LARGEST:
            raise Faulty(_("文件太大。"), Place(name))
        try:
            return io.BytesIO(self._zip.read(found))
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
            raise Faulty(_("压缩包里的文件已经损坏。"), Place(name)) from error


class Single:
    """One file by itself."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self._name, self._file = name, file

    def names(self) -> list[str]:
        return [self._name]

    def open(self, name: str) -> IO[bytes]:
        if name != self._name:
            raise Faulty(_("找不到文件 %(name)s。") % {"name": name}, Place(name))
        self._file.seek(0)
        return io.BytesIO(self._file.read())


@contextmanager
def opened(name: str, file: IO[bytes]) -> Iterator[Bundle]:
    """An uploaded file as a bundle, by what it is; a spreadsheet is a ZIP too, but one file."""
    if name.lower().endswith(".zip") and zipfile.is_zipfile(file):
        file.seek(0)
        yield Archive(file)
    else:
        yield Single(name, file)


def _is_plain(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and not name.startswith("/")
        and not any(one.startswith((".", "__MACOSX")) for one in parts)
    )
