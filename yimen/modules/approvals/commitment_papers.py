"""告知承诺文书: the commitment as it was signed, the order to put right, the revocation."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.base.language import official_language
from yimen.kernel.documents.models import Document

from . import papers
from .models import Application, CommitmentCheck


@official_language()
def issue_commitment(application: Application, *, at: datetime) -> Document:
    """告知承诺书 — the text, the promises, who signed when, and the hash of what was shown."""
    given = application.commitment
    return papers.issue(
        application,
        "commitment",
        at=at,
        text=given.text,
        promises=list(given.promises),
        signature=given.signature,
        signed_at=timezone.localtime(given.signed_at).strftime("%Y-%m-%dT%H:%M"),
        notes=[_("内容散列（SHA-256）：%(hash)s。") % {"hash": given.text_hash}],
    )


@official_language()
def issue_order(check: CommitmentCheck, *, at: datetime) -> Document:
    """责令整改通知书 — what was found, what must be put right, until when."""
    due = check.rectify_due_on.isoformat() if check.rectify_due_on else ""
    return papers.issue(check.application, "rectification_order", at=at, reason=check.findings, due_on=due)


@official_language()
def issue_revocation(application: Application, reason: str, *, at: datetime) -> Document:
    """撤销决定书 — why the decision is undone; it waits for the seal."""
    decided = application.documents.filter(kind="decision").select_related("document").last()
    return papers.issue(
        application,
        "revocation_decision",
        at=at,
        reason=reason,
        undone=(decided.document.number or "") if decided else "",
        basis=_("《中华人民共和国行政许可法》第六十九条"),
    )
