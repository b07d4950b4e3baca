"""留痕: the record as auditors and supervisors read it."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.audit.events import events
from yimen.kernel.audit.models import Entry
from yimen.kernel.ledger import proofs
from yimen.kernel.ledger.pages.files import proof_file
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Tab
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.modules.portal import links, queries


def _codes() -> list[tuple[str, str]]:
    return sorted((code, f"{_title(code)} ({code})") for code in events())


def _title(code: str) -> str:
    """The official term: the first words of the event's documentation."""
    told = (events()[code].__doc__ or code).strip()
    return told.split(" — ", 1)[0].split("\n", 1)[0]


def _on_days(rows: QuerySet[Entry], days: Any) -> QuerySet[Entry]:
    return queries.recorded_between(rows, days)


RECORD = Table(
    columns=[
        Column(
            "recorded_at",
            gettext_lazy("记录时间"),
            sort="id",
            link=lambda row: reverse("portal:entry", args=[row.pk]),
        ),
        Column("sentence", gettext_lazy("事实")),
        Column("subject_label", gettext_lazy("对象")),
        Column("actor_label", gettext_lazy("办事人"), value=lambda row: row.shown_actor),
        Column("code", gettext_lazy("事实代码")),
    ],
    filters=[
        Filter("code", gettext_lazy("事实"), kind="choice", choices=_codes),
        Filter("actor", gettext_lazy("办事人"), hint=gettext_lazy("姓名或登录名"), apply=queries.by_actor),
        Filter(
            "subject", gettext_lazy("对象"), hint=gettext_lazy("办件编号或名称"), apply=queries.by_subject
        ),
        Filter("day", gettext_lazy("记录日期"), kind="dates", apply=_on_days),
    ],
    default_sort="-recorded_at",
    name="record",
    empty=gettext_lazy("没有符合条件的留痕。"),
)
REFUSALS = Table(
    columns=[
        Column("happened_at", gettext_lazy("时间"), sort="happened_at"),
        Column("verb", gettext_lazy("行为")),
        Column("message", gettext_lazy("原因")),
        Column("subject_label", gettext_lazy("对象")),
        Column("actor_label", gettext_lazy("办事人"), value=lambda row: row.shown_actor),
    ],
    filters=[
        Filter("actor", gettext_lazy("办事人"), lookups=["actor_label__icontains"]),
        Filter("happened", gettext_lazy("日期"), kind="dates", lookup="happened_at"),
    ],
    default_sort="-happened_at",
    name="refusals",
    empty=gettext_lazy("没有被拒绝的操作。"),
)


@require_safe
def record(request: Request) -> HttpResponseBase:
    """留痕 — entries, the newest first."""
    if not queries.reads_record(request.actor):
        raise Http404
    page = RECORD.read(request.GET, queries.record(request.actor))
    context = {"tabs": _tabs(request), "crumbs": [Crumb(_("留痕"))]}
    return table_response(request, "portal/record.html", page, context)


@require_safe
def refusals(request: Request) -> HttpResponseBase:
    """拒绝记录 — attempts that were refused."""
    if not queries.reads_whole_record(request.actor):
        raise Http404
    page = REFUSALS.read(request.GET, queries.refusals(request.actor))
    crumbs = [Crumb(_("留痕"), reverse("portal:record")), Crumb(_("拒绝记录"))]
    return table_response(request, "portal/refusals.html", page, {"tabs": _tabs(request), "crumbs": crumbs})


@require_safe
def entry(request: Request, entry_id: UUID) -> HttpResponse:
    """留痕 — one entry as it was written, and whether its hash and its link hold."""
    shown = get_object_or_404(queries.record(request.actor), pk=entry_id)
    before = queries.before(shown)
    context = {
        "entry": shown,
        "before": before,
        "check": links.check(shown, before),
        "hash": bytes(shown.hash).hex(),
        "previous_hash": bytes(shown.previous_hash).hex(),
        "ledger": proofs.standing_of(shown.chain),
        "body": json.dumps(json.loads(shown.body), ensure_ascii=False, indent=2),
        "crumbs": [Crumb(_("留痕"), reverse("portal:record")), Crumb(str(shown.seq))],
    }
    return render(request, "portal/entry.html", context)


@require_safe
def entry_proof(request: Request, entry_id: UUID) -> HttpResponse:
    """入账证明 — every entry of the same chain that the reader may read, with its text."""
    shown = get_object_or_404(queries.record(request.actor), pk=entry_id)
    rows = queries.record(request.actor).filter(chain=shown.chain).order_by("seq")
    found = proofs.proof_of(rows, lambda _entry: proofs.EVERYTHING, with_text=True)
    return proof_file(found, shown.chain)


def _tabs(request: Request) -> list[Tab]:
    record_at, refusals_at = reverse("portal:record"), reverse("portal:refusals")
    found = [Tab(_("留痕"), record_at, current=request.path == record_at)]
    if queries.reads_whole_record(request.actor):
        found.append(Tab(_("拒绝记录"), refusals_at, current=request.path == refusals_at))
    return found
