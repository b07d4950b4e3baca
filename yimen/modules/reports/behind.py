"""数字背后 — the rows that a number counts, as far as the reader may see them; the others are counted, not shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.desk import case_page
from yimen.kernel.cases.models import Case
from yimen.kernel.cases.queries import cases
from yimen.kernel.orgs.models import Org
from yimen.modules.disclosure.public import publications
from yimen.modules.requests.public import requests

from . import formats
from .models import AnnualReport

SHOWN = 500


@dataclass(frozen=True)
class Behind:
    """所计事项 — how many stand behind a number, and those that the reader may open."""

    count: int
    shown: list[tuple[str, str, str]]
    """Number, title, address."""

    @property
    def hidden(self) -> int:
        return self.count - len(self.shown)


def links(report: AnnualReport) -> Callable[[str], str]:
    """The address behind a cell; sums have none."""
    leaves = set(formats.form(report.format_year).leaves())

    def link(code: str) -> str:
        return reverse("reports:cell", args=[report.pk, code]) if code in leaves else ""

    return link


def rows(actor: Actor, code: str, ids: Sequence[UUID], on: date) -> Behind:
    """What stands behind one cell, by the eye of the module that counts it; cases of approvals by that of the kernel."""
    if code.startswith("2-1."):
        return Behind(len(set(ids)), _publications(actor, ids, on))
    if code.startswith(("3.", "4.")):
        seen = set(requests(actor).filter(pk__in=ids).values_list("case_id", flat=True)[:SHOWN])
        found = Case.objects.filter(pk__in=seen)
    else:
        found = cases(actor).filter(pk__in=ids)
    shown = [(one.number, one.title, case_page(one)) for one in found.order_by("number")[:SHOWN]]
    return Behind(len(set(ids)), shown)


def _publications(actor: Actor, ids: Sequence[UUID], on: date) -> list[tuple[str, str, str]]:
    """Rules and normative documents, by their index numbers."""
    found = publications(actor, on).filter(pk__in=ids).order_by("index_number")[:SHOWN]
    return [
        (one.index_number or one.title, one.title, reverse("disclosure:publication", args=[one.pk]))
        for one in found
    ]


def reports_of(org: Org) -> str:
    """政府信息公开年报 of a body: the address that its column of the portal leads to."""
    return f"{reverse('reports:published')}?{urlencode({'org': org.code})}"
