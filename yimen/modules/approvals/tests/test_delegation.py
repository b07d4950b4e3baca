"""下放、委托: who may, what the law asks, exactly one competent body for every question, cases that stay where they are."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from tests.trials import waiting
from tests.world import FOUR_ONES, LOADED, NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.documents.models import Seal
from yimen.kernel.orgs.models import Org, Region
from yimen.kernel.people.models import Post
from yimen.modules.approvals import actions, routing
from yimen.modules.approvals.actions.delegation import Conditions
from yimen.modules.approvals.models import Application, DelegationGrant, DelegationLine
from yimen.modules.approvals.routing import Attributes, competent_body
from yimen.modules.approvals.states import DelegationKind, DelegationState, State

pytestmark = pytest.mark.django_db

COUNTIES = {
    "county-xinmin": "210181000000",
    "county-liaozhong": "210115000000",
    "county-faku": "210124000000",
    "county-kangping": "210123000000",
}
HEPING = "210102000000"
FIRST_DAY = date(2026, 3, 2)


def receivers(*codes: str) -> list[tuple[Org, Region]]:
    return [(Org.objects.get(code=one), Region.objects.get(pk=COUNTIES[one])) for one in codes or COUNTIES]


def drafted(world: World, **facts: Any) -> DelegationGrant:
    given = {
        "kind": DelegationKind.DEVOLVED,
        "title": "关于赋予市级经济管理权限的决定",
        "instrument_no": "沈政发〔2008〕21号",
        "items": [world.item()],
        "receivers": receivers(),
        "starts_on": FIRST_DAY,
        "by": world.actor("editor.construction"),
        "at": NOON,
    } | facts
    return actions.draft_delegation(given["items"][0].org, **given).grant


def published(world: World, **facts: Any) -> DelegationGrant:
    grant = drafted(world, **facts)
    done = actions.publish_delegation(grant, by=world.actor("approver.catalogue"), at=facts.get("at", NOON))
    routing.forget()
    return done.grant


def xinmin() -> Region:
    return Region.objects.get(pk=COUNTIES["county-xinmin"])


# --- drafting and publishing


def test_drafts_a_line_for_each_item_and_place(world: World) -> None:
    done = actions.draft_delegation(
        world.org(),
        kind="devolved",
        title="下放道路审批",
        instrument_no="沈政发〔2008〕21号",
        items=[world.item()],
        receivers=receivers(),
        starts_on=FIRST_DAY,
        by=world.actor("editor.construction"),
        at=NOON,
    )
    assert recorded(done) == f"{world.actor('editor.construction').label} 起草了《下放道路审批》，共4条"
    lines = DelegationLine.objects.filter(grant=done.grant)
    assert sorted(lines.values_list("receiver__code", "territory_id", "is_live")) == sorted(
        (code, place, False) for code, place in COUNTIES.items()
    )
    assert competent_body(world.item(), xinmin(), received_on=FIRST_DAY) == world.org()


def test_publishes_by_another_person_and_is_in_force_on_its_day(world: World) -> None:
    grant = drafted(world)
    done = actions.publish_delegation(grant, by=world.actor("approver.catalogue"), at=NOON)
    assert recorded(done).endswith(
        "公布了《关于赋予市级经济管理权限的决定》（沈政发〔2008〕21号），自 2026-03-02 起施行"
    )
    grant.refresh_from_db()
    assert (grant.state, grant.published_at) == (DelegationState.IN_FORCE, NOON)
    assert grant.lines.filter(is_live=True).count() == 4


def test_waits_for_its_first_day_and_the_sweep_says_that_it_came(world: World) -> None:
    grant = published(world, starts_on=date(2026, 3, 3))
    assert grant.state == DelegationState.PUBLISHED
    sweep = world.machine("catalogue sweep")
    with pytest.raises(RuleBroken):
        actions.bring_delegation_into_force(grant, by=sweep, at=NOON)
    done = actions.bring_delegation_into_force(grant, by=sweep, at=world.later(1))
    assert (recorded(done), done.grant.state) == ("《关于赋予市级经济管理权限的决定》施行", "in_force")


def test_never_for_days_that_have_passed(world: World) -> None:
    grant = drafted(world, starts_on=date(2026, 3, 1))
    with pytest.raises(RuleBroken) as caught:
        actions.publish_delegation(grant, by=world.actor("approver.catalogue"), at=NOON)
    assert list(caught.value.fields) == ["starts_on"]
    assert not DelegationLine.objects.filter(is_live=True).exists()


def test_refuses_who_may_not_and_the_wrong_state(world: World) -> None:
    grant = drafted(world)
    for who in ("editor.construction", "clerk.construction", "leader.construction", "manager"):
        with pytest.raises(NotAllowed):
            actions.publish_delegation(grant, by=world.actor(who), at=NOON)
    with pytest.raises(NotAllowed):
        drafted(world, by=world.actor("editor.market"))
    actions.publish_delegation(grant, by=world.actor("approver.catalogue"), at=NOON)
    before = Entry.objects.count(), Refusal.objects.count()
    with pytest.raises(WrongState):
        actions.publish_delegation(grant, by=world.actor("approver.catalogue"), at=NOON)
    assert (Entry.objects.count(), Refusal.objects.count()) == (before[0], before[1] + 1)


def test_only_the_own_items_of_the_body(world: World) -> None:
    with pytest.raises(RuleBroken) as caught:
        actions.draft_delegation(
            world.org(),
            kind="devolved",
            title="x",
            instrument_no="x",
            items=[world.item("company-registration")],
            receivers=receivers(),
            starts_on=FIRST_DAY,
            by=world.actor("editor.construction"),
            at=NOON,
        )
    assert str(caught.value) == "只能由事项的实施机关下放或者委托：公司设立登记"
    assert not DelegationGrant.objects.exists()


def test_entrusting_is_announced_and_cannot_be_passed_on(world: World) -> None:
    grant = drafted(world, kind="entrusted", receivers=receivers("county-xinmin"))
    approver = world.actor("approver.catalogue")
    with pytest.raises(RuleBroken) as caught:
        actions.publish_delegation(grant, by=approver, at=NOON)
    assert list(caught.value.fields) == ["published_on"]
    actions.publish_delegation(grant, published_on=FIRST_DAY, by=approver, at=NOON)
    with pytest.raises(RuleBroken) as caught:
        actions.draft_delegation(
            Org.objects.get(code="county-xinmin"),
            kind="entrusted",
            title="再委托",
            instrument_no="x",
            items=[world.item()],
            receivers=receivers("county-faku"),
            starts_on=FIRST_DAY,
            by=world.machine("city data"),
            at=NOON,
        )
    assert str(caught.value).startswith("受委托机关不得再委托其他组织实施（行政许可法第二十四条）")


def test_two_bodies_are_never_competent_for_one_question(world: World) -> None:
    published(world)
    other = drafted(world, receivers=[(Org.objects.get(code="county-faku"), xinmin())])
    with pytest.raises(RuleBroken) as caught:
        actions.publish_delegation(other, by=world.actor("approver.catalogue"), at=NOON)
    assert "不能有两个受理机关" in str(caught.value)
    city = Region.objects.get(pk="210100000000")
    around = drafted(world, receivers=[(Org.objects.get(code="county-faku"), city)])
    with pytest.raises(RuleBroken):
        actions.publish_delegation(around, by=world.actor("approver.catalogue"), at=NOON)
    assert DelegationLine.objects.filter(is_live=True).count() == 4
    line = other.lines.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        DelegationLine.objects.filter(pk=line.pk).update(is_live=True)


def test_two_grants_for_different_amounts_stand_side_by_side(world: World) -> None:
    small = Conditions(amount_below=Decimal(50_000_000))
    large = Conditions(amount_from=Decimal(50_000_000))
    published(world, receivers=receivers("county-xinmin"), conditions=small)
    to_faku = [(Org.objects.get(code="county-faku"), xinmin())]
    published(world, receivers=to_faku, conditions=large)
    below, above = Attributes(amount=Decimal("49999999.99")), Attributes(amount=Decimal(50_000_000))
    assert competent_body(world.item(), xinmin(), below, received_on=FIRST_DAY).code == "county-xinmin"
    assert competent_body(world.item(), xinmin(), above, received_on=FIRST_DAY).code == "county-faku"


def test_ends_on_a_day_and_the_body_is_competent_again(world: World) -> None:
    grant = published(world)
    approver = world.actor("approver.catalogue")
    done = actions.end_delegation(
        grant, ends_on=date(2026, 4, 1), instrument_no="沈政发〔2026〕3号", by=approver, at=NOON
    )
    routing.forget()
    assert (done.grant.state, done.grant.end_instrument_no) == (DelegationState.ENDED, "沈政发〔2026〕3号")
    assert competent_body(world.item(), xinmin(), received_on=date(2026, 3, 31)).code == "county-xinmin"
    assert competent_body(world.item(), xinmin(), received_on=date(2026, 4, 1)) == world.org()
    published(world, starts_on=date(2026, 4, 1))
    assert competent_body(world.item(), xinmin(), received_on=date(2026, 4, 1)).code == "county-xinmin"


def test_the_hand_over_is_confirmed_point_by_point(world: World) -> None:
    grant = published(world)
    head = world.actor("head.construction")
    done = actions.confirm_hand_over_point(grant, point="training", note="培训两期", by=head, at=NOON)
    assert recorded(done) == f"{head.label} 确认《关于赋予市级经济管理权限的决定》的交接：业务培训"
    with pytest.raises(RuleBroken):
        actions.confirm_hand_over_point(grant, point="training", note="再次", by=head, at=NOON)
    with pytest.raises(NotAllowed):
        actions.confirm_hand_over_point(grant, point="seals", note="x", by=world.clerk, at=NOON)
    grant.refresh_from_db()
    assert list(grant.checklist) == ["training"]


# --- 新民、辽中、法库、康平: the city's economic items from one day


DECREE = datetime(2008, 7, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
FROM = date(2008, 8, 1)
ECONOMIC = ("investment-filing", "construction-permit", "company-registration", "road-freight")


@pytest.fixture
def four_counties(world: World) -> World:
    """沈政发〔2008〕21号 as a set of grants, one a body: four receivers, from one day."""
    bodies: dict[Any, list[Any]] = {}
    for code in ECONOMIC:
        item = world.item(code)
        bodies.setdefault(item.org, []).append(item)
    loader = world.machine("city data")
    for org, items in bodies.items():
        grant = actions.draft_delegation(
            org,
            kind="devolved",
            title="赋予“一市三县”市级经济管理权限",
            instrument_no="沈政发〔2008〕21号",
            items=items,
            receivers=receivers(),
            starts_on=FROM,
            by=loader,
            at=DECREE,
        ).grant
        actions.publish_delegation(grant, by=loader, at=DECREE)
    routing.forget()
    return world


OLD_BODY = "old"
QUESTIONS = [
    ("2008-07-31", "210181000000", "0", OLD_BODY),
    ("2008-08-01", "210181000000", "0", "county-xinmin"),
    ("2008-08-01", "210115000000", "120000", "county-liaozhong"),
    ("2008-08-01", "210124000000", "99999999.99", "county-faku"),
    ("2008-12-31", "210123000000", "5000000000", "county-kangping"),
    ("2026-03-02", "210123000000", "0", "county-kangping"),
    ("2008-08-01", HEPING, "0", OLD_BODY),
    ("2026-03-02", HEPING, "5000000000", OLD_BODY),
    ("2026-03-02", "210100000000", "0", OLD_BODY),
    ("2007-01-01", "210124000000", "0", OLD_BODY),
]


@pytest.mark.parametrize("code", ECONOMIC)
@pytest.mark.parametrize(("day", "place", "amount", "body"), QUESTIONS)
def test_one_city_and_three_counties_from_one_day(
    four_counties: World, code: str, day: str, place: str, amount: str, body: str
) -> None:
    item = four_counties.item(code)
    found = competent_body(
        item, place, Attributes(amount=Decimal(amount)), received_on=date.fromisoformat(day)
    )
    assert found.code == (item.org.code if body == OLD_BODY else body)


# --- applications


def draft_at(world: World, place: Region | None) -> Application:
    done = actions.save_draft(
        world.item(),
        applicant=world.resident.person,
        answers={},
        application_id=new_id(),
        place=place,
        by=world.resident,
        at=NOON,
    )
    return done.application


def test_the_applicant_is_told_where_to_go(world: World) -> None:
    published(world)
    with pytest.raises(RuleBroken) as caught:
        draft_at(world, xinmin())
    assert str(caught.value) == "此事项在新民市已下放，请向新民市人民政府申请。电话：12345"
    with pytest.raises(RuleBroken) as caught:
        draft_at(world, None)
    assert list(caught.value.fields) == ["place"]
    assert draft_at(world, Region.objects.get(pk=HEPING)).org == world.org()


def test_what_was_received_before_stays_and_what_comes_after_is_refused(world: World) -> None:
    before = world.draft()
    Application.objects.filter(pk=before.pk).update(place=xinmin())
    late = world.draft()
    Application.objects.filter(pk=late.pk).update(place=xinmin())
    received = actions.submit(world.fresh(before), by=world.resident, at=NOON).application
    published(world, starts_on=date(2026, 3, 3))
    with pytest.raises(RuleBroken):
        actions.submit(world.fresh(late), by=world.resident, at=world.later(1))
    assert world.fresh(late).state == State.DRAFT
    accepted = actions.accept(world.fresh(received), window=None, by=world.clerk, at=world.later(1))
    assert accepted.application.org == world.org()


def test_the_database_refuses_what_left_its_owner(world: World) -> None:
    published(world)
    draft = draft_at(world, Region.objects.get(pk=HEPING))
    with pytest.raises(IntegrityError, match="devolved"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE approvals_application SET state = 'submitted', received_on = %s, place_id = %s WHERE id = %s",
            [FIRST_DAY, xinmin().pk, draft.pk],
        )


def test_entrusted_the_receiver_acts_in_the_name_of_the_body(world: World) -> None:
    published(world, kind="entrusted", receivers=receivers("county-xinmin"), published_on=FIRST_DAY)
    draft = world.draft(place=xinmin())
    application = world.fresh(actions.submit(draft, by=world.resident, at=NOON).application)
    assert (application.org.code, application.in_name_of) == ("county-xinmin", world.org())
    assert application.centre is not None
    assert application.centre.code == "centre-xinmin"
    assert (application.case.org.code, application.case.centre.code) == ("county-xinmin", "centre-xinmin")
    assert waiting(application)[0][0] == "accept"
    slip = application.documents.get(kind="receipt_slip").document
    assert (slip.org, slip.data["organ"]) == (world.org(), world.org().name)


def test_the_seal_stays_with_the_body_that_entrusted(world: World) -> None:
    from yimen.modules.approvals.permissions import Permission

    published(world, kind="entrusted", receivers=receivers("county-xinmin"), published_on=FIRST_DAY)
    draft = world.draft(place=xinmin())
    application = world.fresh(actions.submit(draft, by=world.resident, at=NOON).application)
    assert world.keeper.may(Permission.APPLICATION_CONCLUDE, application)
    assert not world.clerk.may(Permission.APPLICATION_ACCEPT, application)


def test_entrusted_a_case_goes_through_the_county_to_the_seal_and_back_to_its_window(world: World) -> None:
    published(world, kind="entrusted", receivers=receivers("county-xinmin"), published_on=FIRST_DAY)
    draft = world.draft(place=xinmin())
    application = world.fresh(actions.submit(draft, by=world.resident, at=NOON).application)
    clerk, examiner = world.actor("clerk.xinmin"), world.actor("examiner.xinmin")
    actions.accept(application, window=clerk.posts[0].window, by=clerk, at=NOON)
    actions.assign(application, reviewer=examiner.person, by=world.actor("head.xinmin"), at=NOON)
    actions.examine(application, opinion="grant", grounds="符合。", by=examiner, at=NOON)
    actions.approve(application, by=world.actor("leader.xinmin"), at=NOON)
    with pytest.raises(NotAllowed):
        actions.conclude(application, by=world.actor("seal.xinmin"), at=NOON)
    actions.conclude(application, by=world.keeper, at=NOON)
    receipt = {"method": "window", "receiver": application.applicant_name, "identity_checked": True}
    actions.deliver(application, **receipt, by=world.actor("issue.xinmin"), at=NOON)
    application = world.fresh(application)
    assert (application.org.code, application.state) == ("county-xinmin", State.CLOSED)


@pytest.mark.parametrize("county", COUNTIES)
def test_every_county_has_whom_and_what_a_case_needs_to_reach_its_seal(world: World, county: str) -> None:
    there = Post.objects.filter(org__code__in=[county, county.replace("county", "centre")])
    assert set(there.values_list("role", "window__number")) >= {
        ("window_clerk", "A01"),
        ("section_examiner", None),
        ("section_head", None),
        ("leader", None),
        ("seal_keeper", None),
        ("issue_clerk", "C01"),
    }
    seals = Seal.objects.filter(org__code=county).values_list("kind", flat=True)
    assert sorted(seals) == ["acceptance_seal", "approval_seal", "official"]


def test_the_city_data_is_loaded_without_delegations(world: World) -> None:
    assert LOADED < NOON
    assert not DelegationGrant.objects.exists()
    assert routing.asked_about(world.item(FOUR_ONES), FIRST_DAY) == frozenset()
