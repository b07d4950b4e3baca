"""The seven steps: each does it, refuses what is wrong, from which states, who may, the sentence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.modules.outreach import actions, rules
from yimen.modules.outreach.models import Errand, FollowUp, HomeVisit

from .stage import ON_THE_SPOT, STATED, Village, codes, only, photo, refused

pytestmark = pytest.mark.django_db


def test_the_seven_steps_of_an_errand(village: Village) -> None:
    errand = village.archived()
    done = actions.follow_up_errand(errand, asked=rules.Asked(satisfaction=1), by=village.counter, at=NOON)
    assert codes(errand) == [
        "outreach.errand.requested",
        "outreach.mandate.signed",
        "outreach.errand.accepted",
        "outreach.errand.handled",
        "outreach.errand.delivered",
        "outreach.errand.archived",
        "outreach.errand.followed-up",
    ]
    shown = village.fresh(done.errand)
    assert (shown.state, shown.accepted_on, shown.forward_due_on, shown.done_on, shown.is_instant) == (
        "followed_up", date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 2), True,
    )  # fmt: skip
    visit = HomeVisit.objects.get(errand=errand)
    assert (visit.place, visit.visited_on, visit.proof_id is not None) == (
        "示例村甲3组",
        date(2026, 3, 2),
        True,
    )
    told = (
        Notice.objects.filter(person=shown.principal)
        .order_by("created_at", "pk")
        .values_list("code", flat=True)
    )
    assert sorted(told) == ["outreach.accepted", "outreach.entrusted", "outreach.result"]


def test_sentences(village: Village) -> None:
    requested = actions.request_errand(
        village.point, errand_id=new_id(), agent=village.serving, service=village.service(),
        principal=STATED, statement="想办低保", by=village.agent, at=NOON,
    )  # fmt: skip
    assert recorded(requested) == "示例·田守禾 登记了代办：最低生活保障"
    signed = actions.sign_mandate(
        requested.errand, terms=village.terms(), proof=photo(), by=village.agent, at=NOON
    )
    assert recorded(signed) == (
        "示例·田守禾 登记了委托（按手印并拍照）：代为领取、代为补正、代收通知、代为提交，有效期至 2026-05-31"
    )
    assert "示例村民" not in str([recorded(requested), recorded(signed)])
    accepted = actions.accept_errand(signed.errand, materials="身份证", by=village.agent, at=NOON)
    assert recorded(accepted) == (
        "示例·田守禾 受理了代办 最低生活保障 2026-210124-D000001，应于 2026-03-05 前转送或者递交"
    )


def test_without_a_mandate_nothing_follows(village: Village) -> None:
    errand = village.requested()
    with refused(WrongState, errand):
        actions.accept_errand(errand, materials="身份证", by=village.agent, at=NOON)
    for state in ("mandated", "submitted", "archived"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Errand.objects.filter(pk=errand.pk).update(state=state)


def test_an_expired_mandate_lets_nobody_go_on(village: Village) -> None:
    errand = village.accepted(valid_until=NOON.date())
    with refused(RuleBroken, errand):
        actions.forward_errand(errand, by=village.agent, at=NOON + timedelta(days=1))
    assert actions.forward_errand(errand, by=village.agent, at=NOON).is_late is False


def test_forwarded_late_is_noted_and_not_refused(village: Village) -> None:
    errand = village.accepted()
    assert actions.forward_errand(errand, by=village.agent, at=NOON + timedelta(days=4)).is_late is True


def test_an_agent_handles_only_what_may_be_done_on_the_spot(village: Village) -> None:
    plain, spot = village.accepted(), None
    with refused(NotAllowed, plain):
        actions.handle_errand(plain, result="已办", by=village.agent, at=NOON)
    spot = village.accepted(ON_THE_SPOT, powers=("receive_notices",))
    assert actions.handle_errand(spot, result="已认证", by=village.agent, at=NOON).errand.is_instant is True
    with refused(RuleBroken, plain, "请写明办理结果。", ("result",)):
        actions.handle_errand(plain, result=" ", by=village.counter, at=NOON)


def test_at_the_door_place_and_proof_are_wanted(village: Village) -> None:
    errand = village.handled()
    facts = {"receiver": "示例村民", "is_at_home": True, "by": village.agent, "at": NOON}
    with refused(RuleBroken, errand, "上门服务请附签名或者照片。", ("proof",)):
        actions.deliver_errand(errand, place="示例村甲", **facts)
    with refused(RuleBroken, errand, "请填写上门的地点。", ("place",)):
        actions.deliver_errand(errand, proof=photo(), **facts)
    done = actions.deliver_errand(errand, receiver="示例村民", by=village.agent, at=NOON)
    assert (done.errand.state, HomeVisit.objects.count()) == ("delivered", 0)


def test_whoever_carried_it_does_not_ask_how_it_was(village: Village) -> None:
    errand = village.archived()
    asked = rules.Asked(satisfaction=5, is_money_asked=True, amount=None, money_note="要了两条烟")
    only(
        village,
        errand,
        actions.follow_up_errand,
        "reception",
        "manager",
        "counter",
        "town_manager",
        asked=asked,
    )
    for wrong, field in [
        (rules.Asked(), "satisfaction"),
        (rules.Asked(satisfaction=1, is_money_asked=True), "money_note"),
        (rules.Asked(satisfaction=1, is_money_asked=True, money_note="收钱", amount=-1), "amount"),
    ]:
        with refused(RuleBroken, errand, fields=(field,)):
            actions.follow_up_errand(errand, asked=wrong, by=village.counter, at=NOON)
    done = actions.follow_up_errand(errand, asked=asked, by=village.counter, at=NOON)
    assert recorded(done) == "示例·乔迎 回访了代办 最低生活保障 2026-210124-D000001：有人要过钱物"
    values = {
        one.attname: getattr(FollowUp.objects.get(), one.attname) for one in FollowUp._meta.concrete_fields
    }
    with pytest.raises(IntegrityError, match="agent_does_not_ask"), transaction.atomic():
        FollowUp.objects.update(**{**values, "asked_by_id": values["agent_person_id"]})


def test_who_may_carry(village: Village) -> None:
    carriers = ("agent", "reception", "manager", "counter", "town_manager")
    only(village, village.mandated(), actions.accept_errand, *carriers, materials="身份证")
    only(village, village.accepted(), actions.forward_errand, *carriers)
    only(village, village.handled(), actions.deliver_errand, *carriers, receiver="某")
    only(village, village.delivered(), actions.archive_errand, *carriers)
    only(village, village.requested(), actions.return_errand, *carriers, reason="缺材料")
    only(village, village.requested(), actions.sign_mandate, *carriers, terms=village.terms(), proof=photo())
    only(village, village.accepted(), actions.cancel_errand, *carriers[1:], reason="不办了")
    only(
        village, village.accepted(), actions.hand_over_errand, "manager", "town_manager", agent=village.other
    )


def test_returns_and_cancels_with_a_reason(village: Village) -> None:
    errand = village.accepted()
    for act in (actions.return_errand, actions.cancel_errand):
        with refused(RuleBroken, errand, fields=("reason",)):
            act(errand, reason="", by=village.counter, at=NOON)
    done = actions.return_errand(errand, reason="须本人到场", by=village.agent, at=NOON)
    assert recorded(done) == "示例·田守禾 退回了代办 最低生活保障 2026-210124-D000001：须本人到场"
    with refused(WrongState, errand):
        actions.cancel_errand(errand, reason="不办了", by=village.counter, at=NOON)
