"""Work by the clock: what the law says follows when a period of the applicant or of those asked has passed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.language import official_language
from yimen.kernel.base.refusals import Refused
from yimen.kernel.jobs import every

from . import actions, queries
from .permissions import SWEEP

log = logging.getLogger(__name__)
MACHINE = Machine(SWEEP)
REMEDY_DAYS = 200
"""Longer than any period in which an answer can be contested: what is served stays open until then."""


def attempted(act: Callable[..., object], *subject: Any, **facts: Any) -> bool:
    """One act; one that is refused stops none of the others."""
    try:
        act(*subject, **facts, by=MACHINE, at=timezone.now())
    except Refused as refusal:
        log.info("%s was refused: %s", act, refusal)
        return False
    return True


@every("13 * * * *", name="requests.sweep")
def sweep() -> None:
    """逾期不补正, 逾期未缴费, 意见期满."""
    today = timezone.localdate()
    for one in queries.past_correction(today):
        attempted(actions.lapse_request_correction, one)
    for one in queries.past_fee(today):
        attempted(actions.lapse_fee, one)
    for asked in queries.past_opinion(today):
        attempted(actions.lapse_consultation, asked.request, consultation=asked)


@every("41 2 * * *", name="requests.archive")
@official_language()
def archive() -> None:
    """归档 — what was answered so long ago that nothing can be brought against it."""
    today = timezone.localdate()
    for one in queries.to_archive(today, REMEDY_DAYS):
        box = _("%(year)s年依申请公开") % {"year": one.received_day.year}
        attempted(actions.close_request, one, archive_box=box)
