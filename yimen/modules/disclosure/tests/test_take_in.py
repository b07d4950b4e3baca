"""导入: a document whole or not at all; broken off, it goes on; drafts and what was published already; pages and command."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from tests.world import NOON
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.disclosure import actions
from yimen.modules.disclosure.intake.incoming import Incoming, Place
from yimen.modules.disclosure.intake.working import work
from yimen.modules.disclosure.models import (
    Collection,
    CollectionEntry,
    ImportRow,
    ImportRun,
    Publication,
    PublicationVersion,
)
from yimen.modules.disclosure.states import IntakeMode, PublicState, RunKind, VersionState

from .stage import Openness, enter, only, refused

pytestmark = pytest.mark.django_db
IMPORT = Machine("import")
TABLE = """标识,名称,成文日期,文号,正文,发文机关,主题分类
1,甲通知,2008-05-01,示发〔2008〕1号,正文甲,示例局,道路
2,,2008-05-02,,,,
3,丙通知,2008-05-03,,正文丙,,
"""


def run_of(stage: Openness, mode: str = IntakeMode.TAKEN_OVER, **facts: Any) -> ImportRun:
    start = actions.start_take_over if mode == IntakeMode.TAKEN_OVER else actions.start_import
    facts = {"kind": RunKind.FOLDER, "name": "旧文件", "folder": "/srv/old", **facts}
    return stage.fresh(start(stage.org, **facts, by=IMPORT, at=NOON).run)


def incoming(key: str = "1", **facts: Any) -> Incoming:
    given = {
        "title": "甲通知",
        "created_on": date(2008, 5, 1),
        "body": "<p>正文</p>",
        "issuer": "示例局",
        **facts,
    }
    return Incoming(key=key, **given)


def folder(tmp_path: Path, table: str = TABLE) -> Path:
    (tmp_path / "目录.csv").write_text(table, encoding="utf-8")
    return tmp_path


def imported(path: Path, **options: Any) -> ImportRun:
    call_command(
        "import_publications", str(path), org="urban-rural-construction", stdout=io.StringIO(), **options
    )
    return ImportRun.objects.latest("started_at")


def test_takes_over_what_was_published_already(stage: Openness) -> None:
    run = run_of(stage)
    done = actions.take_in(run, incoming=incoming(document_number="示发[2008]1号"), by=IMPORT, at=NOON)
    publication = done.publication
    assert publication is not None
    assert (publication.state, publication.origin) == (PublicState.PUBLISHED, "taken_over")
    assert publication.first_published_at is not None
    assert publication.first_published_at.date() == date(2008, 5, 1)
    assert publication.index_number is not None
    assert "/2008-" in publication.index_number
    assert publication.current is not None
    assert (publication.current.document_number, publication.current.co_issuers) == (
        "示发〔2008〕1号",
        ["示例局"],
    )
    assert (stage.fresh(run).taken, ImportRow.objects.get(run=run).publication) == (1, publication)


def test_as_drafts_nothing_is_published(stage: Openness) -> None:
    run = run_of(stage, IntakeMode.DRAFT)
    done = actions.take_in(run, incoming=incoming(url="https://old.example/1"), by=IMPORT, at=NOON)
    assert done.publication is not None
    assert (done.publication.state, done.publication.origin_url) == (
        PublicState.UNPUBLISHED,
        "https://old.example/1",
    )
    version = PublicationVersion.objects.get(publication=done.publication)
    assert (version.state, version.drafter) == (VersionState.DRAFT, None)


def test_a_later_version_follows_and_an_earlier_one_is_passed_over(stage: Openness) -> None:
    run = run_of(stage)
    days = {"a": date(2008, 5, 1), "b": date(2012, 5, 1), "c": date(2010, 5, 1), "d": date(2012, 5, 1)}
    for key, day in days.items():
        actions.take_in(run, incoming=incoming(key, family="甲", created_on=day), by=IMPORT, at=NOON)
    publication = Publication.objects.get(origin_key__endswith=" 甲")
    versions = PublicationVersion.objects.filter(publication=publication).order_by("number")
    assert [(one.number, one.created_on) for one in versions] == [(1, days["a"]), (2, days["b"])]
    assert publication.current == versions[1]
    run = stage.fresh(run)
    assert (run.taken, run.skipped, run.failed) == (2, 2, 0)


def test_one_document_once_a_run(stage: Openness) -> None:
    run = run_of(stage)
    actions.take_in(run, incoming=incoming(), by=IMPORT, at=NOON)
    with refused(RuleBroken, run, "这份文件已经处理过。"):
        actions.take_in(run, incoming=incoming(), by=IMPORT, at=NOON)


def test_nothing_of_a_document_that_is_refused_stays(stage: Openness) -> None:
    run = run_of(stage)
    with refused(RuleBroken, run):
        actions.take_in(run, incoming=incoming(created_on=date(2030, 1, 1)), by=IMPORT, at=NOON)
    assert not ImportRow.objects.filter(run=run).exists()


def test_only_the_import_takes_in_and_only_while_it_runs(stage: Openness) -> None:
    run = run_of(stage)
    only(stage, run, actions.take_in, incoming=incoming())
    only(stage, run, actions.note_fault, key="1", message="坏", place=Place("a"))
    only(stage, run, actions.end_import)
    only(stage, run, actions.count_import, total=1)
    actions.stop_import(run, by=stage.officer, at=NOON)
    with refused(WrongState, stage.fresh(run)):
        actions.take_in(run, incoming=incoming(), by=IMPORT, at=NOON)


def test_who_may_begin(stage: Openness) -> None:
    facts = {"kind": RunKind.TABLE, "name": "旧", "folder": "/srv"}
    only(stage, stage.org, actions.start_import, "officer", "chief_officer", **facts)
    only(stage, stage.org, actions.start_take_over, "chief_officer", **facts)
    only(stage, run_of(stage), actions.stop_import, "officer", "chief_officer")


@pytest.mark.parametrize(
    "facts", [{"kind": "harvest"}, {"name": " "}, {"folder": ""}], ids=["kind", "name", "nothing to read"]
)
def test_refuses_what_is_not_said(stage: Openness, facts: dict[str, str]) -> None:
    with refused(RuleBroken, stage.org):
        run_of(stage, **facts)


def test_the_command_imports_a_folder_and_says_the_faults(stage: Openness, tmp_path: Path) -> None:
    run = imported(folder(tmp_path))
    assert (run.state, run.total, run.taken, run.failed) == ("done", 3, 2, 1)
    row = run.rows.get(state="failed")
    assert (row.place, row.line, row.column, row.message) == ("目录.csv", 3, "名称", "没有名称。")
    first = Publication.objects.get(title="甲通知")
    assert first.current is not None
    assert (first.current.subject, first.current.body) == (stage.node("subject", "roads"), "<p>正文甲</p>")


def test_killed_in_the_middle_it_goes_on(
    stage: Openness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken in stays, what was in hand left nothing, and the same command goes on with it."""
    real = actions.take_in

    def killed(run: ImportRun, *, incoming: Incoming, **facts: Any) -> Any:
        if incoming.key == "3":
            raise KeyboardInterrupt
        return real(run, incoming=incoming, **facts)

    monkeypatch.setattr(actions, "take_in", killed)
    with pytest.raises(KeyboardInterrupt):
        imported(folder(tmp_path))
    broken = ImportRun.objects.latest("started_at")
    assert (broken.state, broken.taken, broken.failed) == ("running", 1, 1)
    monkeypatch.setattr(actions, "take_in", real)
    run = imported(tmp_path)
    assert run == broken
    assert (run.state, run.taken, run.failed, run.rows.count()) == ("done", 2, 1, 3)
    again = imported(tmp_path)
    assert (again.taken, again.skipped, again.failed) == (0, 2, 1)
    assert Publication.objects.filter(origin="taken_over").count() == 2


def test_laws_come_into_the_collection_of_questions(stage: Openness, tmp_path: Path) -> None:
    collection = Collection.objects.get(code="legal-questions")
    (tmp_path / "社会法").mkdir()
    for year, text in (
        (2008, "第一条 为了示例，制定本法。"),
        (2015, "第一条 为了示例，制定本法。\n第二条 新增。"),
    ):
        law = f"# 中华人民共和国示例法\n{year}年1月1日 公布\n<!-- INFO END -->\n{text}"
        (tmp_path / "社会法" / f"示例法({year}-01-01).md").write_text(law, encoding="utf-8")
    run = imported(tmp_path, kind="laws")
    assert (run.taken, run.failed) == (2, 0)
    publication = Publication.objects.get(title="中华人民共和国示例法")
    inclusion = collection.inclusions.get(publication=publication)
    assert (inclusion.publication, inclusion.topic, inclusion.entry_count) == (publication, "社会法", 2)
    assert list(CollectionEntry.objects.filter(inclusion=inclusion).values_list("question", flat=True)) == [
        "为什么制定《示例法》？",
        "《示例法》第二条规定了什么？",
    ]


@pytest.mark.parametrize("options", [{"org": "nobody"}, {"folder": "/nowhere/at/all"}])
def test_the_command_says_what_it_cannot_find(
    stage: Openness, tmp_path: Path, options: dict[str, str]
) -> None:
    path = options.pop("folder", str(tmp_path))
    with pytest.raises(CommandError):
        call_command("import_publications", path, **{"org": "urban-rural-construction", **options})


def upload(name: str = "旧文件.zip") -> SimpleUploadedFile:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr(
            "目录.csv", "标识,名称,成文日期,正文,附件\n1,甲,2008-05-01,a.txt,b.txt\n2,乙,2008-05-02,x,c.txt\n"
        )
        made.writestr("a.txt", "正文甲")
        made.writestr("b.txt", "附件内容")
    return SimpleUploadedFile(name, content.getvalue())


def test_a_page_begins_it_and_shows_how_it_went(stage: Openness) -> None:
    client = enter(stage.chief_officer)
    body = {"org": stage.org.pk, "kind": "folder", "mode": "taken_over", "name": "旧文件", "file": upload()}
    answer = client.post("/disclosure/imports/new/", body)
    run = ImportRun.objects.get(name="旧文件")
    assert (answer.status_code, answer["Location"]) == (302, f"/disclosure/imports/{run.pk}/")
    work(run, lambda: NOON)
    page = client.get(f"/disclosure/imports/{run.pk}/").content.decode()
    assert "已处理 2 件，共 2 件。" in page
    assert "附件" in page
    assert "c.txt" in page
    publication = Publication.objects.get(title="甲", origin="taken_over")
    assert publication.current is not None
    assert (publication.current.body_text, publication.current.attachments.get().name) == ("正文甲", "b.txt")
    assert enter(stage.other_officer).get(f"/disclosure/imports/{run.pk}/").status_code == 404


def test_an_officer_may_not_take_over_by_the_page(stage: Openness) -> None:
    client = enter(stage.officer)
    assert "原已公开" not in client.get("/disclosure/imports/new/").content.decode()
    body = {"org": stage.org.pk, "kind": "folder", "mode": "taken_over", "name": "旧", "file": upload()}
    assert client.post("/disclosure/imports/new/", body).status_code == 200
    assert not ImportRun.objects.exists()


def test_a_file_that_is_none_of_these_is_refused_at_its_field(stage: Openness) -> None:
    body = {"org": stage.org.pk, "kind": "table", "mode": "draft", "name": "旧"}
    bad = SimpleUploadedFile("旧.xlsx", b"%PDF-1.4 not a table")
    page = enter(stage.officer).post("/disclosure/imports/new/", {**body, "file": bad}).content.decode()
    assert "内容却是 PDF" in page
    assert not ImportRun.objects.exists()


def test_a_running_import_is_stopped_by_the_page(stage: Openness) -> None:
    run = run_of(stage)
    assert enter(stage.officer).post(f"/disclosure/imports/{run.pk}/stop/").status_code == 302
    assert stage.fresh(run).state == "stopped"
    assert work(stage.fresh(run), lambda: NOON).state == "stopped"


def test_the_list_asks_the_same_however_long_it_is(
    stage: Openness, django_assert_max_num_queries: Any
) -> None:
    for _number in range(3):
        run_of(stage)
    client = enter(stage.officer)
    client.get("/disclosure/imports/")
    with django_assert_max_num_queries(8):
        client.get("/disclosure/imports/")
