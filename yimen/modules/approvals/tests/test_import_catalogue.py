"""导入和导出目录: a round trip says the same; one report of all errors; all or nothing; again after a kill."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation

from tests.trials import refused
from tests.world import NOON, World
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.jobs.waiting import run_waiting
from yimen.modules.approvals import actions, catalogue, exchange
from yimen.modules.approvals.imports import findings_shown
from yimen.modules.approvals.models import CatalogueImport, Item, ItemVersion

from .pages import enter

pytestmark = pytest.mark.django_db
ROOT = "/approvals/catalogue/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def records(world: World) -> list[dict[str, Any]]:
    return [exchange.record(one) for one in catalogue.exported(world.editor, NOON.date())]


def written(rows: list[dict[str, Any]], format_: str) -> bytes:
    if format_ == "xlsx":
        return exchange.write_xlsx(rows)
    return b"".join((exchange.write_json if format_ == "json" else exchange.write_csv)(rows))


def uploaded(world: World, rows: list[dict[str, Any]], format_: str = "csv") -> CatalogueImport:
    facts = {"name": f"目录.{format_}", "file_format": format_, "data": written(rows, format_)}
    given = actions.upload_import(world.org(), **facts, by=world.editor, at=NOON).given
    run_waiting()
    return fresh(given)


def fresh(given: CatalogueImport) -> CatalogueImport:
    return CatalogueImport.objects.get(pk=given.pk)


def like(row: dict[str, Any], number: int, **changed: Any) -> dict[str, Any]:
    return row | {"code": f"imported-{number}", "name": f"=示例事项{number}", "official_code": ""} | changed


@pytest.mark.parametrize("format_", exchange.FORMATS)
def test_what_was_exported_says_the_same_when_it_is_read(world: World, format_: str) -> None:
    rows = [like(one, number) for number, one in enumerate(records(world))]
    rows[0] |= {"statutory_basis": "'=1+1", "promised_note": "-1", "enquiry_phone": "@SUM(A1)"}
    given = uploaded(world, rows, format_)
    assert (given.state, given.findings, given.row_count) == ("ready", [], len(rows))
    actions.confirm_import(given, by=world.editor, at=NOON)
    run_waiting()
    assert (fresh(given).state, fresh(given).drafted_count) == ("applied", len(rows))
    again = {one["code"]: one for one in records(world)}
    assert [again[one["code"]] for one in rows] == rows


def test_no_cell_is_ever_a_formula(world: World) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    rows = [like(records(world)[0], 1, enquiry_phone="+86 24", promised_note="=HYPERLINK(1)")]
    sheet = load_workbook(BytesIO(exchange.write_xlsx(rows))).worksheets[0]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value} == {"s"}
    lines = b"".join(exchange.write_csv(rows)).decode()
    assert [one in lines for one in ("'+86 24", "'=HYPERLINK(1)", "'=示例事项1")] == [True, True, True]


def test_what_is_in_force_already_is_left_alone(world: World) -> None:
    given = uploaded(world, records(world), "json")
    actions.confirm_import(given, by=world.editor, at=NOON)
    run_waiting()
    assert (fresh(given).state, fresh(given).drafted_count) == ("applied", 0)
    assert not ItemVersion.objects.filter(state="draft").exists()


ENGLISH = [
    "There is no code “unknown”",
    "Required",
    "Longer than the statutory limit",
    "No such body",
    "You may not keep the items of this body",
    "The same as row 2",
]


def test_ten_thousand_rows_of_which_37_are_wrong(world: World) -> None:
    row = records(world)[0] | {"situations": [], "materials": [], "fees": [], "other": {}}
    rows = [like(row, number) for number in range(10_000)]
    faults = [
        ({"kind": "unknown"}, "事项类型", "没有“unknown”这个代码"),
        ({"name": ""}, "事项名称", "必须填写"),
        ({"promised_days": 99}, "承诺时限（工作日）", "长于法定时限"),
        ({"org": "nobody"}, "实施机关代码", "没有这个机构"),
        (
            {"org": "market-regulation", "section": "", "centre": ""},
            "实施机关代码",
            "您没有维护这个机构的事项的权限",
        ),
        ({"code": "imported-0"}, "事项代码", "与第2行重复"),
        ({"legal_bases": []}, "设定依据", "没有法律依据的事项不能建立。"),
    ]
    expected = []
    for index in range(37):
        changed, column, message = faults[index % len(faults)]
        rows[index * 250 + 7] |= changed
        expected.append({"row": index * 250 + 9, "column": column, "message": message})
    before = Item.objects.count()
    given = uploaded(world, rows)
    assert (given.state, given.row_count) == ("faulty", 10_000)
    found = findings_shown(given)
    assert [one for one in found if one not in expected] == []
    assert found == expected
    with translation.override("en"):
        assert [one["message"] for one in findings_shown(given, 6)] == ENGLISH
    assert Item.objects.count() == before
    with refused(WrongState, given):
        actions.confirm_import(given, by=world.editor, at=NOON)


def test_a_cell_that_cannot_be_read_hides_no_other_error_of_its_row(world: World) -> None:
    first = records(world)[0]
    rows = [like(first, 1, name="", promised_days=999, kind="unknown"), like(first, 2, code="imported-1")]
    rows += [like(first, 3, org="", statutory_days="", section="nobody", code="no slug")]
    given = uploaded(world, rows, "json")
    assert [(one["row"], one["column"], one["message"]) for one in findings_shown(given)] == [
        (2, "事项名称", "必须填写"),
        (2, "事项类型", "没有“unknown”这个代码"),
        (2, "承诺时限（工作日）", "长于法定时限"),
        (3, "事项代码", "与第2行重复"),
        (4, "实施机关代码", "必须填写"),
        (4, "法定时限（工作日）", "必须填写"),
        (4, "事项代码", "只能用英文字母、数字和连字符"),
    ]


def test_every_error_of_a_file_that_is_no_catalogue(world: World) -> None:
    for format_, data, message in (
        ("csv", b"\xff\xfe", "文件不是UTF-8编码，请另存为“CSV UTF-8”"),
        ("csv", "事项代码\n1\n".encode(), "缺少列："),
        ("xlsx", b"no", "文件不是可以读取的XLSX"),
        ("json", b"{", "文件不是有效的JSON"),
        ("json", b"{}", "JSON的最外层应当是事项的列表"),
        ("json", b"[]", "文件中没有事项"),
    ):
        facts = {"name": "x", "file_format": format_, "data": data, "by": world.editor, "at": NOON}
        given = actions.upload_import(world.org(), **facts).given
        run_waiting()
        assert fresh(given).state == "faulty"
        assert findings_shown(fresh(given))[0]["message"].startswith(message)
    with refused(RuleBroken, world.org(), "请上传CSV、XLSX或者JSON文件。", ["file"]):
        actions.upload_import(world.org(), name="x", file_format="exe", data=b"", by=world.editor, at=NOON)


def test_a_killed_import_leaves_nothing_and_is_taken_up_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [like(records(world)[0], number) for number in range(20)]
    given = uploaded(world, rows)
    actions.confirm_import(given, by=world.editor, at=NOON)
    from yimen.modules.approvals.actions import imports

    real, calls = imports.add_item, []

    def killed(*args: Any, **facts: Any) -> Any:
        calls.append(1)
        if len(calls) == 11:
            raise KeyboardInterrupt
        return real(*args, **facts)

    from yimen.modules.approvals import jobs

    monkeypatch.setattr(imports, "add_item", killed)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        jobs.apply_catalogue_import(import_id=str(given.pk))
    assert not Item.objects.filter(code__startswith="imported-").exists()
    assert fresh(given).state == "confirmed"
    monkeypatch.setattr(imports, "add_item", real)
    for _time in range(2):
        jobs.apply_catalogue_import(import_id=str(given.pk))
    assert Item.objects.filter(code__startswith="imported-").count() == 20
    assert (fresh(given).state, fresh(given).drafted_count) == ("applied", 20)


def test_what_changed_since_the_check_is_said_and_nothing_is_done(world: World) -> None:
    rows = [like(records(world)[0], number) for number in range(3)]
    given = uploaded(world, rows)
    item = world.item()
    facts = {
        "code": "imported-2",
        "name": "x",
        "kind": "licence",
        "audiences": ["person"],
        "by": world.actor("editor.market"),
    }
    actions.add_item(world.org("market-regulation"), **facts, legal_bases=[{"instrument": "x"}], at=NOON)
    actions.confirm_import(given, by=world.editor, at=NOON)
    run_waiting()
    assert fresh(given).state == "failed"
    assert findings_shown(fresh(given))[0]["message"] == "第4行“实施机关代码”：此事项属于另一个机构"
    assert not Item.objects.filter(code="imported-0").exists()
    assert item.versions.count() == 1


def test_only_editors_and_only_the_own_imports(world: World) -> None:
    for by in (world.clerk, world.approver, world.actor("editor.market")):
        with refused(NotAllowed, world.org()):
            actions.upload_import(world.org(), name="x", file_format="csv", data=b"", by=by, at=NOON)
    given = uploaded(world, records(world))
    for person in (world.approver, world.actor("editor.market"), world.clerk):
        assert browser(person).get(f"{ROOT}imports/{given.pk}/").status_code == 404


def test_the_pages(world: World) -> None:
    client = browser(world.editor)
    rows = [like(records(world)[0], 1), like(records(world)[0], 2, kind="x")]
    for data, state, words in ((rows, "faulty", "没有“x”这个代码"), (rows[:1], "ready", "检查通过")):
        file = SimpleUploadedFile("目录.json", json.dumps(data).encode())
        answer = client.post(ROOT + "imports/", {"org": str(world.org().pk), "file": file})
        assert answer.status_code == 302
        assert "正在检查" in client.get(answer["Location"]).content.decode()
        run_waiting()
        given = CatalogueImport.objects.latest("uploaded_at", "pk")
        assert given.state == state
        assert words in client.get(answer["Location"]).content.decode()
    assert client.post(answer["Location"] + "confirmation/").status_code == 302
    run_waiting()
    assert "已导入" in client.get(answer["Location"]).content.decode()
    assert client.get(ROOT + "export/?format=json").status_code == 200
    assert browser(world.clerk).get(ROOT + "export/").status_code == 404


def browser(person: Any) -> Client:
    client = Client()
    client.force_login(person.person)
    return client


def test_the_endpoints(world: World) -> None:
    """The same three steps as the pages: taken in, looked at, confirmed; by an editor, of the own body, the own file."""
    there, rows = "/api/v1/approvals/catalogue/imports", [like(records(world)[0], 1)]
    client = enter(world.editor)

    def send(data: bytes, name: str = "目录.csv", org: str = "urban-rural-construction") -> Any:
        return client.post(there, {"org": org, "file": SimpleUploadedFile(name, data)})

    assert send(b"x", "目录.pdf").status_code == 422
    assert send(b"x", org="market-regulation").status_code == 404
    assert not CatalogueImport.objects.exists()
    faulty = send(written([rows[0] | {"promised_days": "many"}], "csv")).json()
    run_waiting()
    told = client.get(f"{there}/{faulty['id']}").json()
    assert (told["state"], told["findings"][0]["row"]) == ("faulty", 2)
    assert client.post(f"{there}/{faulty['id']}/confirmation").status_code == 409
    good = send(written(rows, "csv"))
    run_waiting()
    assert (good.status_code, good.json()["state"]) == (201, "uploaded")
    where = f"{there}/{good.json()['id']}"
    assert enter(world.actor("editor.market")).get(where).status_code == 404
    assert client.post(f"{where}/confirmation").json()["state"] == "confirmed"
    run_waiting()
    assert (client.get(where).json()["state"], client.get(where).json()["drafted_count"]) == ("applied", 1)
    assert [one["name"] for one in client.get(there).json()] == ["目录.csv", "目录.csv"]
