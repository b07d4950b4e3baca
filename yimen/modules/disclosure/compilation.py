"""制度汇编 — the rules of a body that are in force on a day, as the data of one document."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yimen.kernel.base.days import local_day
from yimen.kernel.orgs.models import Org

from . import queries
from .models import Publication
from .states import Validity


def chapters(org: Org, at: datetime) -> list[Publication]:
    """The rules in force, in the order in which they were published."""
    day = local_day(at)
    found = queries.rules_of(org).order_by("first_published_at", "pk")
    return [one for one in found if queries.validity_of(one, day) in (Validity.IN_FORCE, Validity.AMENDED)]


def data(org: Org, found: list[Publication], *, number: int, at: datetime) -> dict[str, Any]:
    """What the template prints: a list of contents and the text of each rule."""
    return {
        "organ": org.name,
        "title": f"{org.name}政务公开制度汇编",  # 中文
        "subtitle": f"第{number}版 · 收录{len(found)}件",  # 中文
        "date": local_day(at).isoformat(),
        "rules": [_rule(one) for one in found],
    }


def _rule(publication: Publication) -> dict[str, Any]:
    version = publication.current
    if version is None:
        raise ValueError(f"{publication} has no current version")
    return {
        "title": version.title,
        "index_number": publication.index_number or "",
        "document_number": version.document_number,
        "owner": version.responsible_unit,
        "effective_on": version.effective_on.isoformat() if version.effective_on else "",
        "paragraphs": [line for line in version.body_text.split("\n") if line.strip()],
    }
