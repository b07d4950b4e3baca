"""特事特办: a lawful order takes effect at once and is in the record; an unlawful one is refused with the article."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.trials import clocks, facts_of, refused
from tests.world import FOUR_ONES, NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.cases.models import Case
from yimen.kernel.notices.models import Notice
from yimen.modules.approvals import actions as approvals
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.story import story
from yimen.modules.portal import queries as portal
from yimen.modules.portal.pages.desk import desk_table
from yimen.modules.projects import actions
from yimen.modules.projects.models import SpecialHandlingOrder

from .desk import TODAY, Desk
from .works import Works, enter, only, post

pytestmark = pytest.mark.django_db
REASON = "重大投资项目，工期紧"


def order(world: World, application: Application, *departures: str, **facts: object) -> SpecialHandlingOrder:
    done = actions.order_special_handling(
        application.own_case, departures=departures, reason=REASON, by=world.leader, at=NOON, **facts
    )  # type: ignore[arg-type]
    return done.order


def test_a_lawful_order_takes_effect(world: World) -> None:
    """Fewer days, earlier due date, first on the desk; told to the applicant, and who ordered it."""
    first, second = world.accepted(), world.accepted()
    before = clocks(second)["promised"]
    done = actions.order_special_handling(
        second.own_case,
        departures=["shorten", "first", "after_hours"],
        days=5,
        after_hours="3月7日9时，3号窗口",
        reason=REASON,
        by=world.leader,
        at=NOON,
    )
    assert recorded(done) == (
        f"{world.leader.label} 决定对办件 {second.own_case.record_label()} 特事特办："
        f"缩短承诺时限、优先办理、延时办理；理由：{REASON}"
    )
    assert clocks(second) == clocks(first) | {"promised": (5, "2026-03-09", "running")}
    assert (done.order.days_before, done.order.days) == (before[0], 5)
    assert facts_of(second)[-2:] == ["approvals.application.expedited", "projects.order.given"]
    told = f"承诺时限由 {before[0]} 个工作日缩短为 5 个工作日、优先办理、延时办理：3月7日9时，3号窗口"
    assert f"依据特事特办的决定办理：{told}" in [one.text for one in story(second, for_staff=False)]
    assert world.fresh(second).outline["promised_days"] == 5
    page = desk_table(world.examiner, TODAY).read({}, portal.desk(world.examiner))
    assert [one.case_id for one in page.objects] == [second.case_id, first.case_id]


def test_first_place_alone_moves_no_date(world: World) -> None:
    first, second = world.accepted(), world.accepted(at=NOON + timedelta(days=1))
    order(world, second, "first")
    assert clocks(second)["promised"][1] > clocks(first)["promised"][1]
    page = desk_table(world.examiner, TODAY).read({}, portal.desk(world.examiner))
    assert [one.case_id for one in page.objects] == [second.case_id, first.case_id]


@pytest.mark.parametrize(
    ("departure", "article"),
    [("skip_step", "行政许可法第四条"), ("waive_material", "行政许可法第三十二条第一款第四项")],
)
def test_refuses_to_skip_a_step_or_drop_a_material(world: World, departure: str, article: str) -> None:
    case = world.accepted().own_case
    with refused(RuleBroken, case, fields=["departures"]) as caught:
        actions.order_special_handling(
            case, departures=["first", departure], reason=REASON, by=world.leader, at=NOON
        )
    assert article in str(caught.value)
    assert not Case.objects.get(pk=case.pk).is_priority
    with pytest.raises(IntegrityError, match="special_order_keeps_steps_and_materials"), transaction.atomic():
        SpecialHandlingOrder.objects.create(
            case=case, departures=[departure], reason="x", ordered_by=world.leader.person, ordered_at=NOON
        )


def test_refuses_to_overtake_in_a_quota(world: World) -> None:
    """行政许可法 57: whoever was accepted first is decided first; then the next one may go fast."""
    code = world.variant(FOUR_ONES, quota=5)
    first, second = (world.accepted(code=code, at=NOON + timedelta(minutes=one)) for one in (0, 1))
    later = world.submitted(code)
    for application in (second, later):
        for departures in (["shorten"], ["first"], ["after_hours"]):
            with refused(RuleBroken, application.own_case) as caught:
                order(world, application, *departures, days=5, after_hours="3月7日")
            assert "行政许可法第五十七条" in str(caught.value)
    assert order(world, first, "first").departures == ["first"]
    Desk(world).concluded_case(first, at=NOON + timedelta(hours=1))
    assert order(world, second, "shorten", days=5).days == 5


def test_refuses_what_is_not_tolerable(world: World) -> None:
    application = world.submitted()
    listed = {one.key: one for one in application.version.body.materials if one.is_asked_of_applicant}
    strict = next(key for key, one in listed.items() if not one.tolerable)
    with refused(RuleBroken, application.own_case, fields=["materials"]) as caught:
        order(world, application, "tolerate", materials=[strict])
    assert "行政许可法第三十二条第一款第四项" in str(caught.value)
    code = world.variant(FOUR_ONES, content=_tolerant(application))
    tolerant = world.submitted(code)
    assert order(world, tolerant, "tolerate", materials=[strict]).materials == [strict]
    accepted = world.accepted(code=code)
    with refused(RuleBroken, accepted.own_case, "容缺只能在受理之前决定。"):
        order(world, accepted, "tolerate", materials=[strict])


def _tolerant(application: Application) -> dict[str, object]:
    content = dict(application.version.content)
    content["materials"] = [{**one, "tolerable": True, "tolerance_days": 10} for one in content["materials"]]
    return content


def test_refuses_what_says_nothing_exact(world: World) -> None:
    application = world.accepted()
    promised = clocks(application)["promised"][0]
    for departures, facts, message in (
        ([], {}, "请选择特事特办的内容。"),
        (["unheard"], {}, "请选择特事特办的内容。"),
        (["shorten"], {}, "请填写缩短后的承诺时限。"),
        (["shorten"], {"days": promised}, f"缩短后的承诺时限应当少于目前的 {promised} 个工作日。"),
        (["after_hours"], {}, "请填写延时办理的时间和窗口。"),
        (["tolerate"], {}, "请选择容缺的材料。"),
    ):
        with refused(RuleBroken, application.own_case, message):
            order(world, application, *departures, **facts)  # type: ignore[arg-type]


def test_not_before_acceptance_and_not_after_the_decision(world: World) -> None:
    with refused(
        RuleBroken, (submitted := world.submitted()).own_case, "承诺时限还没有起算或者已经停止，不能缩短。"
    ):
        order(world, submitted, "shorten", days=1)
    with refused(WrongState, (decided := world.decided()).own_case):
        order(world, decided, "first")


def test_only_the_leader_with_a_second_factor(works: Works, settings: Any) -> None:
    world, case = works.world, works.world.accepted().own_case
    facts = {"departures": ["first"], "reason": REASON}
    only(works, case, actions.order_special_handling, "leader", **facts)
    settings.SECOND_FACTOR_REQUIRED = True
    with refused(NotAllowed, case):
        unsecured = world.actor("leader.construction", secured=False)
        actions.order_special_handling(case, **facts, by=unsecured, at=NOON)
    actions.order_special_handling(case, **facts, by=works.mayor, at=NOON)


def test_both_doors(world: World) -> None:
    application = world.accepted()
    number, browser = application.own_case.number, enter(world.leader)
    chosen = browser.post("/projects/special-handling/new/", {"case": number})
    assert chosen.url == f"/projects/special-handling/{application.pk}/"  # type: ignore[attr-defined]
    form = {"departures": ["first"], "reason": REASON}
    assert browser.post(chosen.url, form).status_code == 302  # type: ignore[attr-defined]
    assert Case.objects.get(pk=application.pk).is_priority
    where = f"special-handling/{application.pk}"
    body = {"departures": ["skip_step"], "reason": REASON}
    answered = post(world.leader, where, **body)
    assert (answered.status_code, "行政许可法第四条" in answered.json()["detail"]) == (422, True)
    assert post(world.examiner, where, departures=["first"], reason=REASON).status_code == 403
    assert post(world.stranger, where, departures=["first"], reason=REASON).status_code == 404
    assert number in browser.get("/projects/special-handling/").content.decode()
    assert enter(world.stranger).get("/projects/special-handling/").status_code == 404


def test_is_revoked_and_what_was_done_stays(world: World, settings: Any) -> None:
    """The place in the queue ends with the last order that gave it; the shortened promise does not."""
    application = world.accepted()
    case, promised = application.own_case, clocks(application)["promised"]
    given = order(world, application, "shorten", "first", days=5), order(world, application, "first")
    shortened = clocks(application)
    told: dict[str, Any] = {"reason": "工程暂停", "by": world.leader, "at": NOON}
    done = actions.revoke_special_handling(case, order=given[0], **told)
    assert recorded(done) == (
        f"{world.leader.label} 撤销了对办件 {case.record_label()} 特事特办的决定，已经办理的不受影响；理由：工程暂停"
    )
    assert Case.objects.get(pk=case.pk).is_priority
    actions.revoke_special_handling(case, order=given[1], **told)
    assert not Case.objects.get(pk=case.pk).is_priority
    assert clocks(application) == shortened != promised
    row = SpecialHandlingOrder.objects.get(pk=given[0].pk)
    assert (row.revoked_by, row.revoked_at, row.revocation_reason) == (world.leader.person, NOON, "工程暂停")
    told_to = Notice.objects.filter(code="projects.special_handling_revoked", person=world.resident.person)
    assert told_to.count() == 2
    assert "工程暂停" in story(application, for_staff=False)[0].text


def test_revocation_refuses_what_cannot_be(works: Works, settings: Any) -> None:
    world = works.world
    application = world.accepted()
    case, given = application.own_case, order(world, application, "first")
    facts: dict[str, Any] = {"order": given, "reason": "工程暂停"}
    only(works, case, actions.revoke_special_handling, "leader", **facts)
    with refused(RuleBroken, case, "请填写理由。"):
        actions.revoke_special_handling(case, order=given, reason=" ", by=world.leader, at=NOON)
    settings.SECOND_FACTOR_REQUIRED = True
    with refused(NotAllowed, case):
        unsecured = world.actor("leader.construction", secured=False)
        actions.revoke_special_handling(case, **facts, by=unsecured, at=NOON)
    actions.revoke_special_handling(case, **facts, by=works.mayor, at=NOON)
    with refused(RuleBroken, case, "这项决定已经撤销。"):
        actions.revoke_special_handling(case, **facts, by=works.mayor, at=NOON)
    late = order(world, application, "first")
    approvals.withdraw(application, reason="不办了", by=world.resident, at=NOON)
    with refused(RuleBroken, case, "办件已经办结，特事特办的决定不能再撤销。"):
        actions.revoke_special_handling(case, order=late, reason="晚了", by=works.mayor, at=NOON)


def test_both_doors_of_the_revocation(world: World) -> None:
    application = world.accepted()
    one, two = order(world, application, "first"), order(world, application, "first")
    browser = enter(world.leader)
    page = f"/projects/special-handling/orders/{one.pk}/revocation/"
    assert page in browser.get("/projects/special-handling/").content.decode()
    assert page not in enter(world.examiner).get("/projects/special-handling/").content.decode()
    assert enter(world.examiner).get(page).status_code == 404
    assert enter(world.stranger).get(page).status_code == 404
    assert browser.post(page, {"reason": ""}).status_code == 200
    assert SpecialHandlingOrder.objects.filter(revoked_at=None).count() == 2
    assert browser.post(page, {"reason": "工程暂停"}).status_code == 302
    listed = browser.get("/projects/special-handling/").content.decode()
    assert ("已撤销：工程暂停" in listed, page in listed) == (True, False)
    where = f"special-handling/orders/{two.pk}/revocation"
    assert post(world.examiner, where, reason="停").status_code == 403
    assert post(world.stranger, where, reason="停").status_code == 404
    answered = post(world.leader, where, reason="停")
    assert (answered.status_code, answered.json()["revocation_reason"]) == (201, "停")
