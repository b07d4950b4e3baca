"""双公示 — what approvals has decided and disclosure publishes: the portal is the only row that sees both."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from yimen.kernel.base.refusals import Refused
from yimen.modules.approvals import public as approvals
from yimen.modules.disclosure import public as disclosure

log = logging.getLogger(__name__)


def publish(application_id: UUID, *, at: datetime) -> None:
    """Publishes a granted permission once, in its fixed fields.

    Nothing happens where the body has no standing check in force, or where something in the fields looks like
    personal data: then its people publish it themselves, after a check of their own.
    """
    told = approvals.publicity(application_id)
    if told is None:
        return
    try:
        published = disclosure.publish_result(
            told.org,
            case_number=told.case_number,
            title=told.title,
            decided_on=told.decided_on,
            item=told.item,
            holder=told.holder,
            decision=told.decision,
            decision_number=told.decision_number,
            credit_code=told.credit_code,
            valid_from=told.valid_from,
            valid_until=told.valid_until,
            at=at,
        )
    except Refused as refusal:
        log.warning("the result of %s was not published: %s", told.case_number, refusal.message)
        return
    if published is None:
        log.info("the result of %s is left to the people of %s", told.case_number, told.org.code)
