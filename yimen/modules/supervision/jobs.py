"""Work by the clock: plans and rectifications that did not come in time."""

from __future__ import annotations

import logging

from django.utils import timezone

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import Refused
from yimen.kernel.jobs import every

from . import actions
from .permissions import RECTIFICATION
from .queries import cases

log = logging.getLogger(__name__)


@every("23 7 * * *", name="supervision.overdue")
def note_overdue() -> None:
    """催办整改; one that is refused stops none of the others."""
    for one in cases.overdue(timezone.localdate()):
        try:
            actions.note_overdue(one, by=Machine(RECTIFICATION), at=timezone.now())
        except Refused as refusal:
            log.info("overdue of %s was not noted: %s", one.pk, refusal)
