"""入账证明: that the record of a case lies in the public ledger, to keep and to check without this site."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from yimen.kernel.ledger.pages.files import proof_file
from yimen.kernel.web.request import Request
from yimen.modules.approvals import ledger

from .opening import seen


@require_safe
def ledger_proof(request: Request, application_id: UUID) -> HttpResponse:
    """入账证明 — what the reader may know of each entry is disclosed, of the others their hash alone."""
    shown = seen(request, application_id)
    return proof_file(ledger.proof_of(shown, request.actor), shown.number or shown.pk)
