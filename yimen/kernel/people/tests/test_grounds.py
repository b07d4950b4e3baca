"""Grounds: by body and above, by centre, by item, as a party, oneself, charged with it."""

from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

import pytest

from yimen.kernel.base.actor import Machine, Public
from yimen.kernel.people import actions, grounds
from yimen.kernel.people.models import Post
from yimen.kernel.people.roles import Role

pytestmark = pytest.mark.django_db
CLERK = grounds.post(Role.WINDOW_CLERK)
LEADER = grounds.post(Role.LEADER)


@dataclass
class Matter:
    org_path: str = "city-government.example-housing."
    also_at_paths: tuple = ()
    item_code: str = "road-occupation"
    party_person_ids: dict = field(default_factory=dict)
    assignee_id: object = None
    person_id: object = None


def test_a_post_reaches_its_body_and_what_lies_below(city, housing, market, official, acting):
    leader = acting(official("wang", "王芳", Role.LEADER, housing))
    mayor = acting(official("mayor", "市长", Role.LEADER, city))
    assert LEADER.holds(leader, Matter())
    assert LEADER.holds(leader, Matter("city-government.example-housing.office."))
    assert not LEADER.holds(leader, Matter("city-government.example-market."))
    assert not LEADER.holds(leader, Matter("city-government."))
    assert not LEADER.holds(leader, Matter(""))
    assert LEADER.holds(mayor, Matter())
    assert not CLERK.holds(leader, Matter())


def test_nobody_without_a_post(resident, acting):
    for actor in (acting(resident), Public(), Machine("city data")):
        assert not LEADER.holds(actor, Matter())


def test_a_clerk_of_a_centre_reaches_what_is_handled_there(centre, housing, official, acting):
    clerk = acting(official("liming", "李明", Role.WINDOW_CLERK, centre))
    assert CLERK.holds(clerk, Matter(also_at_paths=("city-government.example-centre.",)))
    assert not CLERK.holds(clerk, Matter(also_at_paths=("city-government.other.",)))
    assert not CLERK.holds(clerk, Matter())


def test_a_leader_of_a_centre_does_not_decide_for_departments(centre, official, acting):
    leader = acting(official("liming", "李明", Role.LEADER, centre))
    assert not LEADER.holds(leader, Matter(also_at_paths=("city-government.example-centre.",)))


def test_a_clerk_at_a_departments_window_serves_that_department(
    centre, housing, market, official, acting, noon
):
    from yimen.kernel.orgs import actions as orgs
    from yimen.kernel.people.tests.conftest import LOADER

    window = orgs.open_window(
        centre, number="A01", name="住建窗口", kind="department", serves=housing, by=LOADER, at=noon
    ).window
    clerk = acting(official("liming", "李明", Role.WINDOW_CLERK, centre, window=window))
    assert CLERK.holds(clerk, Matter(also_at_paths=("city-government.example-centre.",)))
    assert not CLERK.holds(
        clerk, Matter("city-government.example-market.", also_at_paths=("city-government.example-centre.",))
    )
    assert clerk.windows() == [window]


def test_a_post_limited_to_items(housing, official, acting):
    leader = acting(official("liming", "李明", Role.LEADER, housing, item_codes=["road-occupation"]))
    assert LEADER.holds(leader, Matter())
    assert not LEADER.holds(leader, Matter(item_code="drainage"))


def test_posts_of_other_days_do_not_count(housing, official, acting):
    wang = official("wang", "王芳", Role.LEADER, housing, since=date(2026, 5, 10), until=date(2026, 5, 20))
    days = [date(2026, 5, 9), date(2026, 5, 10), date(2026, 5, 20), date(2026, 5, 21)]
    assert [LEADER.holds(acting(wang, on=day), Matter()) for day in days] == [False, True, True, False]


def test_the_posts_of_the_inactive_do_not_count(housing, official, administrator, acting, noon):
    wang = official("wang", "王芳", Role.LEADER, housing)
    done = actions.deactivate(wang, reason="退休离岗", by=administrator, at=noon)
    assert not LEADER.holds(acting(done.person), Matter())


def test_own_posts_come_before_those_stood_in_for(housing, official, administrator, acting, noon):
    wang = official("wang", "王芳", Role.LEADER, housing)
    li = official("liming", "李明")
    actions.arrange_stand_in(
        Post.objects.get(person=wang),
        person=li,
        since=noon.date(),
        until=noon.date(),
        reason="出差学习",
        by=administrator,
        at=noon,
    )
    actor = acting(li)
    assert LEADER.holds(actor, Matter())
    assert actor.on_behalf_of == "王芳"
    own = acting(wang)
    assert LEADER.holds(own, Matter())
    assert own.on_behalf_of == ""


def test_parties_and_oneself_and_assigned(resident, acting):
    actor = acting(resident)
    assert grounds.party("applicant", "agent").holds(actor, Matter(party_person_ids={"agent": resident.pk}))
    assert grounds.party("applicant").holds(
        actor, Matter(party_person_ids={"applicant": [uuid4(), resident.pk]})
    )
    assert not grounds.party("applicant").holds(actor, Matter(party_person_ids={"agent": resident.pk}))
    assert not grounds.party("applicant").holds(actor, Matter(party_person_ids={"applicant": None}))
    assert not grounds.party("applicant").holds(Public(), Matter(party_person_ids={"applicant": ""}))
    assert grounds.oneself.holds(actor, resident)
    assert not grounds.oneself.holds(actor, Matter())
    assert grounds.assigned.holds(actor, Matter(assignee_id=resident.pk))
    assert not grounds.assigned.holds(actor, Matter(assignee_id=uuid4()))


def test_secured_asks_for_the_second_factor(housing, official, acting, settings):
    wang = official("wang", "王芳", Role.LEADER, housing)
    ground = grounds.secured(LEADER)
    assert (ground.code, str(ground.label)) == ("secured(post(leader))", "分管领导")
    assert ground.holds(acting(wang), Matter())
    assert not ground.holds(acting(wang, is_secured=False), Matter())
    settings.SECOND_FACTOR_REQUIRED = False
    assert ground.holds(acting(wang, is_secured=False), Matter())


def test_posts_are_read_in_one_query(centre, housing, official, acting, django_assert_num_queries):
    wang = official("wang", "王芳", Role.LEADER, housing)
    actor = acting(wang)
    with django_assert_num_queries(1):
        assert LEADER.holds(actor, Matter())
        assert actor.org_paths(Role.LEADER) == ("city-government.example-housing.",)
        assert actor.has(Role.LEADER)
        assert [str(post.org) for post in actor.posts] == ["示例市住房和城乡建设局"]
