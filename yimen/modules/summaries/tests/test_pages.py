"""Pages and operations: both doors to every act, what the public sees, the files."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document as Word

from tests.world import World
from yimen.kernel.documents import jobs as sealing
from yimen.modules.summaries.models import AnnualSummary

from .stage import Centre, codes, enter, fetched, outline, post, there

pytestmark = pytest.mark.django_db
READING_QUERIES = 7


def yesterday() -> str:
    return (timezone.localdate() - timedelta(days=1)).isoformat()


def drafted_by_page(centre: Centre) -> AnnualSummary:
    manager, where = enter(centre.manager), reverse("summaries:drafting")
    assert manager.get(where).status_code == 200
    form = {"org": str(centre.org.pk), "year": yesterday()[:4], "as_of": yesterday()}
    assert manager.post(where, form).status_code == 302
    return AnnualSummary.objects.get()


def test_pages_go_all_the_way(centre: Centre) -> None:
    manager, office = enter(centre.manager), enter(centre.office)
    summary = drafted_by_page(centre)
    part = centre.part(summary)
    assert (
        "不能引用"
        in manager.post(
            there("writing", summary, part.pk), {"title": "t", "text": "{figure: approvals.overdue}"}
        ).content.decode()
    )
    typed = {"title": part.title, "text": f"{part.text}\n发放问卷300份。"}
    assert (
        "人工填写：示例·贺明"
        in manager.post(there("writing", summary, part.pk), typed, follow=True).content.decode()
    )
    order = {str(one.pk): str(one.position) for one in summary.parts.all()}
    assert manager.post(there("order", summary), order).status_code == 302
    assert manager.post(there("computation", summary), {"as_of": yesterday()}).status_code == 302
    assert office.post(there("return", summary), {"reason": "示例"}).status_code == 302
    assert manager.post(there("computation", summary), {"as_of": yesterday()}).status_code == 302
    assert office.get(there("review", summary)).status_code == 200
    for act, who in (
        ("review", office),
        ("freezing", manager),
        ("publication", office),
        ("rebuilding", manager),
    ):
        assert who.post(there(act, summary)).status_code == 302
    assert [one.split(".")[-1] for one in codes(summary)] == [
        "drafted", "written", "arranged", "computed", "returned", "computed", "reviewed", "frozen", "published", "rebuilt",
    ]  # fmt: skip
    form = {"note": "示例", "as_of": yesterday()}
    assert manager.post(there("correction", summary), form).status_code == 302
    assert AnnualSummary.objects.get(edition=2).replaces == summary


def test_operations_go_all_the_way(centre: Centre) -> None:
    made = post(centre.manager, "/drafting", org="city-centre", year=int(yesterday()[:4]), as_of=yesterday())
    assert made.status_code == 201, made.content
    found, here = made.json(), f"/{made.json()['id']}"
    part = found["parts"][3]
    written = post(centre.manager, f"{here}/parts/{part['id']}", title=part["title"], text="发放问卷300份。")
    assert (written.status_code, written.json()["parts"][3]["typed"]) == (201, ["300"])
    order = [one["id"] for one in found["parts"]]
    assert post(centre.manager, f"{here}/order", order=order).status_code == 201
    assert post(centre.manager, f"{here}/computation", as_of=yesterday()).status_code == 201
    assert post(centre.office, f"{here}/return", reason="示例").json()["state"] == "draft"
    assert post(centre.manager, f"{here}/computation", as_of=yesterday()).status_code == 201
    for act, who in (
        ("review", centre.office), ("freezing", centre.manager), ("publication", centre.office),
        ("rebuilding", centre.auditor),
    ):  # fmt: skip
        assert post(who, f"{here}/{act}").status_code == 201
    assert post(centre.manager, f"{here}/correction", note="示例", as_of=yesterday()).json()["edition"] == 2
    assert post(centre.manager, f"{here}/review").status_code == 409
    listed = enter(None).get("/api/v1/summaries/published").json()
    assert [(one["id"], one["edition"]) for one in listed] == [(found["id"], 1)]


def test_the_outline_by_both_doors(centre: Centre) -> None:
    page = enter(centre.manager).get(reverse("summaries:outline")).content.decode()
    assert "<code>approvals.accepted-a-day</code>" in page
    assert "<code>approvals.overdue</code>" not in page
    form = {"org": str(centre.org.pk), "source": outline("受理82830项")}
    refused = enter(centre.manager).post(reverse("summaries:outline"), form)
    assert "提纲中的数字只能引用" in refused.content.decode()
    form["source"] = outline("受理{figure: approvals.accepted}项")
    assert enter(centre.manager).post(reverse("summaries:outline"), form).status_code == 302
    assert post(centre.office, "/outline", org="city-centre", source=form["source"]).json()["number"] == 3
    assert post(centre.office, "/outline", org="education", source=form["source"]).status_code == 404
    assert enter(centre.office).get("/api/v1/summaries/outline").json()[0]["number"] == 3


def test_what_is_not_published_is_not_there_for_others(centre: Centre) -> None:
    summary, world = centre.frozen(), centre.world
    place = summary.figures.get(key="approvals.accepted").place
    ways = (
        there("summary", summary), there("figure", summary, place), there("data", summary), there("docx", summary),
        there("machine", summary), there("archive", summary), there("rows", summary, "approvals-cases", "csv"),
        there("dictionary", summary), there("pdf", summary), f"/api/v1/summaries/{summary.pk}",
    )  # fmt: skip
    for person in (None, world.resident, world.leader, world.clerk):
        assert {enter(person).get(one).status_code for one in ways} == {404}
    assert [enter(centre.auditor).get(one).status_code for one in ways] == [200] * 8 + [404, 200]


def test_everybody_reads_it_and_its_files(centre: Centre) -> None:
    centre.world.sealed()
    summary = centre.published()
    public = enter(None)
    page = public.get(there("summary", summary)).content.decode()
    place = summary.figures.get(key="approvals.completion-rate").place
    assert f'href="{there("figure", summary, place)}"' in page
    assert "尚未记录<span" in page
    assert "公共资源交易" in page
    figure = public.get(there("figure", summary, place)).content.decode()
    assert "100.00" in figure
    assert "期间内办结数除以期间内受理数" in figure
    assert "由这些数算得" not in figure
    place = summary.figures.get(key="approvals.accepted").place
    cases = "/approvals/applications/?accepted_from=2026-01-01&amp;accepted_to=2026-03-02"
    told = enter(centre.manager).get(there("figure", summary, place)).content.decode()
    assert "查看所计的办件" in told
    assert cases.split("?")[1] in told
    words = "\n".join(
        one.text for one in Word(io.BytesIO(public.get(there("docx", summary)).content)).paragraphs
    )
    assert "受理各类审批事项1项，日均受理0.0项；办结1项" in words
    machine = public.get(there("machine", summary)).json()
    assert {"not_recorded": "进场项目数", "system": "公共资源交易"} in machine["parts"][4]["pieces"]
    listed = public.get(reverse("summaries:published")).content.decode()
    assert there("summary", summary) in listed


def test_the_sealed_text(centre: Centre) -> None:
    summary = centre.published()
    document = summary.document
    assert document is not None
    told = document.data["chapters"][0]["parts"][3]["blocks"][0]["text"]
    assert told.startswith("今年以来，受理各类审批事项0项，日均受理0.0项；办结0项，日均办结0.0项，办结率达—%")
    assert document.data["not_recorded"][0] == ["网上会审次数", "视频会审"]
    while sealing.set_waiting_seals():
        pass
    answer = enter(None).get(there("pdf", summary))
    assert (answer["Content-Type"], fetched(answer)[:5]) == ("application/pdf", b"%PDF-")


def test_in_english(centre: Centre) -> None:
    summary = centre.published()
    page = enter(None).get(there("summary", summary), headers={"Accept-Language": "en"}).content.decode()
    assert "Administrative approval</h2>" in page
    assert "Efficiency of approval" in page


def test_the_desk_is_for_those_who_make_or_oversee(centre: Centre, world: World) -> None:
    summary = centre.drafted()
    for person in (centre.manager, centre.office, centre.auditor):
        assert there("summary", summary) in enter(person).get(reverse("summaries:desk")).content.decode()
    for person in (world.clerk, world.resident, world.leader):
        assert enter(person).get(reverse("summaries:desk")).status_code == 404
    assert enter(centre.auditor).get(reverse("summaries:drafting")).status_code == 404


def test_reading_costs_the_same_however_long(centre: Centre, django_assert_num_queries: Any) -> None:
    summary, public = centre.published(), enter(None)
    public.get(there("summary", summary))
    with django_assert_num_queries(READING_QUERIES):
        public.get(there("summary", summary))
