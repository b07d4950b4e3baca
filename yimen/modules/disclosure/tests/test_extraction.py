"""提取文本: every kind that is read, and every way in which a file can be bad: an outcome in words, never a crash."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.content import EVERY_KIND, Limits
from yimen.kernel.documents.intake import receive
from yimen.kernel.documents.serving import serve
from yimen.modules.disclosure import actions, jobs, texts
from yimen.modules.disclosure.extraction import ocr, readers, reading
from yimen.modules.disclosure.models import Attachment

from .stage import Openness

ZIP = "application/zip"


def docx(*paragraphs: str) -> bytes:
    from docx import Document

    document, out = Document(), io.BytesIO()
    for one in paragraphs:
        document.add_paragraph(one)
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "桥名", "示例桥"
    document.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = "桥梁表"
    sheet.append(["桥名", 12, None])
    book.save(out)
    return out.getvalue()


def pdf(text: str = "") -> bytes:
    from yimen.kernel.documents.making import make_pdf

    data = {"organ": "示例局", "date": "2026-03-02", "title": text or "标题", "paragraphs": [text or "正文"]}
    return make_pdf("letter", data)


def bomb() -> bytes:
    """Small and huge: a DOCX whose text unpacks to 40 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "0" * 40_000_000)
    return out.getvalue()


def read(tmp_path: Path, kind: str, content: bytes) -> str:
    path = tmp_path / f"file.{kind}"
    path.write_bytes(content)
    return readers.read(kind, str(path))


def test_reads_each_kind(tmp_path: Path) -> None:
    assert read(tmp_path, "docx", docx("第一条")) == "第一条\n桥名 示例桥"
    assert read(tmp_path, "xlsx", xlsx()) == "桥梁表\n桥名 12"
    assert "示例通知" in read(tmp_path, "pdf", pdf("示例通知")).replace("\n", "")
    assert read(tmp_path, "html", "<p>甲</p><script>x</script><p>乙</p>".encode()) == "甲\n\n乙"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert read(tmp_path, "txt", "沈阳市〔2026〕".encode(encoding)) == "沈阳市〔2026〕"


def test_bombs_and_macros_are_not_unpacked(tmp_path: Path) -> None:
    with pytest.raises(readers.Unreadable, match="bomb"):
        read(tmp_path, "docx", bomb())
    out = io.BytesIO(docx("宏"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(readers.Unreadable, match="macros"):
        read(tmp_path, "docx", out.getvalue())


HOSTILE = {
    "deep_page": "<p>文</p>" + "<blockquote>" * 150_000 + "字",
    "long_page": "<p>" + "文字" * 1_000_001,
}


@pytest.mark.parametrize("why", HOSTILE)
def test_a_page_made_to_cost_is_not_parsed(tmp_path: Path, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "clean", lambda _text: pytest.fail("nobody parses it"))
    with pytest.raises(readers.Unreadable, match=f"^{why}$"):
        read(tmp_path, "html", HOSTILE[why].encode())


def test_old_pages_that_close_nothing_are_no_deep_pages(tmp_path: Path) -> None:
    rows = "<table>" + "<tr><td>桥<td>路<p>甲<br><img src=x>" * 2000 + "</table>"
    assert read(tmp_path, "html", rows.encode()).count("甲") == 2000
    nested = "<div>" * texts.DEEPEST + "桥" + "</div>" * texts.DEEPEST
    assert read(tmp_path, "html", f"{nested}{nested}".encode()) == "桥\n\n桥"
    with pytest.raises(readers.Unreadable, match="deep_page"):
        read(tmp_path, "html", f"<div>{nested}</div>".encode())


def test_what_is_pasted_too_deep_keeps_its_words() -> None:
    assert texts.clean("<b>" * 300_000 + "桥 & <i>路</i>") == "<p>桥 &amp; 路</p>"


def test_blanks_after_a_sign_cost_no_more_than_their_length() -> None:
    """The search for tags was of the square of them: a minute for as many as these."""
    begun = time.process_time()
    assert texts.clean("<" + " " * 300_000) == "<p>&lt;</p>"
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (bomb(), "a.docx", "压缩文件展开后过大，不能接收。请把里面的文件分别上传。"),
        (b"\x00" * 2000, "a.pdf", "认不出文件的格式，或者这种格式不接收。请转成 PDF 后上传。"),
        (docx("x"), "a.docm", "文件扩展名 .docm 不接收。请用原来的程序重新保存为 DOCX 后上传。"),
        (
            b"<html><script>x</script></html>",
            "a.html",
            "网页文件里有脚本或者嵌入的程序，不能接收。请转成 PDF 后上传。",
        ),
    ],
)
def test_bad_files_do_not_come_in(content: bytes, name: str, said: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        receive(content, filename=name, formats=EVERY_KIND)
    assert str(caught.value) == said


def test_a_scan_of_300_mb_is_refused_by_its_size_before_it_is_read() -> None:
    class Huge(io.BytesIO):
        """Says that it is 301 MB; reading it would be a mistake."""

        def seek(self, offset: int, whence: int = 0) -> int:
            return 301 * 1024 * 1024 if whence == io.SEEK_END else 0

        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("nobody reads it")

    with pytest.raises(RuleBroken, match="最大为 300 MB"):
        receive(Huge(), filename="扫描件.pdf", limits=Limits(size=300 * 1024 * 1024))


@pytest.mark.django_db
def test_the_text_is_read_by_a_worker(stage: Openness) -> None:
    attachment = added(stage, docx("独特的字句"), "附件.docx")
    jobs.extract_text(attachment_id=str(attachment.pk))
    read_one = stage.fresh(attachment)
    assert (read_one.text_state, read_one.text) == ("done", "独特的字句\n桥名 示例桥")
    jobs.extract_text(
        attachment_id="018f0000-0000-7000-8000-000000000000"
    )  # removed meanwhile: nothing to do


@pytest.mark.django_db
def test_a_web_page_is_read_and_only_handed_over(stage: Openness) -> None:
    """政府网站 pages of old are attachments too: found by their words, never shown as a page of this site."""
    attachment = added(stage, "<html><body><p>老桥的通告</p></body></html>".encode(), "通告.html")
    jobs.extract_text(attachment_id=str(attachment.pk))
    assert stage.fresh(attachment).text == "老桥的通告"
    served = serve(attachment.file, filename="通告.html", inline=True)
    assert served.headers["Content-Disposition"].startswith("attachment")
    assert served.headers["Content-Security-Policy"].startswith("sandbox")
    served.close()


@pytest.mark.django_db
def test_a_broken_file_is_an_outcome(stage: Openness, monkeypatch: pytest.MonkeyPatch) -> None:
    attachment = added(stage, docx("好的"), "附件.docx")
    monkeypatch.setattr(reading, "open_stored", lambda _stored: io.BytesIO(b"PK\x03\x04 broken"))
    jobs.extract_text(attachment_id=str(attachment.pk))
    assert (stage.fresh(attachment).text_state, stage.fresh(attachment).text_note) == (
        "failed", "文件已经损坏，无法提取文本。",
    )  # fmt: skip


@pytest.mark.django_db
def test_what_takes_too_long_is_stopped(stage: Openness, monkeypatch: pytest.MonkeyPatch) -> None:
    attachment = added(stage, docx("慢的"), "附件.docx")
    assert reading.read(attachment.file, seconds=0.001).note == "提取文本超过时限，已经停止。"
    page = added(stage, b"<html><body><p>x</p></body></html>", "慢的.html")
    monkeypatch.setattr(reading, "SECONDS_OF_A_PAGE", 0.001)
    assert reading.read(page.file).note == "提取文本超过时限，已经停止。"


@pytest.mark.django_db
def test_a_page_made_to_cost_is_an_outcome_in_words(stage: Openness) -> None:
    attachment = added(stage, f"<html>{HOSTILE['deep_page']}".encode(), "嵌套.html")
    jobs.extract_text(attachment_id=str(attachment.pk))
    assert (stage.fresh(attachment).text_state, stage.fresh(attachment).text_note) == (
        "failed", "网页文件的标签嵌套过深，没有提取文本。请转成 PDF 后上传。",
    )  # fmt: skip


@pytest.mark.django_db
def test_a_scan_without_text_says_so_and_a_recogniser_may_help(stage: Openness) -> None:
    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    attachment = added(stage, out.getvalue(), "扫描件.pdf")
    assert reading.read(attachment.file).state == "none"
    ocr.register(lambda _path, _kind: "认出的字")
    try:
        assert reading.read(attachment.file).text == "认出的字"
    finally:
        ocr._recognisers.clear()


def test_the_reader_runs_alone(tmp_path: Path) -> None:
    """As a process, without Django; and it limits its own memory."""
    import subprocess

    path = tmp_path / "a.txt"
    path.write_text("单独运行", encoding="utf-8")
    command: list[Any] = [
        sys.executable,
        "-m",
        "yimen.modules.disclosure.extraction.readers",
        "txt",
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.decode() == '{"text": "\\u5355\\u72ec\\u8fd0\\u884c"}'


def added(stage: Openness, content: bytes, name: str) -> Attachment:
    received = receive(content, filename=name, formats=EVERY_KIND)
    done = actions.add_attachment(stage.drafted(), received=received, by=stage.drafter, at=NOON)
    return Attachment.objects.select_related("file").get(pk=done.attachment.pk)
