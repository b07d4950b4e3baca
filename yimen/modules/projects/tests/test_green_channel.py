"""绿色通道: applied for by one person, decided by another — in the rules and in the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.modules.projects import actions, jobs
from yimen.modules.projects.machines import PROJECTS
from yimen.modules.projects.models import GreenChannelEnrolment

from .desk import TODAY, Desk
from .works import Works, enter, only, post, refused

pytestmark = pytest.mark.django_db


def test_two_persons(world: World, desk: Desk) -> None:
    project = desk.project()
    applied = actions.apply_green_channel(
        project,
        criteria=["foreign-investment"],
        grounds="外商独资",
        officer=desk.officer.person,
        from_on=TODAY,
        by=desk.officer,
        at=NOON,
    )
    assert recorded(applied) == f"{desk.officer.label} 提出项目进入绿色通道，符合：外商投资项目"
    assert Notice.objects.filter(code="projects.enrolment_applied", person=world.manager.person).exists()
    done = actions.approve_enrolment(applied.enrolment, by=world.manager, at=NOON)
    assert recorded(done) == f"{world.manager.label} 批准项目进入绿色通道，自 2026-03-02 起"
    found = done.enrolment
    assert (found.state, found.applied_by, found.approved_by) == (
        "enrolment_approved", desk.officer.person, world.manager.person,
    )  # fmt: skip
    assert Notice.objects.filter(code="projects.enrolment_approved", person=project.owner).count() == 1


def test_never_the_same_person(works: Works, desk: Desk) -> None:
    """The head of the section may both apply and decide — but not of the same project."""
    project, world = works.project(), works.world
    facts = {"criteria": ["key-project"], "grounds": "重点", "officer": world.clerk.person, "from_on": TODAY}
    enrolment = actions.apply_green_channel(project, **facts, by=world.head, at=NOON).enrolment
    message = "进入绿色通道应当由提出人以外的另一人决定。"
    with refused(RuleBroken, enrolment, message):
        actions.approve_enrolment(enrolment, by=world.head, at=NOON)
    with refused(RuleBroken, enrolment, message):
        actions.decline_enrolment(enrolment, reason="否", by=world.head, at=NOON)
    rows = GreenChannelEnrolment.objects.filter(pk=enrolment.pk)
    with pytest.raises(IntegrityError, match="enrolment_is_approved_by_another"), transaction.atomic():
        rows.update(state="enrolment_approved", approved_by=world.head.person, decided_at=NOON)


def test_refuses_what_cannot_be(world: World, desk: Desk) -> None:
    project = desk.project()
    for wrong, message in (
        ({"criteria": []}, "请选择项目符合的条件。"),
        ({"criteria": ["no-such"]}, "请选择项目符合的条件。"),
        ({"until_on": TODAY - timedelta(days=1)}, "截止日期不能早于起始日期。"),
        ({"officer": world.clerk.person}, f"{world.clerk.person.name} 不是本机构可以承办的工作人员。"),
    ):
        with refused(RuleBroken, project, message):
            desk.applied(project, **wrong)
    desk.applied(project)
    with refused(RuleBroken, project, "这个项目已经提出或者进入了绿色通道。"):
        desk.applied(project)


def test_declined_and_ended(world: World, desk: Desk) -> None:
    enrolment, by = desk.applied(), {"by": world.manager, "at": NOON}
    declined = actions.decline_enrolment(enrolment, reason="规模不足", **by).enrolment
    with refused(WrongState, declined):
        actions.approve_enrolment(declined, **by)
    again = desk.applied(declined.project)
    with refused(WrongState, again):
        actions.end_enrolment(again, reason="早了", **by)
    actions.approve_enrolment(again, **by)
    done = actions.end_enrolment(again, reason="已投产", by=desk.officer, at=NOON + timedelta(days=9))
    assert recorded(done) == f"{desk.officer.label} 登记项目退出绿色通道：已投产"
    assert (done.enrolment.state, done.enrolment.until_on) == ("enrolment_ended", TODAY + timedelta(days=9))


def test_only_those_who_may(works: Works, desk: Desk) -> None:
    project, enrolment = desk.project(), desk.applied()
    facts = {
        "criteria": ["foreign-investment"],
        "grounds": "外商",
        "officer": desk.officer.person,
        "from_on": TODAY,
    }
    only(works, project, actions.apply_green_channel, "reception", **facts)
    only(works, enrolment, actions.approve_enrolment, "manager")
    only(works, enrolment, actions.decline_enrolment, "manager", reason="否")
    actions.approve_enrolment(enrolment, by=works.world.manager, at=NOON)
    only(works, enrolment, actions.end_enrolment, "manager", "reception", reason="完")


def test_both_doors(works: Works, desk: Desk) -> None:
    project, manager = desk.project(), works.world.manager
    form = {
        "criteria": ["public-works"],
        "grounds": "地铁",
        "officer": desk.officer.person.pk,
        "from_on": "2036-01-02",
    }
    assert enter(desk.officer).post(f"/projects/{project.pk}/green-channel/", form).status_code == 302
    enrolment = project.enrolments.get()
    page = f"/projects/green-channel/{enrolment.pk}/"
    assert enter(manager).get(page).status_code == 200
    assert "城市重大公共工程" in enter(desk.officer).get(page).content.decode()
    assert enter(works.world.stranger).get(page).status_code == 404
    assert enter(desk.officer).post(f"{page}approval/").status_code == 404
    assert enter(manager).post(f"{page}declining/", {"reason": "不足"}).status_code == 302
    body = {
        "criteria": ["public-works"],
        "grounds": "地铁",
        "officer": desk.officer.person.login,
        "from_on": "2036-01-02",
    }
    made = post(desk.officer, f"{project.pk}/green-channel", **body)
    assert (made.status_code, made.json()["state"]) == (201, "enrolment_applied")
    at = f"green-channel/{made.json()['id']}"
    assert post(desk.officer, f"{at}/approval").status_code == 403
    assert post(manager, f"{at}/approval").json()["state"] == "enrolment_approved"
    assert post(manager, f"{at}/ending", reason="完").json()["state"] == "enrolment_ended"
    assert post(manager, f"{at}/declining", reason="否").status_code == 409
    listed = enter(manager).get("/projects/green-channel/").content.decode()
    assert listed.count(project.number) == 2


def test_ends_with_its_last_day(works: Works, desk: Desk) -> None:
    last = TODAY + timedelta(days=5)
    enrolment = desk.applied(until_on=last)
    with refused(RuleBroken, enrolment, "申请的截止日期已过，请不同意后另行提出。"):
        actions.approve_enrolment(enrolment, by=works.world.manager, at=NOON + timedelta(days=6))
    actions.approve_enrolment(enrolment, by=works.world.manager, at=NOON)
    only(works, enrolment, actions.expire_enrolment, at=NOON + timedelta(days=6))
    with refused(RuleBroken, enrolment, "绿色通道尚未到期。"):
        actions.expire_enrolment(enrolment, by=PROJECTS, at=NOON + timedelta(days=5))
    endless = desk.applied(desk.project("没有期限"))
    actions.approve_enrolment(endless, by=works.world.manager, at=NOON)
    for days, state in ((5, "enrolment_approved"), (6, "enrolment_ended"), (7, "enrolment_ended")):
        jobs.sweep(NOON + timedelta(days=days))
        assert works.fresh(enrolment).state == state
    found = works.fresh(enrolment)
    assert (found.until_on, found.ended_at, found.reason) == (last, NOON + timedelta(days=6), "期限届满")
    assert works.fresh(endless).state == "enrolment_approved"
    entry = Entry.objects.filter(chain=enrolment.pk).latest("seq")
    assert entry.sentence == "绿色通道已于 2026-03-07 到期，项目退出绿色通道"
    told = Notice.objects.filter(code="projects.enrolment_expired").values_list("person", flat=True)
    assert sorted(told) == sorted([enrolment.project.owner_id, desk.officer.person.pk])
    with refused(WrongState, enrolment):
        actions.expire_enrolment(enrolment, by=PROJECTS, at=NOON + timedelta(days=8))
