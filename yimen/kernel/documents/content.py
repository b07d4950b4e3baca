"""内容检查 — what a file truly is, by its content, and whether it may come in. The name decides nothing."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any

from django.utils.translation import gettext as _

from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken

from .pictures import require_sane_picture
from .web_page import TooHard, is_active

HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "ofd": "application/ofd",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "zip": "application/zip",
    "txt": "text/plain",
    "csv": "text/csv",
    "html": "text/html",
}
EVERY_KIND = tuple(MEDIA_TYPES)
USUAL_KINDS = tuple(kind for kind in EVERY_KIND if kind != "html")
"""A web page is taken only where it is asked for: among what is published."""
SAME = {"jpeg": "jpg", "jpe": "jpg", "wps": "doc", "et": "xls", "text": "txt", "htm": "html"}
STARTS = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (OLE, "doc"),
    (b"PK\x03\x04", "zip"),
)


@dataclass(frozen=True)
class Limits:
    """上限 — how much a file may be; a city sets them as policies and the caller passes them."""

    size: int = 20 * 1024 * 1024
    pages: int = 1000
    pixels: int = 60_000_000
    unpacked: int = 512 * 1024 * 1024
    ratio: int = 200
    entries: int = 10_000


@dataclass(frozen=True)
class Examined:
    """检查结果 — the true kind of a file (pdf, jpg …), its media type, and its pages when it has pages."""

    kind: str
    media_type: str
    pages: int | None = None


DEFAULT_LIMITS = Limits()


def examine(
    stream: IO[bytes], *, filename: str, formats: tuple[str, ...] = (), limits: Limits = DEFAULT_LIMITS
) -> Examined:
    """What the file is; ``formats`` are the kinds that are accepted (the usual ones when empty).

    Raises RuleBroken with what to do when it is empty, too large, disguised, broken, encrypted, or not accepted.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    _require_size(size, limits)
    kind = _kind(stream)
    extension = extension_of(filename)
    kind = _agreed(kind, extension)
    accepted = tuple(SAME.get(one, one) for one in formats) or USUAL_KINDS
    if kind not in accepted:
        raise RuleBroken(
            _("不接收这种文件。请上传以下格式：%(formats)s。") % {"formats": joined(accepted, "、")}
        )
    pages = _looked_into(kind, stream, limits)
    stream.seek(0)
    return Examined(kind, MEDIA_TYPES[kind], pages)


def extension_of(filename: str) -> str:
    extension = PurePath(filename.replace("\\", "/")).suffix.lower().lstrip(".")
    return SAME.get(extension, extension)


def _require_size(size: int, limits: Limits) -> None:
    if size == 0:
        raise RuleBroken(_("文件是空的。请检查后重新上传。"))
    if size > limits.size:
        raise RuleBroken(
            _("文件太大，最大为 %(limit)s MB。请压缩或者拆分后重新上传。")
            % {"limit": limits.size // (1024 * 1024)}
        )


def _kind(stream: IO[bytes]) -> str:
    """The kind by content; empty when it is nothing that we take."""
    head = stream.read(HEAD)
    stream.seek(0)
    for start, kind in STARTS:
        if head.startswith(start):
            return _kind_of_zip(stream) if kind == "zip" else kind
    if head.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if not _is_text(head) or head.startswith(b"#!"):
        return ""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower()
    if start.startswith(b"<"):
        return "html" if start.startswith((b"<!doctype html", b"<html")) else ""
    return "txt"


def _is_text(head: bytes) -> bool:
    """Chinese or plain text without control characters."""
    if any(byte < 32 and byte not in b"\t\r\n\f" for byte in head):
        return False
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):  # the head may end inside a character
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def _kind_of_zip(stream: IO[bytes]) -> str:
    """Which of the kinds that are ZIP inside: OFD, DOCX, XLSX, or a plain archive."""
    with _opened_zip(stream) as archive:
        names = set(archive.namelist())
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" not in names:
        return "zip"
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise RuleBroken(
            _("文件里有宏程序，不能接收。请另存为不带宏的文件（docx 或 xlsx），或者转成 PDF 后上传。")
        )
    if any(name.startswith("word/") for name in names):
        return "docx"
    return "xlsx" if any(name.startswith("xl/") for name in names) else "zip"


def _opened_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise RuleBroken(_("文件已经损坏，打不开。请重新生成后上传。")) from error


def _agreed(kind: str, extension: str) -> str:
    """The kind, when the file's name does not claim another one."""
    if kind == "txt" and extension == "csv":
        return "csv"
    if kind == "doc" and extension == "xls":
        return "xls"
    if not kind:
        raise RuleBroken(_("认不出文件的格式，或者这种格式不接收。请转成 PDF 后上传。"))
    if extension in MEDIA_TYPES and extension != kind:
        raise RuleBroken(
            _("文件名说是 %(said)s，内容却是 %(found)s。请用原来的程序重新保存后上传，不要只改文件名。")
            % {"said": extension.upper(), "found": kind.upper()}
        )
    if extension and extension not in MEDIA_TYPES:
        raise RuleBroken(
            _("文件扩展名 .%(said)s 不接收。请用原来的程序重新保存为 %(found)s 后上传。")
            % {"said": extension[:10], "found": kind.upper()}
        )
    return kind


def _looked_into(kind: str, stream: IO[bytes], limits: Limits) -> int | None:
    if kind == "pdf":
        return _pages_of_pdf(stream, limits)
    if kind in {"png", "jpg", "gif"}:
        require_sane_picture(kind, stream, limits.pixels)
        return 1
    if kind in {"zip", "ofd", "docx", "xlsx"}:
        _require_sane_zip(stream, limits)
    if kind == "html":
        _require_still_page(stream)
    return None


def _require_still_page(stream: IO[bytes]) -> None:
    try:
        found = is_active(stream)
    except TooHard as error:
        raise RuleBroken(_("网页文件超过 8 MB，或者标签过于混乱，无法检查。请转成 PDF 后上传。")) from error
    if found:
        raise RuleBroken(_("网页文件里有脚本或者嵌入的程序，不能接收。请转成 PDF 后上传。"))


def _require_sane_zip(stream: IO[bytes], limits: Limits) -> None:
    """Asks the directory only: nothing is unpacked."""
    with _opened_zip(stream) as archive:
        entries = archive.infolist()
    unpacked = sum(one.file_size for one in entries)
    packed = max(1, sum(one.compress_size for one in entries))
    if any(one.flag_bits & 1 for one in entries):
        raise RuleBroken(_("压缩文件有密码，无法受理。请去掉密码后重新上传。"))
    if (
        len(entries) > limits.entries
        or unpacked > limits.unpacked
        or unpacked > packed * limits.ratio + 1_000_000
    ):
        raise RuleBroken(_("压缩文件展开后过大，不能接收。请把里面的文件分别上传。"))


def _pages_of_pdf(stream: IO[bytes], limits: Limits) -> int:
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(io.BytesIO(stream.read()), strict=False)
        encrypted = bool(reader.encrypted)
        root = {} if encrypted else reader.root
        pages = 0 if encrypted else int(root["/Pages"]["/Count"])
        scripted = _is_scripted(root)
    except Exception as error:  # the reader may fail in any way on a broken file
        raise RuleBroken(_("PDF 文件已经损坏，打不开。请重新生成后上传。")) from error
    if encrypted:
        raise RuleBroken(_("PDF 文件有密码或者加密保护，无法受理。请去掉密码后重新上传。"))
    if scripted:
        raise RuleBroken(_("PDF 文件里有脚本程序，不能接收。请打印成新的 PDF 后上传。"))
    if not 0 < pages <= limits.pages:
        raise RuleBroken(
            _("PDF 文件有 %(pages)s 页，允许 1 至 %(limit)s 页。请拆分后分别上传。")
            % {"pages": pages, "limit": limits.pages}
        )
    return pages


def _is_scripted(root: Any) -> bool:
    """Scripts that run on opening: named ones, and a first action of the kinds JavaScript or Launch."""
    if "/Names" in root and "/JavaScript" in root["/Names"]:
        return True
    opening = root.get("/OpenAction")
    if not (opening is not None and hasattr(opening, "keys") and "/S" in opening):
        return False
    return str(opening["/S"]) in {"/JavaScript", "/Launch"}
