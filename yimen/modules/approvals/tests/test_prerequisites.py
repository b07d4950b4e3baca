"""前置事项: set by law, never in a circle, ended but not forgotten; met by what was issued or seen; who decides waits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.trials import facts_of, once, only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions, precedence
from yimen.modules.approvals.models import Application, Prerequisite

from .pages import address, enter, opened, sent, text

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = "investment-filing", "road-occupation", "tree-moving"


@pytest.fixture
def approver(world: World) -> PersonActor:
    return world.actor("approver.catalogue")


def facts(world: World, before: str, **changed: Any) -> dict[str, Any]:
    plain = {"kind": "hard", "legal_basis": "行政许可法第十二条", "since": date(2026, 1, 1)}
    return {"before": world.item(before), **plain, **changed}


def required(world: World, before: str = FIRST, after: str = SECOND, **changed: Any) -> Prerequisite:
    by = world.machine("city data")
    return actions.set_prerequisite(
        world.item(after), **facts(world, before, **changed), by=by, at=NOON
    ).prerequisite


def test_sets_it_by_law(world: World, approver: PersonActor) -> None:
    done = actions.set_prerequisite(world.item(SECOND), **facts(world, FIRST), by=approver, at=NOON)
    items = f"{world.item(FIRST)} → {world.item(SECOND)}"
    assert recorded(done) == f"{approver.label} 设置了前置关系 {items}，依据行政许可法第十二条"
    made = Prerequisite.objects.get(pk=done.prerequisite.pk)
    assert (made.before.code, made.after.code, made.kind, made.blocks_decision) == (
        FIRST,
        SECOND,
        "hard",
        False,
    )


@pytest.mark.parametrize(
    ("changed", "message", "fields"),
    [
        ({"legal_basis": " "}, "没有法律依据的前置事项不能设置。", ["legal_basis"]),
        (
            {"kind": "soft", "blocks_decision": True},
            "只有必须前置的事项才能限制作出决定。",
            ["blocks_decision"],
        ),
    ],
)
def test_refuses_what_has_no_ground(
    world: World, approver: PersonActor, changed: dict[str, Any], message: str, fields: list[str]
) -> None:
    item, count = world.item(SECOND), Prerequisite.objects.count()
    with refused(RuleBroken, item, message, fields):
        actions.set_prerequisite(item, **facts(world, FIRST, **changed), by=approver, at=NOON)
    assert Prerequisite.objects.count() == count


def test_refuses_a_circle_and_names_it(world: World, approver: PersonActor) -> None:
    required(world, FIRST, SECOND)
    required(world, SECOND, THIRD)
    names = [world.item(code).name for code in (FIRST, SECOND, THIRD, FIRST)]
    item = world.item(FIRST)
    with refused(RuleBroken, item, f"前置关系绕成了圈：{' → '.join(names)}", ["before"]):
        actions.set_prerequisite(item, **facts(world, THIRD), by=approver, at=NOON)
    with refused(RuleBroken, item, "事项不能以自己为前置。", ["before"]):
        actions.set_prerequisite(item, **facts(world, FIRST), by=approver, at=NOON)
    again = world.item(SECOND)
    with refused(RuleBroken, again, "已经设置过这一前置关系。", ["before"]):
        actions.set_prerequisite(again, **facts(world, FIRST), by=approver, at=NOON)


def test_only_the_catalogue_office(world: World) -> None:
    only(world, world.item(SECOND), actions.set_prerequisite, "approver", **facts(world, FIRST))
    item = world.item(SECOND)
    with refused(NotAllowed, item):
        actions.set_prerequisite(item, **facts(world, FIRST), by=world.actor("editor.construction"), at=NOON)


def test_what_was_moved_behind_is_still_seen(world: World, approver: PersonActor) -> None:
    made = required(world)
    ended = {"on": date(2026, 3, 1), "basis": "示例〔2026〕3号", "is_postponed": True}
    done = actions.end_prerequisite(made, **ended, by=approver, at=NOON)
    assert done.is_postponed
    after = world.item(SECOND)
    assert not precedence.standing(NOON.date()).filter(after=after).exists()
    assert precedence.standing(date(2026, 2, 28)).filter(after=after).count() == 1
    assert precedence.drawn(NOON.date()).get(after=after).is_postponed
    actions.set_prerequisite(world.item(FIRST), **facts(world, SECOND), by=approver, at=NOON)
    with refused(RuleBroken, made, "这一前置关系已经取消。"):
        actions.end_prerequisite(made, **ended, by=approver, at=NOON)


def test_what_this_house_issued_meets_it(world: World) -> None:
    required(world, SECOND, THIRD)
    [need] = precedence.held_by(world.resident.person.pk, world.item(THIRD), NOON.date())
    assert not need.is_met
    world.sealed()
    [need] = precedence.held_by(world.resident.person.pk, world.item(THIRD), NOON.date())
    assert need.document is not None
    [other] = precedence.held_by(world.stranger.person.pk, world.item(THIRD), NOON.date())
    assert not other.is_met


def test_warns_and_does_not_block_where_the_city_does_not_say_so(world: World) -> None:
    required(world)
    application = world.in_approval()
    assert [one.is_met for one in precedence.needs(application, NOON.date())] == [False]
    actions.approve(application, by=world.leader, at=NOON)
    assert world.fresh(application).state == "decided"


def test_the_decision_waits_where_the_city_says_so(world: World) -> None:
    made = required(world, blocks_decision=True)
    application = world.in_approval()
    message = f"作出决定前，申请人须先取得：{made.before.name}。请核对其办理结果。"
    with refused(RuleBroken, application, message):
        actions.approve(application, by=world.leader, at=NOON)
    paper = "企业投资项目备案证明 2026-001 某市发展改革委"
    done = actions.check_prerequisite(application, prerequisite=made, evidence=paper, by=world.clerk, at=NOON)
    assert recorded(done) == f"示例·陈静 核对了前置事项 {made.before.name} 的办理结果"
    with refused(RuleBroken, application, "这一前置事项已经核对过。"):
        actions.check_prerequisite(application, prerequisite=made, evidence=paper, by=world.clerk, at=NOON)
    actions.approve(world.fresh(application), by=world.leader, at=NOON)
    assert world.fresh(application).state == "decided"


def test_a_refusal_does_not_wait(world: World) -> None:
    required(world, blocks_decision=True)
    application = world.in_approval()
    actions.refuse(application, reasons="不符合条件", by=world.leader, at=NOON)
    assert world.fresh(application).outcome == "refused"


def test_only_handlers_see_the_paper(world: World, accepted: Application) -> None:
    made = required(world)
    seen = ("clerk", "reception", "examiner", "second_examiner")
    only(world, accepted, actions.check_prerequisite, *seen, prerequisite=made, evidence="证明 1 某机关")


def test_an_item_is_not_checked_for_another(world: World, accepted: Application) -> None:
    made = required(world, FIRST, THIRD)
    with refused(RuleBroken, accepted, "此事项没有这一前置要求。"):
        actions.check_prerequisite(accepted, prerequisite=made, evidence="x", by=world.clerk, at=NOON)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"before": SECOND}, "no_item_comes_before_itself"),
        ({"legal_basis": ""}, "a_prerequisite_has_its_basis"),
        ({"kind": "soft", "blocks_decision": True}, "only_hard_prerequisites_block"),
        ({"ended_on": date(2026, 2, 1)}, "an_ended_prerequisite_has_its_basis"),
    ],
)
def test_the_database_refuses(world: World, changed: dict[str, Any], name: str) -> None:
    made = required(world)
    if "before" in changed:
        changed = {"before": world.item(changed["before"])}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Prerequisite.objects.filter(pk=made.pk).update(**changed)


def test_ways() -> None:
    pairs = [("a", "c"), ("b", "c"), ("c", "d"), ("a", "d")]
    assert precedence.before_all(pairs, "d") == {"a", "b", "c"}
    assert precedence.way(pairs, "a", "d") == ["a", "d"]
    assert precedence.way(pairs, "d", "a") == []


def test_the_pages_draw_it_for_everybody(world: World, client: Any) -> None:
    page = text(client.get("/approvals/prerequisites/"))
    assert "<svg" in page
    assert "建筑法第八条第一款第二项" in page
    assert "已改为后置" in page
    chain = text(client.get("/approvals/prerequisites/presale-permit/"))
    assert "还差什么，按什么顺序办" in chain
    ticked = text(client.get("/approvals/prerequisites/presale-permit/?held=construction-permit"))
    assert '<ol class="precedence-steps"><li><a href="/approvals/guide/presale-permit/">' in ticked
    free = text(client.get("/approvals/prerequisites/passport/"))
    assert "此事项没有前置要求，可以直接申请。" in free
    assert "办理前须取得" in text(client.get("/approvals/guide/construction-permit/"))


def test_the_catalogue_office_sets_and_ends_it_in_pages(world: World, approver: PersonActor) -> None:
    client = enter(approver)
    given = {
        "after": SECOND,
        "before": FIRST,
        "kind": "hard",
        "legal_basis": "行政许可法第十二条",
        "since": "2026-01-01",
    }
    answer = client.post("/approvals/prerequisite-settings/", given)
    assert answer.headers["Location"] == f"/approvals/prerequisites/{SECOND}/"
    made = Prerequisite.objects.get(after__code=SECOND)
    again = text(client.post("/approvals/prerequisite-settings/", given))
    assert "已经设置过" in again
    end = f"/approvals/prerequisite-settings/{made.pk}/end/"
    ended = {"on": "2026-03-02", "basis": "示例〔2026〕3号", "is_postponed": "on"}
    assert client.post(end, ended).status_code == 302
    made.refresh_from_db()
    assert (made.ended_on, made.is_postponed) == (date(2026, 3, 2), True)
    stranger = enter(world.resident)
    assert (stranger.get("/approvals/prerequisite-settings/").status_code, stranger.get(end).status_code) == (
        404,
        404,
    )


def test_the_window_is_told_and_checks_it(world: World, accepted: Application) -> None:
    made = required(world, blocks_decision=True)
    assert "未见取得记录" in opened(world.clerk, "application", accepted)
    assert "核对前置事项" in opened(world.clerk, "application", accepted)
    given = {"prerequisite": str(made.pk), "evidence": "备案证明 2026-001 某市"}
    answer = sent(world.clerk, "prerequisite-check", accepted, **given)
    assert answer.headers["Location"] == address("application", accepted)
    assert facts_of(accepted)[-1] == "approvals.application.prerequisite-checked"
    assert "备案证明 2026-001 某市" in opened(world.clerk, "application", accepted)


def test_the_endpoints(world: World, approver: PersonActor, accepted: Application) -> None:
    client = enter(approver)
    body = {"before": FIRST, "kind": "hard", "legal_basis": "行政许可法第十二条", "since": "2026-01-01"}
    made = client.post(
        f"/api/v1/approvals/items/{SECOND}/prerequisites", body, content_type="application/json"
    )
    assert made.status_code == 201, made.content
    key = made.json()["id"]
    listed = client.get("/api/v1/approvals/prerequisites", {"item": SECOND}).json()
    assert [one["before"] for one in listed] == [FIRST]
    check = {"prerequisite": key, "evidence": "备案证明"}
    fact = "approvals.application.prerequisite-checked"
    once(world.clerk, accepted, "prerequisite-checks", fact, again=422, **check)
    end = {"on": "2026-03-02", "basis": "示例〔2026〕3号"}
    where = f"/api/v1/approvals/prerequisites/{key}/end"
    assert client.post(where, end, content_type="application/json").status_code == 201


def test_who_begins_is_warned(world: World) -> None:
    required(world)
    page = text(enter(world.resident).get(f"/approvals/guide/{SECOND}/application/"))
    assert "没有取得记录的，请先确认您已取得" in page
