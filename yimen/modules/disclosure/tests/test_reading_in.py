"""来件的读取: Atom, DCAT, tables, bundles; what is hostile or broken is said with its place, and stops nothing else."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from yimen.modules.disclosure.collected.chapters import chapters
from yimen.modules.disclosure.collected.dated import occurrences
from yimen.modules.disclosure.collected.marked import marked
from yimen.modules.disclosure.intake.atom import read_atom
from yimen.modules.disclosure.intake.bundles import Archive, Folder, Single
from yimen.modules.disclosure.intake.dcat import read_dcat
from yimen.modules.disclosure.intake.fetching import require_allowed
from yimen.modules.disclosure.intake.incoming import Faulty, Incoming
from yimen.modules.disclosure.intake.reading import as_html, read_folder, read_laws
from yimen.modules.disclosure.intake.tables import read_table

URL = "https://other.example/feed.atom"
FEED = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dcterms="http://purl.org/dc/terms/">
<link rel="next" href="/feed.atom?page=2"/>
<entry><id>urn:1</id><title>示例 通知</title><published>2026-02-01T09:00:00+08:00</published>
<author><name>示例局</name></author><summary>概述</summary><link rel="alternate" href="/1.html"/>
<dcterms:created>2026-01-30</dcterms:created><dcterms:identifier>示发〔2026〕1号</dcterms:identifier>
<content type="html">&lt;p&gt;正文&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</content></entry>
<entry><id>urn:2</id><title>没有时间</title></entry>
</feed>""".encode()


def test_reads_a_feed() -> None:
    page = read_atom(FEED, URL)
    assert len(page.found) == 1
    one = page.found[0]
    assert (one.key, one.title, one.created_on, one.issuer) == (
        "urn:1",
        "示例 通知",
        date(2026, 1, 30),
        "示例局",
    )
    assert (one.document_number, one.url) == ("示发〔2026〕1号", "https://other.example/1.html")
    assert one.body.startswith("<p>正文</p>")  # the script is taken out where the text is cleaned
    assert page.next_url == "https://other.example/feed.atom?page=2"
    assert [(fault.place.line, str(fault.message)) for fault in page.faults] == [
        (2, "条目没有发布时间，或者时间不可读。")
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"not xml",
        b"",
        b"<html/>",
        b'<!DOCTYPE f [<!ENTITY a "b">]><feed xmlns="http://www.w3.org/2005/Atom">&a;</feed>',
        b'<!DOCTYPE f [<!ENTITY a SYSTEM "file:///etc/passwd">]><feed xmlns="http://www.w3.org/2005/Atom">&a;</feed>',
        b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"<a>" * 100,
    ],
)
def test_hostile_and_broken_feeds_are_refused(content: bytes) -> None:
    with pytest.raises(Faulty):
        read_atom(content, URL)


def test_a_link_that_is_no_address_is_none() -> None:
    page = read_atom(FEED.replace(b'href="/1.html"', b'href="javascript:alert(1)"'), URL)
    assert page.found[0].url == ""


DCAT = """{"@context": {}, "@type": "dcat:Catalog", "hydra:next": "?page=2", "dcat:dataset": [
{"@id": "https://other.example/set/1", "@type": "dcat:Dataset", "dct:title": [{"@value": "Prices", "@language": "en"},
{"@value": "价格数据", "@language": "zh-Hans"}], "dct:description": "每月价格", "dct:issued": "2026-02-01",
"dct:publisher": {"@type": "foaf:Agent", "foaf:name": "示例统计局"}, "dcat:landingPage": {"@id": "https://other.example/1"}},
{"@id": "x", "@type": ["http://www.w3.org/ns/dcat#Dataset"], "http://purl.org/dc/terms/title": "没有日期"}]}""".encode()


def test_reads_a_catalogue() -> None:
    page = read_dcat(DCAT, "https://other.example/catalogue.jsonld")
    one = page.found[0]
    assert (one.title, one.abstract, one.created_on) == ("价格数据", "每月价格", date(2026, 2, 1))
    assert (one.issuer, one.url) == ("示例统计局", "https://other.example/1")
    assert page.next_url == "https://other.example/catalogue.jsonld?page=2"
    assert len(page.faults) == 1


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"@type": "Thing"}', b"[" * 100_000])
def test_what_is_no_catalogue_is_refused(content: bytes) -> None:
    with pytest.raises(Faulty):
        read_dcat(content, URL)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://www.example.gov.cn/feed", True),
        ("http://WWW.example.gov.cn:80/feed", True),
        ("http://intranet.example:8080/feed", True),
        ("https://www.example.gov.cn:8443/feed", False),
        ("http://intranet.example/feed", False),
        ("https://elsewhere.example/feed", False),
        ("https://user:secret@www.example.gov.cn/feed", False),
        ("https://www.example.gov.cn.evil.example/", False),
        ("file:///etc/passwd", False),
        ("http://[::1/feed", False),
        ("http://169.254.169.254/latest/", False),
    ],
)
def test_only_allowed_hosts_are_asked(settings, url: str, allowed: bool) -> None:  # type: ignore[no-untyped-def]
    settings.HARVEST_HOSTS = ["www.example.gov.cn", "intranet.example:8080"]
    if allowed:
        require_allowed(url)
        return
    with pytest.raises(Faulty):
        require_allowed(url)


TABLE = """标识,名称,成文日期,文号,正文,附件
1,甲,2008年5月1日,示发[2008]1号,text/a.md,
2,,2008-05-02,,,
3,丙,昨天,,,
4,丁,20080504,,x,a.pdf；b.pdf
"""


def test_reads_rows_and_says_where_the_faults_are() -> None:
    found = list(read_table(io.BytesIO(TABLE.encode("gb18030")), "目录.csv"))
    taken = [one for one in found if isinstance(one, Incoming)]
    faults = [one for one in found if isinstance(one, Faulty)]
    assert [(one.key, one.title, one.created_on) for one in taken] == [
        ("1", "甲", date(2008, 5, 1)),
        ("4", "丁", date(2008, 5, 4)),
    ]
    assert taken[1].files == ("a.pdf", "b.pdf")
    assert [(one.place.file, one.place.line, one.place.column) for one in faults] == [
        ("目录.csv", 3, "名称"),
        ("目录.csv", 4, "成文日期"),
    ]


def test_reads_a_workbook() -> None:
    book = Workbook()
    book.active.append(["名称", "成文日期", "备注"])
    book.active.append(["甲", date(2020, 1, 2), "不读"])
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    found = list(read_table(content, "表.xlsx"))
    assert [(one.title, one.created_on) for one in found if isinstance(one, Incoming)] == [
        ("甲", date(2020, 1, 2))
    ]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("名称,日期\n甲,2008-05-01\n".encode(), "表.csv"),
        (b"\xff\xfe\x00\x81\xff", "表.csv"),
        (b"not a zip", "表.xlsx"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(Faulty):
        list(read_table(io.BytesIO(content), name))


def test_a_folder_gives_nothing_that_lies_outside(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "in" / "a.md").write_text("a")
    (tmp_path / "in" / "link.md").symlink_to(tmp_path / "secret.md")
    folder = Folder(tmp_path / "in")
    assert folder.names() == ["a.md"]
    for name in ("../secret.md", "link.md", "none.md"):
        with pytest.raises(Faulty):
            folder.open(name)


def archive(**files: str) -> Archive:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    content.seek(0)
    return Archive(content)


def test_an_archive_with_a_table_and_its_texts() -> None:
    bundle = archive(
        **{"目录.csv": TABLE, "text/a.md": "第一段\n第二段 <b>", "../x.md": "no", "__MACOSX/y.md": "no"}
    )
    assert bundle.names() == ["text/a.md", "目录.csv"]
    first, *_rest = read_folder(bundle)
    assert isinstance(first, Incoming)
    assert first.body == "<p>第一段</p>\n<p>第二段 &lt;b&gt;</p>"


def test_a_text_that_is_missing_is_a_fault_of_its_row() -> None:
    first, *rest = read_folder(Single("目录.csv", io.BytesIO(TABLE.encode())))
    assert isinstance(first, Faulty)
    assert (first.place.line, first.place.column) == (2, "正文")
    assert len(rest) == 3


def law(title: str, day: str) -> str:
    return f"# {title}\n{day} 公布\n<!-- INFO END -->\n## 第一章 总则\n第一条 定。"


def test_laws_come_version_by_version() -> None:
    bundle = archive(**{
        "行政法规/乙法(2020-01-01).md": law("乙法", "2020年1月1日"),
        "行政法规/甲法(2020-01-01).md": law("甲法", "2020年1月1日"),
        "行政法规/甲法(2010-01-01).md": law("中华人民共和国甲法", "2010年1月1日"),
        "行政法规/_index.md": "---",
        "坏.md": "no law",
    })  # fmt: skip
    found = list(read_laws(bundle))
    assert isinstance(found[0], Faulty)
    assert (found[0].place.file, found[0].place.line) == ("坏.md", 1)
    assert [
        (one.family, one.created_on.year, one.topic) for one in found[1:] if isinstance(one, Incoming)
    ] == [
        ("乙法", 2020, "行政法规"),
        ("甲法", 2010, "行政法规"),
        ("甲法", 2020, "行政法规"),
    ]


def test_markdown_becomes_plain_html_and_its_headings_come_back() -> None:
    html = as_html("# 卷首\n\n## 第一章 建置\n\n正文 & <i>\n### 第一节 沿革\n细节")
    assert (
        html
        == "<h2>卷首</h2>\n<h2>第一章 建置</h2>\n<p>正文 &amp; &lt;i&gt;</p>\n<h3>第一节 沿革</h3>\n<p>细节</p>"
    )
    assert [(one.heading, one.depth, one.text) for one in chapters(marked(html))] == [
        ("卷首", 1, ""),
        ("第一章 建置", 2, "正文 & <i>"),
        ("第一节 沿革", 3, "细节"),
    ]


def test_a_chronicle_by_its_days() -> None:
    text = """示例市
3月
3月1日 举行会议。
会上通过规定。
3月中旬 完成调研。
3月31日至4月2日，举办活动。
2月30日 没有这一天。
2027年1月1日 元旦。"""
    assert [(one.on, one.exact, one.label, one.text) for one in occurrences("2026年大事记", text)] == [
        (date(2026, 3, 1), True, "3月1日", "举行会议。\n会上通过规定。"),
        (date(2026, 3, 1), False, "3月中旬", "完成调研。"),
        (date(2026, 3, 31), True, "3月31日至4月2日", "举办活动。\n2月30日 没有这一天。"),
        (date(2027, 1, 1), True, "2027年1月1日", "元旦。"),
    ]
    assert occurrences("大事记", "3月1日 不知哪一年。") == []
