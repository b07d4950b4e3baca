"""全程无偿代理: free, planned, led past obstacles, rated by the principal alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from tests.world import NOON, World, small_pdf
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.modules.projects import actions
from yimen.modules.projects.models import EscortService

from .desk import TODAY, Desk
from .works import Works, codes, enter, only, post, refused

pytestmark = pytest.mark.django_db


def test_begins_with_a_mandate_and_costs_nothing(world: World, desk: Desk) -> None:
    project = desk.project()
    done = actions.begin_escort(
        project,
        officer=desk.officer.person,
        mandate=world.received(),
        mandate_scope="办理全部审批",
        by=desk.officer,
        at=NOON,
    )
    label = f"{project.number} {project.name}"
    assert (
        recorded(done)
        == f"{desk.officer.label} 开始为项目 {label} 全程无偿代理，代理专员：{desk.officer.person.name}"
    )
    assert (done.escort.fee, done.escort.state, done.escort.begun_on) == (0, "escort_running", TODAY)
    told = Notice.objects.get(code="projects.escort_begun", person=project.owner)
    assert "不收取任何费用" in told.body
    with refused(RuleBroken, project, "这个项目已经有代理专员在全程代理。"):
        desk.escort(project)
    rows = EscortService.objects.filter(pk=done.escort.pk)
    with pytest.raises(IntegrityError, match="escort_is_free_of_charge"), transaction.atomic():
        rows.update(fee=1)


def test_goes_its_way(works: Works, desk: Desk) -> None:
    escort, by = desk.escort(), {"by": desk.officer, "at": NOON}
    step = desk.planned(escort)
    raised = actions.raise_obstacle(escort, text="等待拆迁", org=works.world.org(), **by)
    obstacle = escort.obstacles.get(pk=raised.obstacle_id)
    meeting = {"held_at": NOON, "place": "会议室", "attendees": "建设局", "minutes": "下周拆完"}
    assert recorded(actions.minute_meeting(escort, **meeting, **by)) == (
        f"{desk.officer.label} 登记了 2026-03-02 的协调会纪要"
    )
    with refused(RuleBroken, escort, "计划事项还没有完成：施工许可"):
        actions.conclude_escort(escort, summary="完", **by)
    case = works.world.accepted().own_case
    actions.reach_step(escort, step=step, reached_on=TODAY, case=case, **by)
    with refused(RuleBroken, escort, "还有没有解决的障碍。"):
        actions.conclude_escort(escort, summary="完", **by)
    actions.solve_obstacle(escort, obstacle=obstacle, solution="已经拆完", **by)
    done = actions.conclude_escort(escort, summary="全部办完", **by)
    assert recorded(done) == f"{desk.officer.label} 登记全程代理完毕，计划事项 1 个"
    rated = actions.rate_escort(escort, rating=5, note="谢谢", by=works.world.enterprise, at=NOON)
    assert recorded(rated) == "委托人评价全程代理：5 分"
    assert (rated.escort.state, rated.escort.rating) == ("escort_rated", 5)
    kinds = (
        "begun",
        "step-planned",
        "obstacle-raised",
        "meeting-minuted",
        "step-reached",
        "obstacle-solved",
        "concluded",
        "rated",
    )
    assert codes(escort) == [f"projects.escort.{one}" for one in kinds]


def test_refuses_what_cannot_be(works: Works, desk: Desk) -> None:
    escort, by = desk.escort(), {"by": desk.officer, "at": NOON}
    step = desk.planned(escort)
    obstacle = escort.obstacles.get(pk=actions.raise_obstacle(escort, text="等待拆迁", **by).obstacle_id)
    with refused(RuleBroken, escort, "没有这个事项。"):
        actions.plan_step(escort, name="甲", planned_on=TODAY, item_code="no-such", **by)
    with refused(RuleBroken, escort, "完成日期不能晚于今天。"):
        actions.reach_step(escort, step=step, reached_on=TODAY + timedelta(days=1), **by)
    actions.reach_step(escort, step=step, reached_on=TODAY, **by)
    with refused(RuleBroken, escort, "这个计划事项已经完成。"):
        actions.reach_step(escort, step=step, reached_on=TODAY, **by)
    with refused(RuleBroken, escort, "请写明解决办法。"):
        actions.solve_obstacle(escort, obstacle=obstacle, solution=" ", **by)
    actions.solve_obstacle(escort, obstacle=obstacle, solution="好了", **by)
    with refused(RuleBroken, escort, "这个障碍已经解决。"):
        actions.solve_obstacle(escort, obstacle=obstacle, solution="好了", **by)
    with refused(RuleBroken, escort, "会议时间不能晚于现在。"):
        later = {"held_at": NOON + timedelta(hours=1), "place": "甲", "attendees": "乙", "minutes": "丙"}
        actions.minute_meeting(escort, **later, **by)
    with refused(RuleBroken, escort, "请选择另一人。"):
        actions.hand_on_escort(
            escort, officer=desk.officer.person, reason="调离", by=works.world.manager, at=NOON
        )
    with refused(WrongState, escort):
        actions.rate_escort(escort, rating=5, by=works.world.enterprise, at=NOON)


def test_an_officer_who_leaves_hands_it_on(works: Works, desk: Desk) -> None:
    escort, world = desk.escort(), works.world
    done = actions.hand_on_escort(
        escort, officer=world.manager.person, reason="调离", by=world.manager, at=NOON
    )
    name = world.manager.person.name
    assert recorded(done) == f"{world.manager.label} 将代理专员更换为 {name}：调离"
    assert done.escort.officer == world.manager.person
    only(works, escort, actions.raise_obstacle, "manager", text="等待拆迁")


def test_only_those_who_may(works: Works, desk: Desk) -> None:
    project, escort, concluded = desk.project(), desk.escort(), desk.concluded()
    begin = {"officer": desk.officer.person, "mandate": works.world.received(), "mandate_scope": "全部"}
    only(works, project, actions.begin_escort, "reception", **begin)
    only(works, escort, actions.plan_step, "reception", "manager", name="甲", planned_on=TODAY)
    step = desk.planned(escort)
    only(works, escort, actions.reach_step, "reception", "manager", step=step, reached_on=TODAY)
    meeting = {"held_at": NOON, "place": "甲", "attendees": "乙", "minutes": "丙"}
    only(works, escort, actions.minute_meeting, "reception", "manager", **meeting)
    only(works, escort, actions.conclude_escort, "reception", "manager", summary="完")
    only(works, escort, actions.hand_on_escort, "manager", officer=works.world.manager.person, reason="调离")
    raised = actions.raise_obstacle(escort, text="等", by=desk.officer, at=NOON).obstacle_id
    row = escort.obstacles.get(pk=raised)
    only(works, escort, actions.solve_obstacle, "reception", "manager", obstacle=row, solution="好")
    only(works, concluded, actions.rate_escort, "enterprise", rating=5)


def _upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("委托书.pdf", small_pdf("mandate"))


def test_pages(works: Works, desk: Desk) -> None:
    project, owner = desk.project(), works.world.enterprise
    browser = enter(desk.officer)
    form = {"officer": desk.officer.person.pk, "mandate_scope": "全部", "mandate": _upload()}
    assert browser.post(f"/projects/{project.pk}/escort/", form).status_code == 302
    escort = project.escorts.get()
    page = f"/projects/escorts/{escort.pk}/"
    sent = {
        "steps/": {
            "name": "施工许可",
            "planned_on": "2036-01-02",
            "item_code": "construction-permit",
            "is_milestone": "on",
        },
        "obstacles/": {"text": "等待拆迁"},
        "meetings/": {"held_at": "2026-03-02T10:00", "place": "甲", "attendees": "乙", "minutes": "丙"},
    }
    for where, form in sent.items():
        assert browser.post(page + where, form).status_code == 302, where
    step, obstacle = escort.steps.get(), escort.obstacles.get()
    shown = browser.get(page).content.decode()
    assert ["施工许可" in shown, "等待拆迁" in shown, "不收费" in shown] == [True, True, True]
    assert browser.post(f"{page}steps/{step.pk}/reaching/", {"reached_on": "2026-03-02"}).status_code == 302
    assert browser.post(f"{page}obstacles/{obstacle.pk}/solution/", {"solution": "好"}).status_code == 302
    assert browser.post(f"{page}conclusion/", {"summary": "完"}).status_code == 302
    assert enter(works.world.stranger).get(page).status_code == 404
    paper = enter(owner).get(f"{page}mandate/")
    assert (paper.status_code, b"".join(paper.streaming_content)[:5]) == (200, b"%PDF-")  # type: ignore[attr-defined]
    assert enter(owner).post(f"{page}rating/", {"rating": "4", "note": ""}).status_code == 302
    escort.refresh_from_db()
    assert (escort.state, escort.rating) == ("escort_rated", 4)
    assert project.number in browser.get("/projects/escorts/").content.decode()


def test_operations(works: Works, desk: Desk) -> None:
    project, officer = desk.project(), desk.officer
    form = {"officer": officer.person.login, "mandate_scope": "全部", "mandate": _upload()}
    made = enter(officer).post(f"/api/v1/projects/{project.pk}/escort", form)
    assert (made.status_code, made.json()["fee"]) == (201, "0")
    at = f"escorts/{made.json()['id']}"
    step = post(officer, f"{at}/steps", name="施工许可", planned_on="2036-01-02").json()["steps"][0]
    assert post(officer, f"{at}/steps/{step['id']}/reaching", reached_on="2026-03-02").status_code == 201
    obstacle = post(officer, f"{at}/obstacles", text="等待拆迁").json()["obstacles"][0]
    assert post(officer, f"{at}/obstacles/{obstacle['id']}/solution", solution="好").status_code == 201
    meeting = {"held_at": NOON.isoformat(), "place": "甲", "attendees": "乙", "minutes": "丙"}
    assert len(post(officer, f"{at}/meetings", **meeting).json()["meetings"]) == 1
    manager = works.world.manager
    handed = {"officer": manager.person.login, "reason": "调离"}
    assert post(officer, f"{at}/officer", **handed).status_code == 403
    assert post(manager, f"{at}/officer", **handed).json()["officer"] == manager.person.name
    assert post(manager, f"{at}/conclusion", summary="完").json()["state"] == "escort_concluded"
    assert post(works.world.stranger, f"{at}/rating", rating=5).status_code == 404
    assert post(works.world.enterprise, f"{at}/rating", rating=6).status_code == 422
    assert post(works.world.enterprise, f"{at}/rating", rating=5).json()["rating"] == 5
