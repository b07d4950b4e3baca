"""入账证明 of a case: which fields of its entries its reader may disclose."""

from __future__ import annotations

from typing import Any

from yimen.kernel.base.actor import Actor
from yimen.kernel.ledger import proofs

from . import queries
from .models import Application
from .story import facts


def proof_of(application: Application, actor: Actor) -> dict[str, Any] | None:
    """入账证明 of the sealed entries; None while none of them is sealed."""
    told = {one.pk for one in facts(application, for_staff=queries.is_staff_of(actor, application))}
    return proofs.proof_of_case(application.pk, told)
