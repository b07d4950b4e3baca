"""自动用印 — sets the acceptance seal on notices right after the acts that drew them up.

A process that dies between decision and seal leaves a document that waits; the next turn finds it.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import Refused, WrongState
from yimen.kernel.jobs import every, loop

from . import actions, queries, store
from .permissions import SEALING_MACHINE

log = logging.getLogger(__name__)
BATCH = 50


@loop(seconds=1)
def set_waiting_seals() -> bool:
    """Seals what waits, oldest first; says whether there may be more. One that fails stops none of the others."""
    at = timezone.now()
    machine = Machine(SEALING_MACHINE)
    done = 0
    for document in queries.sealing_themselves(at)[:BATCH]:
        seal = queries.seal_for(document, at)
        if seal is None:
            continue
        try:
            actions.seal(document, seal=seal, by=machine, at=at)
            done += 1
        except WrongState:
            done += 1  # another worker was first
        except Refused as refusal:
            log.warning("document %s waits for its seal: %s", document.pk, refusal)
        except Exception:
            log.exception("document %s could not be sealed", document.pk)
    return done == BATCH


@every("41 3 * * *", name="documents.forget_unfinished")
def forget_unfinished() -> None:
    """Files that were being taken in when a process was killed, a day ago or longer."""
    store.forget_unfinished(timezone.now() - timedelta(days=1))
