"""送达 (行政许可法 44): identity at the window, a number by post; what is delivered is closed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.trials import clocks, facts_of, once, only, papers, refused, waiting
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, Delivery
from yimen.modules.approvals.states import Outcome, State

pytestmark = pytest.mark.django_db
WINDOW = {"method": "window", "receiver": "示例居民甲", "identity_checked": True}
POST = {"method": "post", "receiver": "示例居民甲", "tracking_number": " EX123456789CN "}


def test_at_the_window(world: World, sealed: Application) -> None:
    done = actions.deliver(sealed, **WINDOW, by=world.issuer, at=world.later(1))
    application = world.fresh(done.application)
    assert recorded(done) == "示例·周涛 以窗口领取方式送达 示例居民甲"
    assert (application.state, application.outcome) == (State.CLOSED, Outcome.GRANTED)
    assert (application.delivered_at, application.ended_at) == (world.later(1), world.later(1))
    delivery = application.delivery
    assert (delivery.method, delivery.receiver, delivery.identity_checked) == ("window", "示例居民甲", True)
    assert (delivery.delivered_at, delivery.delivered_by) == (world.later(1), "示例·周涛")
    assert facts_of(application)[-2:] == ["approvals.application.delivered", "approvals.application.closed"]
    assert (application.case.closed_at, application.case.outcome) == (world.later(1), "granted")
    assert clocks(application)["delivery"] == (10, "2026-03-16", "stopped")
    assert waiting(application) == []


def test_the_receipt_names_what_was_handed_over(world: World, sealed: Application) -> None:
    actions.deliver(sealed, **WINDOW, by=world.issuer, at=NOON)
    assert papers(sealed)[-1] == "delivery_receipt"
    data = sealed.documents.get(kind="delivery_receipt").document.data
    assert [one["number"] for one in data["documents"]] == [
        "沈城乡建设许字〔2026〕1号",
        "沈道路占用挖掘证字〔2026〕1号",
    ]
    assert (data["method"], data["signed_by"], data["delivered_at"]) == (
        "窗口领取",
        "示例居民甲",
        "2026-03-02T12:00",
    )


def test_by_post(world: World, sealed: Application) -> None:
    done = actions.deliver(sealed, **POST, by=world.issuer, at=NOON)
    assert recorded(done) == "示例·周涛 以邮寄送达方式送达 示例居民甲"
    assert world.fresh(sealed).delivery.tracking_number == "EX123456789CN"


@pytest.mark.parametrize(
    ("facts", "message", "field"),
    [
        (WINDOW | {"identity_checked": False}, "请先核对领取人的身份证件。", "identity_checked"),
        (WINDOW | {"receiver": " "}, "请填写签收人。", "receiver"),
        (POST | {"tracking_number": " "}, "请填写邮件号。", "tracking_number"),
    ],
)
def test_refuses_without_identity_receiver_or_number(
    world: World, sealed: Application, facts: dict[str, Any], message: str, field: str
) -> None:
    with refused(RuleBroken, sealed, message, [field]):
        actions.deliver(sealed, **facts, by=world.issuer, at=NOON)


@pytest.mark.parametrize(
    ("facts", "broken", "name"),
    [
        (WINDOW, {"identity_checked": False}, "window_delivery_checks_identity"),
        (POST, {"tracking_number": ""}, "postal_delivery_has_a_number"),
    ],
)
def test_nor_does_the_database_keep_one_without(
    world: World, sealed: Application, facts: dict[str, Any], broken: dict[str, Any], name: str
) -> None:
    actions.deliver(sealed, **facts, by=world.issuer, at=NOON)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Delivery.objects.filter(application=sealed).update(**broken)


def test_refuses_before_the_seal_and_twice(world: World, decided: Application, closed: Application) -> None:
    for application in (decided, closed):
        with refused(WrongState, application):
            actions.deliver(application, **WINDOW, by=world.issuer, at=NOON)


def test_only_the_issue_window(world: World, sealed: Application) -> None:
    only(world, sealed, actions.deliver, "issuer", **WINDOW)


def test_endpoint_delivers_once(world: World, sealed: Application) -> None:
    answer = once(world.issuer, sealed, "delivery", "approvals.application.delivered", **WINDOW)
    assert answer["state"] == "closed"
    assert Delivery.objects.filter(application=sealed).count() == 1
