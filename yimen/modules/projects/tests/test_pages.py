"""Pages and operations: every one answers those whom it concerns, and does its act; what one may not see does not exist."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import NOON, small_pdf
from yimen.kernel.base.ids import new_id
from yimen.modules.projects.models import JointReview, Project, SharedMaterial, Stage, Task, TemplateVersion

from .works import FIRE, PERMIT, WASTE, Works, enter, post

pytestmark = pytest.mark.django_db


def page(person: Any, name: str, /, *args: Any) -> str:
    answer = enter(person).get(reverse(f"projects:{name}", args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def sent(person: Any, name: str, /, *args: Any, **data: Any) -> None:
    """The act of a page is done: one goes on."""
    page(person, name, *args)
    answer = enter(person).post(reverse(f"projects:{name}", args=args), data)
    shown = answer.content.decode()
    assert answer.status_code == 302, shown[shown.find("error") - 200 : shown.find("error") + 800]


def registered(works: Works) -> Project:
    clerk, org = works.world.clerk, works.world.org()
    assert "登记项目" in page(clerk, "projects")
    facts = {"name": "示例厂房", "owner": "enterprise.one", "place": org.region_id, "org": org.pk}
    sent(clerk, "registration", **facts, classes=["industrial"], investments="CNY 5,000\nUSD 20")
    return Project.objects.get()


def soon() -> str:
    """A moment of tomorrow, as it is typed."""
    return (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")


def test_one_applies_once_for_a_whole_stage(works: Works) -> None:
    owner, project = works.owner, registered(works)
    assert [str(one) for one in project.investments.all()] == ["CNY 5000.00", "USD 20.00"]
    sent(owner, "preparation", project.pk, template=works.template().pk)
    stage = Stage.objects.get()
    works.answered(stage)
    sent(owner, "filling", stage.pk, **{key: value[0] for key, value in works.fresh(stage).answers.items()})
    sent(owner, "form", stage.pk, contact_phone="13800000000")
    for key in works.needed(works.fresh(stage)):
        paper = SimpleUploadedFile("a.pdf", small_pdf("paper"), "application/pdf")
        sent(owner, "material", stage.pk, key, file=paper)
    assert "未交" not in page(owner, "materials", stage.pk)
    sent(owner, "submission", stage.pk)
    sent(works.world.reception, "acceptance", stage.pk)
    shown = page(owner, "stage", stage.pk)
    assert "特殊建设工程消防设计审查" in shown
    assert "drawing-marked" in shown
    given = SharedMaterial.objects.first()
    assert given is not None
    there = reverse("projects:material-file", args=[stage.pk, given.pk])
    assert b"".join(enter(owner).get(there)).startswith(b"%PDF")
    assert enter(works.world.stranger).get(there).status_code == 404


def test_a_photo_that_is_too_large_is_said_and_nothing_is_lost(works: Works) -> None:
    stage = works.prepared()
    key, before = f"{WASTE}.waste-plan", SharedMaterial.objects.count()
    large = SimpleUploadedFile("site.jpg", b"\xff\xd8\xff\xe0" + bytes(40 * 1024 * 1024), "image/jpeg")
    answer = enter(works.owner).post(reverse("projects:material", args=[stage.pk, key]), {"file": large})
    assert answer.status_code == 200
    assert "文件太大" in answer.content.decode()
    assert SharedMaterial.objects.count() == before
    assert works.fresh(stage).state == "preparing"


def test_departments_do_their_part_on_pages(works: Works) -> None:
    stage = works.accepted(at=timezone.now())
    fire, waste = works.task(stage, FIRE), works.task(stage, WASTE)
    assert "签收" in page(works.world.examiner, "own-tasks", stage.pk)
    sent(works.world.examiner, "receipt", fire.pk)
    rows = {f"defect:{FIRE}.fire-design": "illegible", f"cure:{FIRE}.fire-design": "重新出图"}
    sent(works.world.examiner, "supplement", fire.pk, **rows)
    sent(works.department(), "receipt", waste.pk)
    sent(works.department(), "completeness", waste.pk)
    assert [works.fresh(one).state for one in (fire, waste)] == ["supplement_wanted", "task_complete"]
    assert page(works.department(), "task", waste.pk).count("建筑垃圾处理方案") == 1
    Task.objects.filter(pk=works.task(stage, PERMIT).pk).update(opinion_due_on=NOON - timedelta(days=3))
    sent(works.world.clerk, "correction", stage.pk)
    assert "重新出图" in page(works.owner, "stage", stage.pk)
    works.share(stage, f"{FIRE}.fire-design", text="better")
    sent(works.owner, "supply", stage.pk)
    assert works.fresh(fire).completeness == "supplied"
    assert enter(works.world.outsider).get(reverse("projects:task", args=[fire.pk])).status_code == 404


def test_the_lead_calls_extends_and_issues_on_pages(works: Works) -> None:
    stage, world = works.accepted(at=timezone.now()), works.world
    sent(world.head, "review-call", stage.pk, kind="review", begins_at=soon(), place="会议室", agenda="方案")
    review = JointReview.objects.get()
    own, other = review.seats.order_by("org__code")[1], review.seats.order_by("org__code")[0]
    assert "参会部门" in page(world.head, "review", review.pk)
    sent(world.examiner, "review-opinion", own.pk, stance="agree", opinion="")
    sent(works.department(), "review-excuse", other.pk, reason="抢险")
    JointReview.objects.update(begins_at=NOON)
    sent(world.head, "minutes", review.pk, minutes="纪要", decision="同意")
    sent(works.mayor, "extension", stage.pk, days=5, reason="需要评审")
    for code in (FIRE, WASTE, PERMIT):
        works.decided(stage, code, at=timezone.now())
    sent(works.issuer, "issue", stage.pk, method="window", receiver="示例企业")
    assert works.fresh(stage).state == "issued"
    sent(world.head, "completion", stage.project_id)
    assert "已全部办结" in page(works.owner, "project", stage.project_id)


def test_other_endings_on_pages(works: Works) -> None:
    declined, stage = works.submitted(), works.accepted()
    sent(works.world.clerk, "declining", declined.pk, reason="不属于本阶段")
    sent(works.owner, "wish", stage.pk, goes_on="no")
    sent(works.owner, "withdrawal", stage.pk, reason="项目调整")
    assert works.fresh(stage).state == "stage_withdrawn"
    heping = works.world.org("centre-heping")
    sent(works.world.clerk, "amendment", stage.project_id, name="新厂房", classes=["foreign"], investments="")
    sent(works.world.head, "hand-over", stage.project_id, org=heping.pk, reason="属地管理")
    review = works.review(works.accepted())
    sent(works.world.head, "review-cancellation", review.pk, reason="改期")
    visited = works.accepted("completion")
    sent(works.world.examiner, "visit-call", visited.pk, begins_at=soon(), place="示例路1号", purpose="查看")


def test_the_administrator_keeps_templates_on_pages(works: Works) -> None:
    admin, org = works.world.administrator, works.world.org()
    facts = {"lead": org.pk, "code": "theatre", "name": "剧院开业", "theme": "开业", "position": 1}
    sent(admin, "new-template", **facts)
    version = TemplateVersion.objects.get(template__code="theatre")
    sent(admin, "item-put", version.pk, item_code=FIRE, position=10, role="parallel")
    sent(admin, "item-put", version.pk, item_code=PERMIT, position=20, role="main")
    sent(admin, "order-put", version.pk, before=FIRE, after=PERMIT, kind="hard")
    members = f"{FIRE} power-of-attorney\n{PERMIT} power-of-attorney"
    sent(admin, "need-put", version.pk, kind="material", key="power", members=members)
    assert "power" in page(admin, "version", version.pk)
    sent(admin, "need-drop", version.pk, kind="material", key="power")
    sent(admin, "order-drop", version.pk, before=FIRE, after=PERMIT)
    sent(admin, "item-drop", version.pk, item_code=FIRE)
    sent(admin, "publication", version.pk, done_when="all", basis="")
    sent(admin, "drafting", "theatre")
    assert "剧院开业" in page(admin, "templates")
    assert enter(works.world.clerk).get(reverse("projects:templates")).status_code == 404


def test_anybody_reads_what_a_stage_asks(works: Works) -> None:
    assert "施工许可" in Client().get(reverse("projects:guide")).content.decode()
    there = reverse("projects:stage-guide", args=["building-permit"])
    shown = Client().get(there, {"filer": "agent", "chosen": "road-occupation"}).content.decode()
    assert "授权委托书" in shown
    assert "4个事项共用" in shown
    assert "城市道路" in shown
    told = Client().post(
        "/api/v1/projects/guide/building-permit", {"answers": {}}, content_type="application/json"
    )
    assert (told.json()["longest_days"], told.json()["longest_way"]) == (11, [FIRE, PERMIT])
    assert len(Client().get("/api/v1/projects/guide").json()) == 6


def test_a_stage_by_the_api(works: Works) -> None:
    world, owner, org = works.world, works.owner, works.world.org()
    body = {"org": org.code, "name": "厂房", "owner": str(owner.person.pk), "place": org.region_id}
    made = post(world.clerk, "projects", **body, classes=["industrial"], investments={"CNY": "5"})
    assert made.status_code == 201, made.content.decode()
    project, stage_id = made.json()["id"], str(new_id())
    assert (
        post(owner, f"projects/{project}/stages", id=stage_id, template="building-permit").status_code == 201
    )
    stage = works.answered(Stage.objects.get(pk=stage_id))
    filled = post(owner, f"stages/{stage_id}/filling", answers=stage.answers, contact_phone="13800000000")
    assert filled.json()["state"] == "preparing"
    works.supplied(stage)
    assert post(owner, f"stages/{stage_id}/submission").status_code == 201
    assert post(world.stranger, f"stages/{stage_id}/acceptance").status_code == 404
    taken = post(world.reception, f"stages/{stage_id}/acceptance").json()
    assert [one["item"] for one in taken["tasks"]] == [FIRE, WASTE, PERMIT]
    assert post(owner, f"stages/{stage_id}/withdrawal", reason="").json()["state"] == "stage_withdrawn"
    assert enter(owner).get("/api/v1/projects/projects").json()[0]["id"] == project


def test_departments_by_the_api(works: Works) -> None:
    world, stage = works.world, works.accepted(at=timezone.now())
    task = works.task(stage, FIRE).pk
    assert post(world.examiner, f"tasks/{task}/receipt").json()["state"] == "received"
    rows = [{"key": f"{FIRE}.fire-design", "defect": "missing", "cure": "补交"}]
    assert post(world.examiner, f"tasks/{task}/supplement", rows=rows).json()["state"] == "supplement_wanted"
    assert post(world.clerk, f"stages/{stage.pk}/correction", merges={}).status_code == 422
    assert post(world.outsider, f"tasks/{task}/completeness").status_code == 404
    begins = (timezone.now() + timedelta(days=1)).isoformat()
    called = post(world.head, f"stages/{stage.pk}/review", begins_at=begins, place="会议室", agenda="方案")
    own = world.org().code
    seat = next(one["id"] for one in called.json()["seats"] if one["org"] == own)
    assert post(world.examiner, f"seats/{seat}/opinion", stance="agree").status_code == 201
