"""Loads the published fee standards of a city: a new fee is published; one that is there already is left alone."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import FeeStandard

from .files import CityFolder

TEXTS = (
    "code",
    "name",
    "name_en",
    "nature",
    "legal_basis",
    "pricing_document_number",
    "unit",
    "note",
    "note_en",
)


def load_fees(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    known = set(FeeStandard.objects.values_list("code", flat=True))
    orgs = {org.code: org for org in Org.objects.all()}
    for row in folder.toml("fees.toml").get("fee", []):
        if row["code"] not in known:
            _publish(row, orgs, by=by, at=at)


def _publish(row: dict[str, Any], orgs: dict[str, Org], *, by: Actor, at: datetime) -> None:
    facts: dict[str, Any] = {name: row.get(name, "") for name in TEXTS}
    facts |= {name: Decimal(row[name]) if name in row else None for name in ("least", "most")}
    actions.publish_fee_standard(
        orgs[row["priced_by"]],
        org=orgs[row["org"]],
        formula=row["formula"],
        effective_from=row["effective_from"],
        published_url=row.get("published_url", ""),
        is_confirmed=row.get("confirmed", True),
        **facts,
        by=by,
        at=at,
    )
