"""接口: collections, reports of errors, imports and sources by the API, the same verbs as the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yimen.kernel.base.ids import new_id
from yimen.modules.disclosure.models import Collection, ErrorReport, ImportRun, Inclusion

from .stage import Openness, enter, post

pytestmark = pytest.mark.django_db
API = "/api/v1/disclosure"


def test_collections_by_the_api(stage: Openness) -> None:
    editor = stage.world.actor("editor.office")
    body = {"org": "general-office", "code": "api-one", "kind": "questions", "name": "问答"}
    assert post(editor, "collections", **body).status_code == 201
    assert post(editor, "collections", **body).status_code == 422
    assert post(stage.officer, "collections", **body).status_code == 404
    publication = stage.published(title="示例法", body="<p>第一条 规定。</p>")
    included = post(editor, "collections/api-one/inclusion", index_number=publication.index_number)
    assert (included.status_code, included.json()["entry_count"]) == (201, 1)
    address = f"{API}/collections/api-one/entries?publication={publication.pk}"
    assert [one["text"] for one in enter(None).get(address).json()] == ["规定。"]
    assert post(editor, "collections/api-one/change", name="新名").json()["name"] == "新名"
    inclusion = Inclusion.objects.get(publication=publication)
    assert post(editor, f"inclusions/{inclusion.pk}/leaving-out").json()["is_left_out"] is True
    assert enter(None).get(address).json() == []
    assert "api-one" in [one["code"] for one in enter(None).get(f"{API}/collections").json()]
    assert Collection.objects.get(code="api-one").name == "新名"


def test_reports_by_the_api(stage: Openness) -> None:
    publication = stage.published()
    body: dict[str, Any] = {"report_id": str(new_id()), "kind": "outdated", "text": "已经过时的说法。"}
    address = f"{API}/publications/{publication.pk}/error-report"
    told = enter(None).post(address, body, content_type="application/json")
    assert (told.status_code, told.json()["state"]) == (201, "received")
    assert "text" not in told.json()
    report = ErrorReport.objects.get()
    assert [one["id"] for one in enter(stage.officer).get(f"{API}/error-reports").json()] == [str(report.pk)]
    assert enter(stage.other_officer).get(f"{API}/error-reports").json() == []
    answered = post(
        stage.officer, f"error-reports/{report.pk}/answer", outcome="explained", answer="仍然有效。"
    )
    assert (answered.status_code, answered.json()["state"]) == (201, "explained")
    assert (
        post(
            stage.other_officer, f"error-reports/{report.pk}/answer", outcome="explained", answer="x"
        ).status_code
        == 404
    )


def test_imports_by_the_api(stage: Openness) -> None:
    body = {"org": stage.org.code, "kind": "table", "name": "旧文件"}
    table = "名称,成文日期\n甲,2008-05-01\n".encode()

    def sent(path: str, person: Any) -> int:
        file = SimpleUploadedFile("旧.csv", table)
        return enter(person).post(f"{API}/{path}", {**body, "file": file}).status_code

    assert sent("imports", stage.officer) == 201
    assert sent("imports/take-over", stage.officer) == 403
    assert sent("imports/take-over", stage.chief_officer) == 201
    run = ImportRun.objects.get(mode="draft")
    assert post(stage.officer, f"imports/{run.pk}/stop").json()["state"] == "stopped"
    assert len(enter(stage.officer).get(f"{API}/imports").json()) == 2
    assert enter(stage.officer).get(f"{API}/imports/{run.pk}/rows").json() == []
    assert enter(stage.other_officer).get(f"{API}/imports/{run.pk}/rows").status_code == 404


def test_sources_by_the_api(stage: Openness, settings: Any) -> None:
    settings.HARVEST_HOSTS = ["www.example.gov.cn"]
    body = {
        "org": stage.org.code,
        "name": "门户",
        "url": "https://www.example.gov.cn/feed",
        "kind": "atom",
        "mode": "draft",
    }
    made = post(stage.chief_officer, "sources", **body)
    assert made.status_code == 201
    address = f"sources/{made.json()['id']}"
    assert post(stage.chief_officer, f"{address}/check").status_code == 201
    assert post(stage.officer, f"{address}/check").status_code == 403
    changed = post(stage.chief_officer, f"{address}/change", name="改名", mode="draft", is_active=False)
    assert (changed.json()["name"], changed.json()["is_active"]) == ("改名", False)
    assert [one["name"] for one in enter(stage.officer).get(f"{API}/sources").json()] == ["改名"]
