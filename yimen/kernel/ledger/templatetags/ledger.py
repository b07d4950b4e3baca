"""公开账本 in the pages of modules: that the record of a case lies in it, with the proof to download."""

from __future__ import annotations

from django.template import Library

from yimen.kernel.ledger.proofs import Standing

register = Library()


@register.inclusion_tag("ledger/_case.html")
def ledger_panel(standing: Standing, proof_url: str) -> dict[str, object]:
    """本办件已入公开账本 — nothing while no entry of the case is sealed."""
    return {"ledger": standing, "proof_url": proof_url}
