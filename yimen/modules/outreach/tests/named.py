"""Example things of outreach that addresses name: the village's point and agent, an errand of the resident with its mandate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from tests.world import World
from yimen.modules.outreach import actions

from .stage import Village, photo


def example(world: World) -> Mapping[str, str]:
    """An errand that the resident asked for and signed on paper, carried by the village's agent."""
    village, now = Village(world), timezone.now()
    errand = village.requested(by=world.resident, at=now)
    terms = village.terms(valid_until=timezone.localdate(now) + timedelta(days=30), signing="paper")
    signed = actions.sign_mandate(errand, terms=terms, proof=photo(), by=village.agent, at=now)
    return {
        "agent_id": str(village.serving.pk),
        "draft_id": str(errand.pk),
        "errand_id": str(errand.pk),
        "mandate_id": str(signed.mandate.pk),
        "point_id": str(village.point.pk),
    }
