"""What principals say in the follow-up of an errand: whether money was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yimen.modules.outreach.public import watched
from yimen.modules.supervision.rules.answers import PAID_AN_AGENT, Answer


def answers(first: date, last: date) -> Iterator[Answer]:
    """回访中反映收钱的, naming nobody, of the service of the errand."""
    for one in watched.money_asked(first, last):
        yield Answer(
            "follow_up",
            PAID_AN_AGENT,
            "",
            one.service,
            one.org_path,
            one.asked_on,
            f"outreach.followup:{one.follow_up_id}",
        )
