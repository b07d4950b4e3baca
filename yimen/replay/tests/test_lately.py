"""近来: a fresh city shows work in hand, by its own persons; a city that has cases is left alone."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.modules.approvals.models import Application
from yimen.replay import lately

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lately, "IN_HAND", 8)
    monkeypatch.setattr(lately, "TODAY", 1)
    monkeypatch.setattr(lately, "KINDS", 5)


@pytest.mark.usefixtures("few")
def test_a_fresh_city_has_work_in_hand(world: World) -> None:
    assert lately.live_lately(NOON) == 9
    states = Counter(Application.objects.values_list("state", flat=True))
    assert states["closed"] >= 1
    assert sum(states[one] for one in ("submitted", "accepted", "in_review", "in_approval", "decided")) >= 3
    assert Refusal.objects.count() == 0
    acted = Entry.objects.filter(subject_type="approvals.application")
    assert acted.latest("happened_at").happened_at == NOON
    assert acted.earliest("happened_at").happened_at > NOON - timedelta(days=40)
    before = Entry.objects.count()
    assert lately.live_lately(NOON) == 0
    assert Entry.objects.count() == before


def test_a_city_with_cases_is_left_alone(world: World) -> None:
    world.draft()
    assert lately.live_lately(NOON) == 0
    assert Application.objects.count() == 1
