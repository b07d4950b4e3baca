"""One mandate for several items: signed once, each item carried once, revoked once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.notices.models import Notice
from yimen.modules.outreach import actions, queries
from yimen.modules.outreach.models import Errand, Mandate, PhoneDraft

from .stage import ON_THE_SPOT, PLAIN, Village, codes, enter, only, photo, post, refused

pytestmark = pytest.mark.django_db
CARD, RELIEF = "old-age-card", "temporary-relief"


def entrusted(village: Village, *, at: Any = NOON, **terms: Any) -> tuple[Errand, Mandate]:
    """An errand with a mandate that names three services."""
    errand = village.accepted(at=at, further=(CARD, RELIEF), **terms)
    assert errand.mandate is not None
    return errand, errand.mandate


def facts(village: Village, service: str = CARD, **changed: Any) -> dict[str, Any]:
    wanted = {"errand_id": new_id(), "agent": village.serving, "service": village.service(service)}
    return {**wanted, "statement": "想办优待证", **changed}


def test_another_item_is_begun_without_a_new_signature(village: Village) -> None:
    first, mandate = entrusted(village)
    assert mandate.services == [PLAIN, CARD, RELIEF]
    done = actions.begin_errand(mandate, **facts(village), by=village.agent, at=NOON)
    assert recorded(done) == "示例·田守禾 依已有的委托登记了代办：老年人优待证"
    second = village.fresh(done.errand)
    assert (second.state, second.mandate, second.principal_id, second.agent) == (
        "mandated", mandate, first.principal_id, village.serving,
    )  # fmt: skip
    assert codes(second) == ["outreach.errand.begun"]
    assert Notice.objects.get(code="outreach.begun").person == second.principal
    actions.accept_errand(second, materials="身份证", by=village.agent, at=NOON)
    assert [village.fresh(one).number for one in (first, second)] == [
        "2026-210124-D000001",
        "2026-210124-D000002",
    ]
    assert [one.pk for one in queries.services_left(mandate)] == [RELIEF]


def test_each_item_once_unless_it_came_to_nothing(village: Village) -> None:
    first, mandate = entrusted(village)
    for taken in (PLAIN, CARD):
        if taken == CARD:
            second = actions.begin_errand(mandate, **facts(village), by=village.agent, at=NOON).errand
        with refused(RuleBroken, mandate, fields=("service",)):
            actions.begin_errand(mandate, **facts(village, taken), by=village.agent, at=NOON)
    with pytest.raises(IntegrityError, match="item_of_a_mandate"), transaction.atomic():
        Errand.objects.filter(pk=second.pk).update(service=first.service)
    actions.return_errand(first, reason="缺材料", by=village.agent, at=NOON)
    again = actions.begin_errand(mandate, **facts(village, PLAIN), by=village.agent, at=NOON)
    assert again.errand.state == "mandated"


def test_what_the_mandate_does_not_say_is_not_begun(village: Village) -> None:
    _first, mandate = entrusted(village)
    begin, by = actions.begin_errand, village.agent
    with refused(RuleBroken, mandate, "委托书没有写明“医疗救助”，请委托人另行委托。", ("service",)):
        begin(mandate, **facts(village, "medical-relief"), by=by, at=NOON)
    with refused(RuleBroken, mandate, "委托没有交给这位代理员。", ("agent",)):
        begin(mandate, **facts(village, agent=village.other), by=village.counter, at=NOON)
    with refused(RuleBroken, mandate, "请按委托人的原话写明要办什么。", ("statement",)):
        begin(mandate, **facts(village, statement=" "), by=by, at=NOON)
    with refused(RuleBroken, mandate, "委托已经撤销或者过期，请委托人重新委托。"):
        begin(mandate, **facts(village), by=by, at=NOON + timedelta(days=120))
    key = facts(village)
    begin(mandate, **key, by=by, at=NOON)
    with refused(RuleBroken, mandate, "这份代办已经登记过了。"):
        begin(mandate, **{**key, "service": village.service(RELIEF)}, by=by, at=NOON)


def test_a_signature_covers_what_every_item_lets_an_agent_do(village: Village) -> None:
    errand = village.requested()
    sign, common = actions.sign_mandate, {"proof": photo(), "by": village.agent, "at": NOON}
    wide = village.terms(further=(ON_THE_SPOT,))
    with refused(RuleBroken, errand, "“养老待遇资格认证”不能委托：代为领取、代为补正、代为提交", ("powers",)):
        sign(errand, terms=wide, **common)
    with refused(RuleBroken, errand, "一并委托的事项中有该代理点不提供的服务。", ("further",)):
        sign(errand, terms=village.terms(further=("nothing",)), **common)
    narrow = village.terms(further=(ON_THE_SPOT, PLAIN), powers=("receive_notices",))
    assert sign(errand, terms=narrow, **common).services == ["最低生活保障", "养老待遇资格认证"]


def test_revoked_once_all_that_runs_under_it_ends(village: Village) -> None:
    first, mandate = entrusted(village)
    second = actions.begin_errand(mandate, **facts(village), by=village.agent, at=NOON).errand
    principal = village.world.actor(first.principal.login)
    with translation.override("en"):
        done = actions.revoke_mandate(mandate, by=principal, at=NOON)
    assert recorded(done) == "示例村民 撤销了委托，未办结的代办事项 2 件随之结束"
    ended = [village.fresh(one) for one in (first, second)]
    assert [(one.state, one.ended_reason) for one in ended] == [("cancelled", "委托人撤销了委托。")] * 2
    with refused(RuleBroken, mandate, "委托已经撤销或者过期，请委托人重新委托。"):
        actions.begin_errand(village.fresh(mandate), **facts(village), by=principal, at=NOON)


def test_who_may_begin(village: Village) -> None:
    _first, mandate = entrusted(village)
    allowed = ("agent", "reception", "manager", "counter", "town_manager")
    only(village, mandate, actions.begin_errand, *allowed, **facts(village))
    alone = village.mandated(only_this_agent=True, further=(CARD,)).mandate
    assert alone is not None
    assert list(queries.entrusted_agents(alone)) == [village.serving]


def test_nobody_carries_the_own_matter(village: Village) -> None:
    """Neither before oneself nor online."""
    asked = {"agent_id": str(village.serving.pk), "service": PLAIN, "statement": "想办低保"}
    answer = post(village.agent, f"points/{village.point.pk}/errands", **asked)
    assert (answer.status_code, answer.json()["detail"]) == (
        422, "代理员不能受托办理本人的事项，请由他人代办或者本人申请。",
    )  # fmt: skip


def test_through_both_doors(village: Village) -> None:
    now = timezone.now()
    until = timezone.localdate(now) + timedelta(days=30)
    first, mandate = entrusted(village, at=now, valid_until=until)
    page, agent = reverse("outreach:beginning", args=[mandate.pk]), enter(village.agent)
    assert page in agent.get(reverse("outreach:errand", args=[first.pk])).content.decode()
    sent = {"service": CARD, "agent": str(village.serving.pk), "statement": "想办优待证"}
    assert (
        agent.post(page, {**sent, "service": PLAIN}).status_code == 200
    )  # carried already: not among the choices
    sent["once_key"] = str(new_id())
    answers = [agent.post(page, sent) for _time in range(2)]  # a double click is one errand
    assert [one["Location"] for one in answers] == [f"/outreach/errands/{sent['once_key']}/"] * 2
    assert mandate.errands.count() == 2
    body = {"service": RELIEF, "agent_id": str(village.serving.pk), "statement": "困难"}
    address = f"mandates/{mandate.pk}/errands"
    for other in (village.town_agent, village.stranger, village.officer):
        assert post(other, address, **body).status_code == 404
        assert enter(other).get(page).status_code == 404
    made = post(village.agent, address, **body)
    assert (made.status_code, made.json()["mandate_id"], made.json()["number"]) == (201, str(mandate.pk), "")
    shown = agent.get(page).content.decode()
    assert "委托的事项都已经在代办或者办过了" in shown
    assert page not in agent.get(reverse("outreach:errand", args=[first.pk])).content.decode()


def test_signed_for_several_through_both_doors(village: Village) -> None:
    """The page offers what the point has besides; the operation takes codes."""
    facts = {"powers": ["submit"], "valid_until": timezone.localdate() + timedelta(days=30)}
    facts |= {"signing": "e_signature", "further": [CARD, RELIEF]}
    for address in ("/outreach/errands/{}/mandate/", "/api/v1/outreach/errands/{}/mandate"):
        errand = village.requested(by=village.resident)
        assert enter(village.resident).post(address.format(errand.pk), facts).status_code in (201, 302)
        mandate = village.fresh(errand).mandate
        assert mandate is not None
        assert mandate.services == [PLAIN, CARD, RELIEF]
    shown = enter(village.resident).get(f"/outreach/errands/{errand.pk}/").content.decode()
    assert "老年人优待证、最低生活保障、临时救助" in shown


def test_at_the_door_another_item_from_the_telephone(village: Village) -> None:
    now = timezone.now()
    until = timezone.localdate(now) + timedelta(days=30)
    _first, mandate = entrusted(village, at=now, valid_until=until)
    shown = enter(village.agent).get(reverse("outreach:phone")).content.decode()
    assert f"示**民 · {until:%Y-%m-%d} · 最低生活保障、老年人优待证、临时救助" in shown
    key = new_id()
    body = {
        "kind": "entrusted",
        "agent": str(village.serving.pk),
        "mandate": str(mandate.pk),
        "service": CARD,
    }
    body |= {"statement": "想办优待证", "materials": "身份证"}
    there = f"/api/v1/outreach/phone-drafts/{key}"
    assert [enter(village.agent).post(there, body).status_code for _time in range(2)] == [201, 200]
    errand = Errand.objects.get(pk=key)
    assert (errand.state, errand.mandate, errand.received_materials) == ("pre_checked", mandate, "身份证")
    assert PhoneDraft.objects.get().kind == "entrusted"
    other = {**body, "service": RELIEF, "statement": ""}
    assert enter(village.agent).post(f"/api/v1/outreach/phone-drafts/{new_id()}", other).status_code == 422
    actions.revoke_mandate(mandate, by=village.counter, at=timezone.now())
    late = enter(village.agent).post(f"/api/v1/outreach/phone-drafts/{new_id()}", {**body, "service": RELIEF})
    assert (late.status_code, list(late.json()["fields"])) == (422, ["mandate", "service"])
    assert Errand.objects.count() == 2
