"""What follows the facts of lower rows: a permission under seal is to be published (双公示)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.audit.together import at_the_end
from yimen.kernel.base.actor import Actor
from yimen.modules.approvals import public as approvals

from .jobs import publish_result, publish_results


@reacts_to(approvals.ApplicationConcluded)
def publish_what_was_granted(fact: approvals.ApplicationConcluded, *, by: Actor, at: datetime) -> None:
    """After the commit, by a worker: a conclusion never waits for its publication, nor fails with it.

    Conclusions that are made together queue one job.
    """
    if fact.application.outcome == approvals.Outcome.GRANTED:
        at_the_end(_queue, fact.application.pk)


def _queue(applications: list[UUID]) -> None:
    if len(applications) == 1:
        publish_result.defer(application_id=str(applications[0]))
    else:
        publish_results.defer(application_ids=[str(one) for one in applications])
