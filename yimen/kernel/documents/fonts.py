"""字体 — the fonts of official documents: Noto Song and Hei from the wheel, and the site's in YIMEN_FONTS.

A site that owns FangSong puts the file into its fonts folder; the body of documents is then set in it.
"""

import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SONG = "Noto Serif SC"
HEI = "Noto Sans SC"
FANGSONG = ("FangSong", "FangSong_GB2312", "STFangsong", "FZFangSong-Z02", "FandolFang R", "FandolFang")


@dataclass(frozen=True)
class FontSet:
    """字体组 — families by their use, the folders they lie in, and the characters they can show."""

    folders: tuple[str, ...]
    body: tuple[str, ...]
    song: tuple[str, ...]
    hei: tuple[str, ...]
    shown: frozenset[int]


@lru_cache(maxsize=4)
def font_set(extra: str = "") -> FontSet:
    """The fonts of the wheel with those of the folder ``extra``; read once a process."""
    import pylopdf_fonts_zh_cn
    import typst

    folders = [str(Path(pylopdf_fonts_zh_cn.__file__).parent)]
    if extra and Path(extra).is_dir():
        folders.append(extra)
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders).fonts()
    families = {face.family for face in faces}
    own = tuple(name for name in FANGSONG if name in families)
    shown: set[int] = set()
    for path in sorted({face.path for face in faces if face.path}):
        shown |= _characters(Path(path))
    return FontSet(
        folders=tuple(folders),
        body=(*own, SONG, HEI),
        song=(SONG, HEI, *own),
        hei=(HEI, SONG, *own),
        shown=frozenset(shown),
    )


def song_file() -> Path:
    """The file of the Song face, for pictures of seals."""
    import pylopdf_fonts_zh_cn

    return Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSerifSC-Regular.otf"


def _characters(path: Path) -> set[int]:
    """The characters of a font file's Unicode table (formats 4 and 12); empty for a collection."""
    raw = path.read_bytes()
    if raw[:4] not in {b"OTTO", b"\x00\x01\x00\x00", b"true"}:
        return set()
    count = struct.unpack(">H", raw[4:6])[0]
    for place in range(12, 12 + 16 * count, 16):
        if raw[place : place + 4] == b"cmap":
            start = struct.unpack(">I", raw[place + 8 : place + 12])[0]
            return _from_cmap(raw, start)
    return set()


def _from_cmap(raw: bytes, start: int) -> set[int]:
    shown: set[int] = set()
    tables = struct.unpack(">H", raw[start + 2 : start + 4])[0]
    for index in range(tables):
        offset = start + struct.unpack(">I", raw[start + 8 + 8 * index : start + 12 + 8 * index])[0]
        kind = struct.unpack(">H", raw[offset : offset + 2])[0]
        if kind == 12:
            shown |= _segments_of_12(raw, offset)
        elif kind == 4:
            shown |= _segments_of_4(raw, offset)
    return shown


def _segments_of_12(raw: bytes, offset: int) -> set[int]:
    shown: set[int] = set()
    groups = struct.unpack(">I", raw[offset + 12 : offset + 16])[0]
    for group in range(groups):
        first, last, _ = struct.unpack(">III", raw[offset + 16 + 12 * group : offset + 28 + 12 * group])
        shown.update(range(first, last + 1))
    return shown


def _segments_of_4(raw: bytes, offset: int) -> set[int]:
    double = struct.unpack(">H", raw[offset + 6 : offset + 8])[0]
    ends = struct.unpack(f">{double // 2}H", raw[offset + 14 : offset + 14 + double])
    starts = struct.unpack(f">{double // 2}H", raw[offset + 16 + double : offset + 16 + 2 * double])
    shown: set[int] = set()
    for first, last in zip(starts, ends, strict=True):
        if first != 0xFFFF:
            shown.update(range(first, last + 1))
    return shown
