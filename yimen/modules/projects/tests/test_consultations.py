"""来访咨询: logged, answered, followed up; persons are masked, and stay out of the record."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.world import NOON
from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import entry_of, recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.modules.projects import actions, jobs, queries
from yimen.modules.projects.machines import PROJECTS

from .desk import TODAY, Desk
from .works import Works, codes, enter, only, post, refused

pytestmark = pytest.mark.django_db


def test_logs_a_visit_and_tells_the_record_nothing_of_the_visitor(desk: Desk) -> None:
    said = {"visitor": "示例·王先生", "phone": "13812345678", "question": "工业用地怎样取得"}
    done = actions.log_consultation(
        desk.centre, **said, topic="site", visited_at=NOON, by=desk.officer, at=NOON
    )
    visit = done.consultation
    assert recorded(done) == f"{desk.officer.label} 登记了来访咨询 {visit.number}，主题：选址用地"
    assert (visit.state, visit.answer, visit.staff, visit.visited_on) == (
        "consultation_open", "", desk.officer.person, TODAY,
    )  # fmt: skip
    kept = json.dumps(entry_of(done).data, ensure_ascii=False)
    assert [one for one in said.values() if one in kept] == []


def test_what_is_answered_at_once_is_answered(desk: Desk) -> None:
    visit = desk.consultation(answer="向自然资源部门申请")
    assert (visit.state, visit.answered_at) == ("consultation_answered", NOON)


def test_refuses_what_cannot_be(desk: Desk) -> None:
    later = {"visited_at": NOON + timedelta(hours=1)}
    for wrong, message in (
        (later, "来访时间不能晚于现在。"),
        ({"topic": "x"}, "请选择咨询主题。"),
        ({"question": " "}, "请填写咨询内容。"),
    ):
        with refused(RuleBroken, desk.centre, message):
            desk.consultation(**wrong)


def test_answers_once(works: Works, desk: Desk) -> None:
    visit = desk.consultation()
    done = actions.answer_consultation(visit, answer="向自然资源部门申请", by=works.world.manager, at=NOON)
    assert recorded(done) == f"{works.world.manager.label} 答复了来访咨询 {visit.number}"
    with refused(WrongState, visit):
        actions.answer_consultation(visit, answer="再答", by=desk.officer, at=NOON)
    assert codes(visit) == ["projects.consultation.logged", "projects.consultation.answered"]


def test_follows_up_once(desk: Desk) -> None:
    visit, due = desk.consultation(), TODAY + timedelta(days=3)
    facts = {"due_on": due, "purpose": "是否取得用地"}
    done = actions.plan_follow_up(visit, person=desk.officer.person, **facts, by=desk.officer, at=NOON)
    assert recorded(done) == f"{desk.officer.label} 安排 {desk.officer.person.name} 于 2026-03-05 前回访"
    seen = queries.consultations(desk.officer)
    assert [queries.due_follow_ups(seen, one).count() for one in (TODAY, due)] == [0, 1]
    follow_up = visit.follow_ups.get()
    told = {"follow_up": follow_up, "result": "已取得"}
    actions.follow_up_consultation(visit, **told, by=desk.officer, at=NOON)
    assert queries.due_follow_ups(seen, due).count() == 0
    with refused(RuleBroken, visit, "这次回访已经办理。"):
        actions.follow_up_consultation(visit, **told, by=desk.officer, at=NOON)
    with refused(RuleBroken, visit, "回访期限不能早于今天。"):
        early = facts | {"due_on": TODAY - timedelta(days=1)}
        actions.plan_follow_up(visit, person=desk.officer.person, **early, by=desk.officer, at=NOON)
    with refused(RuleBroken, visit, f"{desk.world.clerk.person.name} 不是本机构可以承办的工作人员。"):
        actions.plan_follow_up(visit, person=desk.world.clerk.person, **facts, by=desk.officer, at=NOON)


def test_only_the_desk(works: Works, desk: Desk) -> None:
    visit, allowed = desk.consultation(), ("reception", "manager")
    facts = {"visitor": "甲", "topic": "site", "question": "乙", "visited_at": NOON}
    only(works, desk.centre, actions.log_consultation, *allowed, **facts)
    only(works, visit, actions.answer_consultation, *allowed, answer="丙")
    follow = {"person": desk.officer.person, "due_on": TODAY, "purpose": "丁"}
    only(works, visit, actions.plan_follow_up, *allowed, **follow)
    planned = actions.plan_follow_up(visit, **follow, by=desk.officer, at=NOON)
    row = visit.follow_ups.get(pk=planned.follow_up_id)
    only(works, visit, actions.follow_up_consultation, *allowed, follow_up=row, result="戊")


def test_pages_and_masks(works: Works, desk: Desk) -> None:
    visit = desk.consultation()
    browser, page = enter(desk.officer), f"/projects/consultations/{visit.pk}/"
    assert browser.post(f"{page}answer/", {"answer": "向自然资源部门申请"}).status_code == 302
    assert "13812345678" in browser.get(page).content.decode()
    listed = browser.get("/projects/consultations/?q=工业用地").content.decode()
    assert visit.number in listed
    assert "13812345678" not in listed
    assert "138****5678" in listed
    overseen = enter(works.world.auditor).get(page)
    assert "13812345678" not in overseen.content.decode()
    assert enter(works.world.clerk).get(page).status_code == 404
    assert enter(works.world.clerk).get("/projects/consultations/").status_code == 404
    exported = enter(works.world.auditor).get("/projects/consultations/?format=csv")
    text = b"".join(exported.streaming_content).decode()  # type: ignore[attr-defined]
    assert ("138****5678" in text, "13812345678" in text) == (True, False)


def test_operations(works: Works, desk: Desk) -> None:
    body = {
        "org": "city-centre",
        "visitor": "甲",
        "topic": "site",
        "question": "乙",
        "visited_at": NOON.isoformat(),
    }
    made = post(desk.officer, "consultations", **body)
    assert (made.status_code, made.json()["visitor"]) == (201, "*")
    who = {"person": desk.officer.person.login, "due_on": "2036-01-02", "purpose": "丁"}
    at = f"consultations/{made.json()['id']}"
    planned = post(desk.officer, f"{at}/follow-up", **who).json()["follow_ups"]
    assert [one["purpose"] for one in planned] == ["丁"]
    done = post(desk.officer, f"{at}/follow-ups/{planned[0]['id']}/result", result="戊")
    assert done.json()["follow_ups"][0]["result"] == "戊"
    assert post(desk.officer, f"{at}/answer", answer="己").json()["state"] == "consultation_answered"
    assert post(works.world.clerk, f"{at}/answer", answer="己").status_code == 404


def test_a_follow_up_whose_day_has_come_is_brought_to_mind_once(works: Works, desk: Desk) -> None:
    visit, due = desk.consultation(), TODAY + timedelta(days=3)
    asked: dict[str, Any] = {"person": desk.officer.person, "due_on": due, "by": desk.officer, "at": NOON}
    for purpose in ("是否取得用地", "是否开工"):
        actions.plan_follow_up(visit, purpose=purpose, **asked)
    first, second = visit.follow_ups.order_by("pk")
    only(works, visit, actions.remind_follow_up, follow_up=first, at=NOON + timedelta(days=3))
    with refused(RuleBroken, visit, "这次回访没有到期，或者已经提醒、办理。"):
        actions.remind_follow_up(visit, follow_up=first, by=PROJECTS, at=NOON + timedelta(days=2))
    actions.follow_up_consultation(visit, follow_up=second, result="已开工", by=desk.officer, at=NOON)
    told = Notice.objects.filter(code="projects.follow_up", person=desk.officer.person)
    for days, count in ((2, 2), (3, 3), (4, 3)):
        jobs.sweep(NOON + timedelta(days=days))
        assert told.count() == count
    entry = Entry.objects.filter(chain=visit.pk).latest("seq")
    name = desk.officer.person.name
    assert entry.sentence == f"来访咨询 {visit.number} 的回访已到期（2026-03-05），已提醒 {name}"


def test_the_desk_says_what_is_due(desk: Desk) -> None:
    today = timezone.localdate()
    visit = desk.consultation()
    for days, purpose in ((0, "是否取得用地"), (1, "是否开工")):
        actions.plan_follow_up(
            visit,
            person=desk.officer.person,
            due_on=today + timedelta(days=days),
            purpose=purpose,
            by=desk.officer,
            at=timezone.now(),
        )
    line = {"label": "到期的咨询回访", "count": 1, "page": "/projects/consultations/?due=1"}
    assert line in enter(desk.officer).get("/api/v1/desk").json()["beside"]
    assert enter(desk.world.clerk).get("/api/v1/desk").json()["beside"] == []
    browser = enter(desk.officer)
    assert line["page"] in browser.get("/desk/").content.decode()
    assert visit.number in browser.get(str(line["page"])).content.decode()
