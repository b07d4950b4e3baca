"""What follows the facts of lower rows: a permission under seal is to be published (双公示)."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor
from yimen.modules.approvals import public as approvals

from .jobs import publish_result


@reacts_to(approvals.ApplicationConcluded)
def publish_what_was_granted(fact: approvals.ApplicationConcluded, *, by: Actor, at: datetime) -> None:
    """After the commit, by a worker: a conclusion never waits for its publication, nor fails with it."""
    if fact.application.outcome == approvals.Outcome.GRANTED:
        publish_result.defer(application_id=str(fact.application.pk))
