"""登记册: read whole or not at all, taken once, matched with the licences of the record."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from tests import licences
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.intake import receive
from yimen.modules.supervision import actions, registers, running
from yimen.modules.supervision.models import Alert, RegisterImport, RegisterRow

from .stage import OTHERS, UNIT, Watch, client, nobody_of, refused

HEAD = "编号,日期,持证人,联系电话\n"


def sheet(*lines: str) -> bytes:
    return (HEAD + "".join(f"{one}\n" for one in lines)).encode()


def test_csv_and_xlsx_say_the_same() -> None:
    rows = registers.read(sheet("A1,2026-03-02,某人,024-1", "", "A2,2026年3月3日,,"), filename="a.csv")
    assert [(one.row, one.number, one.dated_on, one.holder) for one in rows] == [
        (2, "A1", date(2026, 3, 2), "某人"),
        (4, "A2", date(2026, 3, 3), ""),
    ]
    book, out = Workbook(), io.BytesIO()
    book.active.append(["证照编号", "发证日期", "备注"])  # type: ignore[union-attr]
    book.active.append(["A1", date(2026, 3, 2), "x"])  # type: ignore[union-attr]
    book.save(out)
    (row,) = registers.read(out.getvalue(), filename="a.XLSX")
    assert (row.number, row.dated_on) == ("A1", date(2026, 3, 2))
    gb = registers.read(sheet("A1,2026.03.02,,").decode().encode("gb18030"), filename="a.csv")
    assert gb[0].dated_on == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "文件为空，或者超过 20 MB。"),
        (b"\xff\xfe\x00\xd8\x80", "文件既不是 UTF-8 也不是 GB18030 编码，无法读取。"),
        ("名称\nx\n".encode(), "第1行缺少列：编号、日期"),
        (sheet(), "文件有1处错误，没有导入任何一行：登记册中没有内容。"),
        (
            sheet("A1,2026-03-02,,", ",2026-13-01,,", "A1,2026-03-02,,", f"{'长' * 81},2026-03-02,,"),
            "文件有4处错误，没有导入任何一行：第3行“编号”没有填写；第3行“日期”不是日期；第4行“编号”与第2行重复；第5行“编号”超过80个字",
        ),
    ],
)
def test_every_error_with_row_and_column(content: bytes, message: str) -> None:
    with pytest.raises(RuleBroken) as wrong:
        registers.read(content, filename="a.csv")
    assert str(wrong.value) == message


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"no zip"])
def test_what_is_no_table(content: bytes) -> None:
    with pytest.raises(RuleBroken, match="文件不是可以读取的 XLSX 表格。"):
        registers.read(content, filename="a.xlsx")


@pytest.fixture
def watch(world: World) -> Watch:
    return Watch(world)


def given(*lines: str) -> dict[str, Any]:
    content = sheet(*lines)
    return {
        "kind": "licences", "file": receive(content, filename="登记册.csv"),
        "rows": registers.read(content, filename="登记册.csv"),
    }  # fmt: skip


@pytest.mark.django_db
def test_brought_in_once_and_matched_both_ways(watch: Watch) -> None:
    known = licences.issued(watch.world)
    issued, org = known.issued_on, known.org
    facts = given(f"{known.number},{issued},,", f"自编001,{issued},某企业,024-1")
    nobody_of(watch, (*OTHERS, *UNIT), actions.import_register, org, **facts)
    done = actions.import_register(org, **facts, by=watch.supervisor, at=NOON)
    assert recorded(done) == f"{watch.supervisor.label} 导入 {org} 的登记册“登记册.csv”，2 行"
    assert (done.register.first_day, done.register.row_count) == (issued, 2)
    with refused(RuleBroken, "这份登记册已经导入过。"):
        actions.import_register(org, **facts, by=watch.supervisor, at=NOON)
    with refused(RuleBroken, "请选择登记册种类。"):
        actions.import_register(org, **facts | {"kind": "x"}, by=watch.supervisor, at=NOON)
    running.sweep(NOON.date(), NOON.date(), "asked", started_at=NOON, at=NOON)
    (alert,) = Alert.objects.filter(rule="R-OH-5")
    assert (alert.subject_key, [one["value"] for one in alert.evidence]) == (
        f"{org.code}/{issued:%Y-%m}",
        ["自编001"],
    )
    assert "某企业" not in str(alert.evidence)
    assert RegisterRow.objects.get(number="自编001").holder == "某企业"


@pytest.mark.django_db
def test_refuses_days_that_have_not_come(watch: Watch) -> None:
    """One slip of the year, and every paper up to then would seem to be missing from the register."""
    facts = given("甲1,2026-03-02,,", "甲2,2062-03-02,,", "甲3,2026-03-03,,")
    with refused(RuleBroken, "登记册中有还没有到的日期，没有导入任何一行。"):
        actions.import_register(watch.org(), **facts, by=watch.supervisor, at=NOON)
    with pytest.raises(RuleBroken) as caught:
        actions.import_register(watch.org(), **facts, by=watch.supervisor, at=NOON)
    assert caught.value.fields == {"file": "第3行的日期 2062-03-02 还没有到；第4行的日期 2026-03-03 还没有到"}
    assert not RegisterImport.objects.exists()


@pytest.mark.django_db
def test_both_doors(watch: Watch) -> None:
    org, today = watch.org(), timezone.localdate()

    def file(*lines: str) -> dict[str, Any]:
        return {"file": SimpleUploadedFile("登记册.csv", sheet(*lines), "text/csv"), "kind": "decisions"}

    browser = client(watch.supervisor)
    assert browser.get("/supervision/registers/import/").status_code == 200
    page = browser.post("/supervision/registers/import/", file(f"甲1,{today},,") | {"org": str(org.pk)})
    assert page.status_code == 302
    wrong = browser.post("/supervision/registers/import/", file("甲2,某日,,") | {"org": str(org.pk)})
    assert "第2行“日期”不是日期" in wrong.content.decode().replace("&quot;", "”")
    api = browser.post("/api/v1/supervision/registers", file(f"甲3,{today},,") | {"org": org.code})
    assert (api.status_code, api.json()["row_count"]) == (201, 1)
    assert (
        browser.post("/api/v1/supervision/registers", file("甲4,某日,,") | {"org": org.code}).status_code
        == 422
    )
    assert RegisterImport.objects.count() == len(browser.get("/api/v1/supervision/registers").json()) == 2
    assert "登记册.csv" in browser.get("/supervision/registers/").content.decode()
    for where in ("/supervision/registers/", "/supervision/registers/import/"):
        assert client(watch.head).get(where).status_code == 404
