"""The pages after the seal: the result is handed over, the package is fixed."""

from __future__ import annotations

import pytest

from tests.trials import standing
from tests.world import World
from yimen.modules.approvals.models import Application

from .pages import Trial, does_once, is_hidden, opened, sent, text

pytestmark = pytest.mark.django_db

TRIALS = [
    Trial(
        "delivery",
        "sealed",
        "issuer",
        "closed",
        "application.delivered",
        {"method": "window", "receiver": "示例居民甲", "identity_checked": "on"},
    ),
    Trial("archiving", "closed", "archivist", "archived", "application.archived"),
]


@pytest.mark.parametrize("trial", TRIALS, ids=str)
def test_does_its_act_once(world: World, trial: Trial) -> None:
    does_once(world, trial.reached(world), trial)


@pytest.mark.parametrize("trial", TRIALS, ids=str)
def test_does_not_exist_for_others(world: World, trial: Trial) -> None:
    is_hidden(
        world,
        trial.reached(world),
        trial,
        "resident",
        "stranger",
        "outsider",
        "clerk",
        "keeper",
    )


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"method": "window", "receiver": "示例居民甲"}, "请先核对领取人的身份证件"),
        ({"method": "post", "receiver": "示例居民甲"}, "请填写邮件号"),
    ],
)
def test_each_way_needs_its_proof(
    world: World, sealed: Application, facts: dict[str, str], message: str
) -> None:
    before = standing(sealed)
    assert message in text(sent(world.issuer, "delivery", sealed, **facts))
    assert standing(sealed) == before


def test_delivery_begins_as_the_applicant_wished(world: World, sealed: Application) -> None:
    page = opened(world.issuer, "delivery", sealed)
    assert 'value="示例居民甲"' in page
    assert "准予行政许可决定书" in page


def test_posts_with_a_number(world: World, sealed: Application) -> None:
    facts = {"method": "post", "receiver": "示例居民甲", "tracking_number": "EX123456789CN"}
    assert sent(world.issuer, "delivery", sealed, **facts).status_code == 302
    assert world.fresh(sealed).delivery.tracking_number == "EX123456789CN"
