"""A mandate that is revoked in mid-errand; an agent who leaves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.kernel.people import actions as people
from yimen.modules.outreach import actions, queries

from .stage import Village, codes, enter, only, post, refused

pytestmark = pytest.mark.django_db


def test_revoked_in_mid_errand_nothing_goes_on_and_nothing_is_lost(village: Village) -> None:
    errand = village.forwarded()
    mandate = errand.mandate
    assert mandate is not None
    only(village, mandate, actions.revoke_mandate, "reception", "manager", "counter", "town_manager")
    done = actions.revoke_mandate(mandate, by=village.world.actor(errand.principal.login), at=NOON)
    assert recorded(done) == "示例村民 撤销了委托，未办结的代办事项 1 件随之结束"
    ended = village.fresh(errand)
    assert (ended.state, ended.ended_reason) == ("cancelled", "委托人撤销了委托。")
    assert Notice.objects.get(code="outreach.cancelled").person == village.agent.person
    with refused(WrongState, errand):
        actions.handle_errand(errand, result="已办", by=village.counter, at=NOON)
    with refused(WrongState, mandate):
        actions.revoke_mandate(mandate, by=village.counter, at=NOON)
    assert not queries.errands(village.agent).filter(pk=errand.pk).exists()


def test_the_principal_asks_signs_and_revokes_online(village: Village) -> None:
    resident, key = village.resident, str(new_id())
    facts = {"agent_id": str(village.serving.pk), "service": "minimum-allowance", "statement": "想办低保"}
    asked = post(resident, f"points/{village.point.pk}/errands", id=key, **facts)
    assert (asked.status_code, asked.json()["state"]) == (201, "requested")
    assert post(resident, f"points/{village.point.pk}/errands", id=key, **facts).status_code == 422
    page = enter(resident)
    signed = page.post(
        f"/outreach/errands/{key}/mandate/",
        {
            "powers": ["submit"],
            "valid_until": timezone.localdate() + timedelta(days=30),
            "signing": "e_signature",
        },
    )
    assert (signed.status_code, signed["Location"]) == (302, f"/outreach/errands/{key}/")
    mandate = queries.mandates(resident).get()
    assert (mandate.signing, mandate.powers) == ("e_signature", ["submit"])
    shown = page.get(f"/outreach/errands/{key}/").content.decode()
    assert f"/outreach/mandates/{mandate.pk}/revocation/" in shown
    assert enter(village.stranger).get(f"/outreach/errands/{key}/").status_code == 404
    assert enter(village.stranger).get(f"/outreach/mandates/{mandate.pk}/revocation/").status_code == 404
    assert page.post(f"/outreach/mandates/{mandate.pk}/revocation/").status_code == 302
    assert post(resident, f"mandates/{mandate.pk}/revocation").status_code == 409
    assert "已取消" in page.get("/outreach/mine/").content.decode()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"powers": ()}, "请选择委托权限。"),
        ({"powers": ("withdraw",)}, "“最低生活保障”不能委托：代为撤回"),
        ({"valid_until": date(2026, 3, 1)}, "委托有效期应当在今天以后、365 天以内。"),
        ({"valid_until": date(2028, 3, 1)}, "委托有效期应当在今天以后、365 天以内。"),
        ({"signing": "paper"}, "请拍照或者上传签字（按手印）的委托书。"),
        ({"signing": "e_signature"}, "网上确认只能由委托人本人作出。"),
    ],
)
def test_a_mandate_says_what_for_how_long_and_is_signed(
    village: Village, changed: dict[str, object], message: str
) -> None:
    errand = village.requested()
    with refused(RuleBroken, errand, message):
        actions.sign_mandate(errand, terms=village.terms(**changed), by=village.agent, at=NOON)


def test_an_agent_who_leaves_hands_over_to_the_stand_in(village: Village) -> None:
    errand, personal = village.accepted(), village.accepted(only_this_agent=True)
    leaving = village.serving
    only(village, leaving, actions.end_agent, "manager", "town_manager", reason="调离")
    with refused(RuleBroken, leaving, "此人还有未办结的代办事项，请先指定接替人。"):
        actions.end_agent(leaving, reason="调离", by=village.town_manager, at=NOON)
    named = actions.name_stand_in(leaving, stand_in=village.other, by=village.town_manager, at=NOON)
    assert recorded(named) == "示例·镇中 指定示例·祝行远 接替代理员示例·田守禾"
    done = actions.end_agent(leaving, reason="调离", by=village.town_manager, at=NOON)
    assert recorded(done) == "示例·镇中 解聘了代理员示例·田守禾，移交代办事项 2 件：调离"
    moved, back = village.fresh(errand), village.fresh(personal)
    assert (moved.agent, moved.state) == (village.other, "pre_checked")
    assert (back.state, back.ended_reason) == ("returned", "只委托给已经离任的代理员，请重新委托。")
    assert codes(errand)[-1] == "outreach.errand.handed-over"
    assert not queries.errands(village.agent).exists()
    assert queries.errands(village.town_agent).get() == moved
    actions.forward_errand(moved, by=village.town_agent, at=NOON)


def test_a_post_that_ends_ends_the_service_and_errands_wait_at_the_centre(village: Village) -> None:
    errand, loader = village.accepted(), village.world.machine("city data")
    people.end_post(village.serving.post, until=NOON.date(), reason="岗位调整", by=loader, at=NOON)
    assert village.serving.until == NOON.date()
    waiting = village.fresh(errand)
    assert (waiting.agent, waiting.state) == (None, "pre_checked")
    handed = actions.hand_over_errand(waiting, agent=village.other, by=village.town_manager, at=NOON)
    assert recorded(handed) == "示例·镇中 将代办 最低生活保障 2026-210124-D000001 移交给示例·祝行远"


def test_for_days_of_absence_the_post_has_a_stand_in(village: Village) -> None:
    errand = village.mandated()
    people.arrange_stand_in(
        village.serving.post, person=village.town_agent.person, since=NOON.date(), until=NOON.date(),
        reason="外出培训", by=village.administrator, at=NOON,
    )  # fmt: skip
    standing_in = village.world.actor("agent.town")
    done = actions.accept_errand(errand, materials="身份证", by=standing_in, at=NOON)
    assert recorded(done).startswith("示例·祝行远 受理了代办")
    assert standing_in.on_behalf_of == ""  # after the act


def test_points_open_and_close_when_nobody_serves_there(village: Village) -> None:
    point = village.point
    only(village, point, actions.close_point, "manager", "town_manager", reason="撤并")
    with refused(RuleBroken, point, "该代理点还有代理员，请先解聘并移交代办事项。"):
        actions.close_point(point, reason="撤并", by=village.town_manager, at=NOON)
    actions.end_agent(village.serving, reason="撤并", by=village.town_manager, at=NOON)
    done = actions.close_point(point, reason="撤并", by=village.town_manager, at=NOON)
    assert recorded(done) == "示例·镇中 撤销了法库镇示例村甲代理点：撤并"
    facts = {
        "kind": "village",
        "name": "新代理点",
        "opened_on": NOON.date(),
        "by": village.town_manager,
        "at": NOON,
    }
    assert actions.open_point(point.org, region=point.region, **facts).point.pk != point.pk
    with refused(RuleBroken, point.org, "此地已经有同类代理点。", ("region",)):
        actions.open_point(point.org, region=point.region, **facts)


def test_only_who_holds_the_post_of_an_agent_is_appointed(village: Village) -> None:
    point, by = village.point, village.town_manager
    facts = {"kind": "village", "since": NOON.date(), "by": by, "at": NOON}
    with refused(RuleBroken, point, fields=("post",)):
        actions.appoint_agent(point, post=village.counter.posts[0], **facts)
    with refused(RuleBroken, point, fields=("post",)):
        actions.appoint_agent(point, post=village.officer.posts[0], **facts)
    done = actions.appoint_agent(point, post=village.town_agent.posts[0], **facts)
    assert recorded(done) == "示例·镇中 聘任示例·祝行远 为法库镇示例村甲代理点的代理员，自 2026-03-02 起"
    with refused(RuleBroken, point, "此人已经是该代理点的代理员。"):
        actions.appoint_agent(point, post=village.town_agent.posts[0], **facts)
