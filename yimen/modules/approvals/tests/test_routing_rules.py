"""分派规则: accepted cases find their examiner by item, section or body; teams share evenly; the head re-assigns."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.trials import facts_of, waiting
from tests.world import FOUR_ONES, NOON, World
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.modules.approvals import actions, dispatch
from yimen.modules.approvals.models import RoutingRule, Team
from yimen.modules.approvals.states import State

from .pages import enter

pytestmark = pytest.mark.django_db


def team(world: World) -> Team:
    members = [world.examiner.person, world.second_examiner.person]
    return actions.form_team(world.org(), name="道路组", members=members, by=world.head, at=NOON).team


def test_goes_to_the_person_at_once(world: World) -> None:
    facts = {"item": world.item(), "person": world.second_examiner.person}
    actions.add_routing_rule(world.org(), **facts, by=world.head, at=NOON)
    application = world.accepted()
    assert (application.state, application.reviewer) == (State.IN_REVIEW, world.second_examiner.person)
    assert facts_of(application)[-2:] == ["approvals.application.accepted", "approvals.application.assigned"]
    assert waiting(application) == [("examine", "section_examiner", "2026-03-12", "examiner2.construction")]


def test_a_team_shares_evenly(world: World) -> None:
    actions.add_routing_rule(world.org(), team=team(world), by=world.head, at=NOON)
    taken = [world.accepted().reviewer_id for _time in range(4)]
    assert taken.count(world.examiner.person.pk) == taken.count(world.second_examiner.person.pk) == 2


def test_the_most_particular_rule_wins(world: World) -> None:
    org, item = world.org(), world.item()
    actions.add_routing_rule(org, person=world.examiner.person, by=world.head, at=NOON)
    actions.add_routing_rule(org, section=item.section, team=team(world), by=world.head, at=NOON)
    actions.add_routing_rule(org, item=item, person=world.second_examiner.person, by=world.head, at=NOON)
    rule = dispatch.rule_for(world.submitted(), NOON.date())
    assert rule is not None
    assert rule.item == item


def test_without_a_rule_it_waits(world: World) -> None:
    assert world.accepted().state == State.ACCEPTED


def test_one_rule_for_the_same_work_until_it_ends(world: World) -> None:
    facts = {"item": world.item(), "person": world.examiner.person, "by": world.head, "at": NOON}
    rule = actions.add_routing_rule(world.org(), **facts).rule
    with pytest.raises(RuleBroken, match="已有同样范围的分派规则"):
        actions.add_routing_rule(world.org(), **facts)
    actions.end_routing_rule(rule, by=world.head, at=world.later(1))
    assert actions.add_routing_rule(world.org(), **facts).rule.until is None


def test_only_examiners_of_the_body_and_only_its_own_items(world: World) -> None:
    org, by = world.org(), world.head
    with pytest.raises(RuleBroken, match="不是本机关的审核员"):
        actions.add_routing_rule(org, person=world.outsider.person, by=by, at=NOON)
    with pytest.raises(RuleBroken, match="只能为本机关"):
        actions.add_routing_rule(
            org, item=world.item("food-business"), person=world.examiner.person, by=by, at=NOON
        )
    with pytest.raises(RuleBroken, match="请选择一名审核员或者一个审核小组"):
        actions.add_routing_rule(org, by=by, at=NOON)
    assert not RoutingRule.objects.exists()


def test_who_left_the_post_is_passed_over(world: World) -> None:
    facts = {"item": world.item(), "person": world.examiner.person}
    actions.add_routing_rule(world.org(), **facts, by=world.head, at=NOON)
    world.examiner.person.posts.update(until=NOON.date().replace(month=1))
    assert dispatch.pick(world.submitted(), NOON.date()) is None


def test_only_the_head_of_the_section(world: World) -> None:
    for name in ("examiner", "leader", "clerk", "outsider", "manager", "administrator"):
        facts = {"name": "组", "members": [world.examiner.person], "by": getattr(world, name), "at": NOON}
        with pytest.raises(NotAllowed):
            actions.form_team(world.org(), **facts)
    assert not Team.objects.exists()


def test_pages_keep_rules_and_teams(world: World) -> None:
    head, examiner = enter(world.head), str(world.examiner.person.pk)
    assert enter(world.examiner).get("/approvals/routing/").status_code == 404
    made = head.post("/approvals/routing/team/", {"name": "道路组", "members": [examiner]})
    assert made.status_code == 302
    found = Team.objects.get()
    other = str(world.second_examiner.person.pk)
    assert (
        head.post(f"/approvals/routing/teams/{found.pk}/", {"members": [examiner, other]}).status_code == 302
    )
    assert found.members.count() == 2
    assert head.post("/approvals/routing/rule/", {"team": str(found.pk)}).status_code == 302
    page = head.get("/approvals/routing/").content.decode()
    assert "道路组" in page
    rule = RoutingRule.objects.get()
    assert head.post(f"/approvals/routing/rules/{rule.pk}/end/").status_code == 302
    assert enter(world.outsider).get(f"/approvals/routing/rules/{rule.pk}/end/").status_code == 404


def test_endpoints_keep_rules_and_teams(world: World) -> None:
    client = Client()
    client.force_login(world.head.person)
    facts = {"item": FOUR_ONES, "person": str(world.examiner.person.pk)}
    made = client.post("/api/v1/approvals/routing-rules", facts, content_type="application/json")
    assert made.status_code == 201
    assert len(client.get("/api/v1/approvals/routing-rules").json()) == 1
    ended = client.post(
        f"/api/v1/approvals/routing-rules/{made.json()['id']}/end", content_type="application/json"
    )
    assert ended.status_code == 201
