"""国库收款账户 — where money is paid to: never to a window or a department."""

from __future__ import annotations

from datetime import date

from yimen.kernel import policies
from yimen.kernel.orgs.models import Org


def account(org: Org, day: date) -> dict[str, str]:
    """国库收款账户 — name, number and bank as the city set them, for the body or in general."""
    parts = {}
    for part in ("account_name", "account_number", "account_bank"):
        value = policies.find(day, f"treasury.{part}", scope=org.code)
        parts[part] = value.text if value else ""
    return parts
