"""任命, 免职, 安排代理."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from yimen.kernel.audit.models import Refusal
from yimen.kernel.audit.recorded import entry_of, recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.people import actions
from yimen.kernel.people.actor import posts_on
from yimen.kernel.people.models import Post, StandIn
from yimen.kernel.people.roles import Role

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 1)


def test_appoints(housing, official, administrator, noon):
    wang = official("wang", "王芳")
    done = actions.appoint(
        housing,
        person=wang,
        role=Role.LEADER,
        since=MAY,
        instrument="示例任〔2026〕1号",
        by=administrator,
        at=noon,
    )
    assert recorded(done) == "管理员 任命 王芳 为 示例市住房和城乡建设局 分管领导，自2026-05-01起"
    assert entry_of(done).org_path == "city-government.example-housing."
    assert Post.objects.get(person=wang) == done.post


def test_appointment_needs_an_administrator_with_second_factor(housing, official, acting, noon):
    wang, admin = official("wang", "王芳"), official("admin", "管理员", Role.ADMINISTRATOR)
    for actor in (acting(wang), acting(admin, is_secured=False)):
        with pytest.raises(NotAllowed):
            actions.appoint(housing, person=wang, role=Role.LEADER, since=MAY, by=actor, at=noon)
    assert Post.objects.filter(person=wang).count() == 0
    assert Refusal.objects.filter(verb="people.appoint", reason="not_allowed").count() == 2


def test_second_factor_is_not_asked_when_the_city_switched_it_off(housing, official, acting, noon, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    admin = acting(official("admin", "管理员", Role.ADMINISTRATOR), is_secured=False)
    person = official("wang", "王芳")
    assert actions.appoint(housing, person=person, role=Role.LEADER, since=MAY, by=admin, at=noon).post.pk


def test_the_same_post_is_not_held_twice_at_once(housing, official, administrator, noon):
    wang = official("wang", "王芳", Role.LEADER, housing, since=MAY)
    with pytest.raises(RuleBroken, match="已经担任同一岗位"):
        actions.appoint(
            housing, person=wang, role=Role.LEADER, since=date(2027, 1, 1), by=administrator, at=noon
        )
    assert Post.objects.filter(person=wang).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(person=wang, role=Role.LEADER, org=housing, since=date(2027, 1, 1))


def test_the_database_refuses_a_post_that_ends_before_it_begins(housing, official):
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(
            person=official("wang", "王芳"), role=Role.LEADER, org=housing, since=MAY, until=date(2026, 4, 30)
        )


def test_who_decides_does_not_keep_the_seal(housing, market, official, administrator, noon):
    wang = official("wang", "王芳", Role.LEADER, housing, since=MAY)
    with pytest.raises(RuleBroken, match="不得由同一人同时担任"):
        actions.appoint(housing, person=wang, role=Role.SEAL_KEEPER, since=MAY, by=administrator, at=noon)
    assert Post.objects.filter(person=wang).count() == 1
    assert actions.appoint(
        market, person=wang, role=Role.SEAL_KEEPER, since=MAY, by=administrator, at=noon
    ).post.pk


def test_refuses_residents_and_foreign_sections(housing, market, resident, official, administrator, noon):
    with pytest.raises(RuleBroken, match="只有工作人员"):
        actions.appoint(housing, person=resident, role=Role.LEADER, since=MAY, by=administrator, at=noon)
    assert Post.objects.filter(person=resident).count() == 0


def test_ends_a_post(housing, official, administrator, noon):
    wang = official("wang", "王芳", Role.LEADER, housing, since=MAY)
    post = Post.objects.get(person=wang)
    done = actions.end_post(post, until=date(2026, 5, 20), reason="工作调动", by=administrator, at=noon)
    assert recorded(done) == "管理员 免去 王芳 的 示例市住房和城乡建设局 分管领导 职务，至2026-05-20止"
    assert [len(posts_on(wang, date(2026, 5, day))) for day in (20, 21)] == [1, 0]
    for until in (date(2026, 5, 20), date(2026, 6, 1), date(2026, 4, 1)):
        with pytest.raises(RuleBroken):
            actions.end_post(post, until=until, reason="工作调动", by=administrator, at=noon)
    assert Post.objects.get(person=wang).until == date(2026, 5, 20)


def test_a_stand_in_acts_on_behalf_within_its_days(housing, official, administrator, acting, noon):
    wang = official("wang", "王芳", Role.LEADER, housing, since=MAY)
    li = official("liming", "李明")
    post = Post.objects.get(person=wang)
    first, last = date(2026, 5, 15), date(2026, 5, 18)
    done = actions.arrange_stand_in(
        post, person=li, since=first, until=last, reason="出差学习", by=administrator, at=noon
    )
    assert recorded(done) == "管理员 安排 李明 自2026-05-15至2026-05-18代理 示例市住房和城乡建设局 分管领导"
    assert [len(posts_on(li, date(2026, 5, day))) for day in (14, 15, 18, 19)] == [0, 1, 1, 0]
    assert acting(li).holds(Role.LEADER, "city-government.example-housing.") == post
    assert acting(wang).holds(Role.LEADER, "city-government.example-housing.") == post


def test_refused_stand_ins_change_nothing(housing, official, administrator, noon):
    wang = official("wang", "王芳", Role.LEADER, housing, since=MAY)
    li = official("liming", "李明")
    zhao = official("zhao", "赵红", Role.SEAL_KEEPER, housing)
    post = Post.objects.get(person=wang)
    days = {
        "since": date(2026, 5, 15),
        "until": date(2026, 5, 18),
        "reason": "出差学习",
        "by": administrator,
        "at": noon,
    }
    for facts in (
        {"person": wang},
        {"person": zhao},
        {"person": li, "since": date(2026, 4, 1)},
        {"person": li, "until": date(2026, 5, 1)},
        {"person": li, "reason": "忙"},
    ):
        with pytest.raises(RuleBroken):
            actions.arrange_stand_in(post, **{**days, **facts})
    assert StandIn.objects.count() == 0
    actions.arrange_stand_in(post, person=li, **days)
    with pytest.raises(RuleBroken, match="已经安排代理"):
        actions.arrange_stand_in(post, person=official("sun", "孙丽"), **days)
    assert StandIn.objects.count() == 1
    with pytest.raises(NotAllowed):
        actions.arrange_stand_in(post, person=li, **{**days, "by": actor_of(wang)})


def actor_of(person):
    from yimen.kernel.people.actor import PersonActor

    return PersonActor(person, on=MAY, is_secured=True)
