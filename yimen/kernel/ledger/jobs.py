"""Work by the clock: entries are sealed every second, heads signed every minute, everything compared every night."""

from __future__ import annotations

import logging
import time

from django.utils import timezone

from yimen.kernel.base.actor import Machine
from yimen.kernel.jobs import every, loop

from . import actions, heads
from .checking import check
from .permissions import LEDGER_MACHINE
from .sealing import BATCH, seal_waiting

log = logging.getLogger(__name__)


@loop(seconds=1)
def seal() -> bool:
    """封存 — what waits; a head is signed when nothing is left behind. True when there may be more."""
    if seal_waiting() == BATCH:
        return True
    if heads.sign_when_due(timezone.now()) is not None:
        heads.keep_files()
    return False


@loop(seconds=60)
def keep_heads() -> bool:
    """保存签署 — also those that another machine signed."""
    return heads.keep_files() > 0


@every("30 1 * * *", name="ledger.check_record")
def check_record() -> None:
    """核对留痕 — record, tree, heads; auditors are told when something does not fit."""
    begun_at, started = timezone.now(), time.monotonic()
    finding = check()
    seconds = round(time.monotonic() - started, 1)
    for fault in finding.faults:
        log.error("the record does not fit: %s", fault)
    actions.note_check(
        actions.ledger(), finding=finding, begun_at=begun_at, seconds=seconds,
        by=Machine(LEDGER_MACHINE), at=timezone.now(),
    )  # fmt: skip
