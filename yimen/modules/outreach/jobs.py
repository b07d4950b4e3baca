"""Work by the clock: agents whose post has ended serve no more."""

from __future__ import annotations

import logging

from django.utils import timezone

from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import Refused
from yimen.kernel.jobs import every

from . import actions, queries
from .actions.ending import MACHINE

log = logging.getLogger(__name__)


@every("17 0 * * *", name="outreach.lapse_agents")
def lapse_agents() -> None:
    """随岗解聘 — posts whose last day has passed; one that is refused stops none of the others."""
    at = timezone.now()
    for agent in queries.agents_without_post(local_day(at)):
        try:
            actions.lapse_agent(agent, by=MACHINE, at=at)
        except Refused as refusal:
            log.info("agent %s was not ended: %s", agent.pk, refusal)
