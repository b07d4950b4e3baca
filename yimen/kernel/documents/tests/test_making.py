"""制文: the same bytes for the same data, all of it on the page, nothing evaluated, nothing broken."""

import io
import threading
from pathlib import Path

import pytest
from pypdf import PdfReader

from yimen.kernel.documents.fonts import font_set
from yimen.kernel.documents.making import TEMPLATES, examples, make, make_pdf
from yimen.kernel.documents.papers import PAPERS

EXAMPLES = examples()
ODD = '#panic("x") $x$ *粗* <script>alert(1)</script> \\u{0} @label // /* [] {{ }} "引号"'


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def test_every_paper_has_a_template_and_an_example() -> None:
    templates = {path.stem for path in Path(TEMPLATES).glob("*.typ")} - {"official"}
    assert templates == set(PAPERS) == set(EXAMPLES)


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_example_is_made_as_tagged_archival_pdf(code: str) -> None:
    made = make(code, EXAMPLES[code])
    reader = PdfReader(io.BytesIO(made.pdf))
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    assert 1 <= made.place.page <= len(reader.pages)
    assert 60 < made.place.x < 540
    assert 60 < made.place.y < 780


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_same_data_same_bytes(code: str) -> None:
    assert make_pdf(code, EXAMPLES[code]) == make_pdf(code, dict(reversed(EXAMPLES[code].items())))


def test_says_what_the_data_says() -> None:
    words = text_of(make_pdf("acceptance_notice", EXAMPLES["acceptance_notice"]))
    assert "沈城管受字〔2026〕17号" in words
    assert "受理日期为2026年3月4日" in words
    assert "《中华人民共和国行政许可法》第三十二条第一款第（五）项" in words
    assert "法定办理期限为20个工作日（至2026年4月1日）" in words


def test_refusal_states_reasons_and_remedies() -> None:
    refused = {**EXAMPLES["decision"], "outcome": "refused", "reasons": ["不符合规划", "未提交方案。"]}
    words = text_of(make_pdf("decision", refused))
    assert "不予行政许可决定书" in words
    assert "（一）不符合规划；（二）未提交方案。根据" in words
    assert "第三十八条第二款" in words
    assert "六十日内依法申请行政复议" in words
    assert "六个月内依法直接向人民法院提起行政诉讼" in words


def test_data_is_text_and_never_markup() -> None:
    words = text_of(
        make_pdf("letter", {**EXAMPLES["letter"], "addressee": ODD, "paragraphs": [ODD], "title": ODD})
    )
    assert words.count("<script>alert(1)</script>") == 3
    assert words.count('#panic("x")$x$*粗*') == 3


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_empty_fields_do_not_break(code: str) -> None:
    empty = {key: ([] if isinstance(value, list) else "") for key, value in EXAMPLES[code].items()}
    pdf = make_pdf(code, {**empty, "organ": "", "date": "2026-03-02"})
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_only_needed_fields_are_enough(code: str) -> None:
    needed = {key: EXAMPLES[code][key] for key in PAPERS[code].needed}
    assert make(code, needed).place.page >= 1


def test_long_text_breaks_over_pages() -> None:
    long = {**EXAMPLES["decision"], "outcome": "refused", "reasons": ["理由" * 400] * 5}
    made = make("decision", long)
    pages = len(PdfReader(io.BytesIO(made.pdf)).pages)
    assert pages == 8
    assert made.place.page == pages
    assert text_of(made.pdf).count("理由") >= 2000


def test_long_table_repeats_its_head() -> None:
    row = EXAMPLES["receipt_slip"]["materials"][0]
    words = text_of(make_pdf("receipt_slip", {**EXAMPLES["receipt_slip"], "materials": [row] * 90}))
    assert words.count("材料名称") == 4


def test_signature_never_stands_alone() -> None:
    for count in range(1, 14):
        made = make("decision", {**EXAMPLES["decision"], "conditions": ["要求"] * count})
        page = PdfReader(io.BytesIO(made.pdf)).pages[made.place.page - 1]
        assert "人民法院提起行政诉讼" in page.extract_text().replace("\n", "")


def test_characters_without_a_glyph_are_named() -> None:
    words = text_of(
        make_pdf("letter", {**EXAMPLES["letter"], "addressee": "张\U000303dd\x07\u200b🙂", "paragraphs": []})
    )
    assert "张〓[U+303DD]〓[U+1F642]：" in words


def test_fonts_show_common_and_rare_names() -> None:
    shown = font_set().shown
    assert {ord(character) for character in "沈阳〔〕龘喆堃㛃·—“”①"} <= shown
    assert 0x1F642 not in shown


def test_needs_its_fields() -> None:
    with pytest.raises(ValueError, match="acceptance_notice needs date"):
        make_pdf("acceptance_notice", {"organ": "示例局"})
    with pytest.raises(KeyError):
        make_pdf("../official", EXAMPLES["letter"])


def test_threads_make_the_same_bytes() -> None:
    expected = {code: make_pdf(code, EXAMPLES[code]) for code in ("decision", "licence")}
    wrong: list[str] = []

    def work(code: str) -> None:
        wrong.extend(code for _ in range(10) if make_pdf(code, EXAMPLES[code]) != expected[code])

    threads = [
        threading.Thread(target=work, args=(code,)) for code in ("decision", "licence", "decision", "licence")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_letters_of_the_code_keep_their_distance() -> None:
    """Where pairs were set closer, what is copied from the paper had spaces inside."""
    paper = make_pdf("decision", {**EXAMPLES["decision"], "verify_code": "AVAV TATA FJFJ PJLT"})
    assert "AVAV TATA FJFJ PJLT" in PdfReader(io.BytesIO(paper)).pages[-1].extract_text()
