"""内容检查: each kind is known by its content; disguised, broken and hostile files are refused with what to do."""

import io
import socket
import struct
import threading
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from pytest_django import Settings

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents import content, scanner
from yimen.kernel.documents.content import EVERY_KIND, Examined, Limits, examine
from yimen.kernel.documents.intake import Received, clean_name, receive
from yimen.kernel.documents.store import Stored, read

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf(pages: int = 1, change: Callable[[PdfWriter], object] = lambda _writer: None) -> bytes:
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def opens_with(writer: PdfWriter, kind: str) -> None:
    opening = DictionaryObject({NameObject("/S"): NameObject(kind), NameObject("/JS"): TextStringObject("x")})
    writer.root_object[NameObject("/OpenAction")] = opening


def picture(form: str) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(output, form)
    return output.getvalue()


def packed(*names: str, content: bytes = b"x") -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return output.getvalue()


def examined(raw: bytes, filename: str, **more: object) -> Examined:
    return content.examine(io.BytesIO(raw), filename=filename, **more)  # type: ignore[arg-type]


def refused(raw: bytes, filename: str, **more: object) -> str:
    with pytest.raises(RuleBroken) as refusal:
        examined(raw, filename, **more)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("raw", "filename", "expected"),
    [
        (pdf(3), "申请表.PDF", Examined("pdf", "application/pdf", 3)),
        (pdf(), "没有扩展名", Examined("pdf", "application/pdf", 1)),
        (picture("PNG"), "照片.png", Examined("png", "image/png", 1)),
        (picture("JPEG"), "照片.jpeg", Examined("jpg", "image/jpeg", 1)),
        (picture("GIF"), "a.gif", Examined("gif", "image/gif", 1)),
        (packed("OFD.xml", "Doc_0/Document.xml"), "a.ofd", Examined("ofd", "application/ofd")),
        (packed("[Content_Types].xml", "word/document.xml"), "a.docx", Examined("docx", DOCX)),
        (packed("图纸.dwg"), "a.zip", Examined("zip", "application/zip")),
        (content.OLE + bytes(600), "a.doc", Examined("doc", "application/msword")),
        (content.OLE + bytes(600), "a.xls", Examined("xls", "application/vnd.ms-excel")),
        ("姓名,电话\n".encode(), "a.csv", Examined("csv", "text/csv")),
        ("说明。".encode("gb18030") * 900, "a.txt", Examined("txt", "text/plain")),
    ],
)
def test_kind_by_content(raw: bytes, filename: str, expected: Examined) -> None:
    assert examined(raw, filename) == expected


@pytest.mark.parametrize(
    ("raw", "filename", "says"),
    [
        (b"", "a.pdf", "文件是空的"),
        (b"MZ" + bytes(900), "申请表.pdf", "认不出文件的格式"),
        (b"\x7fELF" + bytes(900), "a.jpg", "认不出文件的格式"),
        (b"<!DOCTYPE html><html><script>x</script>", "a.pdf", "文件名说是 PDF，内容却是 HTML"),
        (b"<!DOCTYPE html><html><p>x</p>", "a.html", "不接收这种文件"),
        (b"\xef\xbb\xbf <svg onload='x'>", "a.txt", "认不出文件的格式"),
        (b"#!/bin/sh\nrm -rf /", "a.txt", "认不出文件的格式"),
        (picture("PNG"), "a.pdf", "文件名说是 PDF，内容却是 PNG"),
        (pdf(), "a.jpg", "文件名说是 JPG，内容却是 PDF"),
        (pdf(), "a.pdf.exe", "扩展名 .exe 不接收"),
        (packed("word/a"), "a.docx", "文件名说是 DOCX，内容却是 ZIP"),
        (packed("[Content_Types].xml", "word/vbaProject.bin"), "a.docx", "文件里有宏程序"),
        (b"PK\x03\x04" + bytes(100), "a.zip", "文件已经损坏"),
        (b"%PDF-1.7\nnonsense", "a.pdf", "PDF 文件已经损坏"),
        (pdf()[:200], "a.pdf", "PDF 文件已经损坏"),
        (pdf(change=lambda writer: writer.encrypt("secret")), "a.pdf", "PDF 文件有密码"),
        (pdf(change=lambda writer: opens_with(writer, "/JavaScript")), "a.pdf", "PDF 文件里有脚本程序"),
        (picture("PNG")[:60], "a.png", "图片已经损坏"),
        (b"\xff\xd8\xff" + bytes(50), "a.jpg", "图片已经损坏"),
    ],
)
def test_refused_with_what_to_do(raw: bytes, filename: str, says: str) -> None:
    message = refused(raw, filename)
    assert says in message
    assert message.endswith("。")


def test_first_action_that_runs_a_program_is_refused() -> None:
    assert "脚本程序" in refused(pdf(change=lambda writer: opens_with(writer, "/Launch")), "a.pdf")


def test_named_script_is_refused() -> None:
    def name_script(writer: PdfWriter) -> None:
        names = DictionaryObject({NameObject("/JavaScript"): DictionaryObject()})
        writer.root_object[NameObject("/Names")] = names

    assert "脚本程序" in refused(pdf(change=name_script), "a.pdf")


def test_formats_of_the_material_are_asked() -> None:
    assert examined(picture("JPEG"), "a.jpg", formats=("pdf", "jpeg")).kind == "jpg"
    assert refused(pdf(), "a.pdf", formats=("jpg", "png")) == "不接收这种文件。请上传以下格式：jpg、png。"


def test_limits() -> None:
    assert "最大为 0 MB" in refused(pdf(), "a.pdf", limits=Limits(size=100))
    assert "PDF 文件有 4 页，允许 1 至 3 页" in refused(pdf(4), "a.pdf", limits=Limits(pages=3))
    assert "40 × 30 像素" in refused(picture("JPEG"), "a.jpg", limits=Limits(pixels=1000))


def test_picture_that_would_fill_the_memory() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    body = b"IHDR" + header
    raw = (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body)) + bytes(40)
    )
    assert "60000 × 60000 像素" in refused(raw, "a.png")


def test_zip_bombs() -> None:
    assert "展开后过大" in refused(packed("a", content=bytes(40_000_000)), "a.zip")
    assert "展开后过大" in refused(
        packed(*(f"{one}" for one in range(30))), "a.zip", limits=Limits(entries=20)
    )


def test_received_file_lies_in_the_store() -> None:
    raw = pdf(2)
    received = receive(raw, filename="C:\\材料\\申请表.pdf", formats=("pdf",))
    assert received == Received(received.sha256, len(raw), "application/pdf", "申请表.pdf", 2)
    assert read(Stored(received.sha256, received.size)) == raw


@pytest.mark.parametrize(
    ("given", "kind", "cleaned"),
    [
        ("../../etc/passwd", "txt", "passwd.txt"),
        ("照片\u202egpj.exe.jpg", "jpg", "照片gpj.exe.jpg"),
        ('a"b\r\nc.pdf', "pdf", "abc.pdf"),
        (".pdf", "pdf", "pdf.pdf"),
        ("", "pdf", "file.pdf"),
        ("长" * 300 + ".pdf", "pdf", "长" * 120 + ".pdf"),
    ],
)
def test_names_are_cleaned(given: str, kind: str, cleaned: str) -> None:
    assert clean_name(given, kind) == cleaned


class FakeClamd:
    """Speaks INSTREAM as clamd does: counts what it gets, answers what it is told."""

    def __init__(self, answer: bytes) -> None:
        self.answer, self.got = answer, b""
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"clamd://127.0.0.1:{self.listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        line, _address = self.listening.accept()
        with line, line.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack(">I", stream.read(4))[0]:
                self.got += stream.read(size)
            line.sendall(self.answer)
        self.listening.close()


def test_clean_file_passes_the_scanner(settings: Settings) -> None:
    clamd = FakeClamd(b"stream: OK\0")
    settings.YIMEN_SCANNER = clamd.address
    raw = pdf() + bytes(100_000)
    scanner.require_clean(io.BytesIO(raw))
    assert clamd.got == raw


def test_found_malware_is_not_stored(settings: Settings) -> None:
    settings.YIMEN_SCANNER = FakeClamd(b"stream: Eicar-Signature FOUND\0").address
    with pytest.raises(RuleBroken, match="Eicar-Signature"):
        receive(pdf(), filename="a.pdf")
    assert not settings.YIMEN_FILES.exists()


def test_silent_scanner_takes_nothing(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for address in (f"clamd://127.0.0.1:{port}", "clamd:///no/such/socket"):
        settings.YIMEN_SCANNER = address
        with pytest.raises(RuleBroken, match="查毒程序暂时没有响应"):
            receive(pdf(), filename="a.pdf")
    settings.YIMEN_SCANNER = FakeClamd(b"INSTREAM size limit exceeded. ERROR\0").address
    with pytest.raises(RuleBroken, match="查毒程序暂时没有响应"):
        receive(pdf(), filename="a.pdf")
    assert not settings.YIMEN_FILES.exists()


def test_a_web_page_comes_in_where_it_is_asked_for() -> None:
    page = "<!DOCTYPE html>\n<html><body><h1>通告</h1><a href='https://example.org/'>全文</a></body></html>".encode()
    found = examine(io.BytesIO(page), filename="通告.htm", formats=EVERY_KIND)
    assert found == Examined("html", "text/html")


@pytest.mark.parametrize(
    "active",
    [
        "<script>x</script>",
        "<SCRIPT src='//x'>",
        "<img src=x onerror='x'>",
        "<a href=' java\nscript:x'>甲</a>",
        "<iframe src='https://example.org/'></iframe>",
        "<meta http-equiv='Refresh' content='0;url=https://example.org/'>",
        "<svg><script>x</script></svg>",
        "<object data='data:text/html,x'></object>",
    ],
)
def test_a_web_page_that_does_something_stays_outside(active: str) -> None:
    with pytest.raises(RuleBroken, match="网页文件里有脚本或者嵌入的程序"):
        examine(io.BytesIO(f"<html>{active}</html>".encode()), filename="a.html", formats=EVERY_KIND)


@pytest.mark.parametrize(
    "costly",
    ["<!--" * 200_000, "<![" * 10_000, "<p title='" + "x" * 40_000, "<p>" + "字" * 3_000_000],
    ids=["comments", "declarations", "unended", "long"],
)
def test_a_web_page_made_to_cost_stays_outside(costly: str) -> None:
    begun = time.process_time()
    with pytest.raises(RuleBroken, match="网页文件超过 8 MB，或者标签过于混乱，无法检查。"):
        receive(f"<html>{costly}".encode(), filename="旧页.html", formats=EVERY_KIND)
    assert time.process_time() - begun < 10


def test_a_web_page_with_its_picture_inside_comes_in() -> None:
    picture = f"<img src='data:image/png;base64,{'A' * 3_000_000}'>"
    assert receive(f"<html><p>{picture}</p></html>".encode(), filename="旧页.html", formats=EVERY_KIND)
    with pytest.raises(RuleBroken, match="网页文件里有脚本或者嵌入的程序"):
        receive(f"<html>{picture}<b onclick='x'".encode() + b">", filename="旧页.html", formats=EVERY_KIND)
