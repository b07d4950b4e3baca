"""核对结果: what the nightly comparison of record, tree and heads found."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.ledger import queries
from yimen.kernel.ledger.permissions import Permission
from yimen.kernel.ledger.words import fault_lines
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb
from yimen.kernel.web.tables import Column, Table

CHECKS = Table(
    columns=[
        Column(
            "begun_at",
            gettext_lazy("开始时间"),
            sort="begun_at",
            link=lambda row: reverse("ledger:check", args=[row.pk]),
        ),
        Column("entry_count", gettext_lazy("留痕条数"), number=True),
        Column("leaf_count", gettext_lazy("账页数"), number=True),
        Column("head_count", gettext_lazy("签署次数"), number=True),
        Column("seconds", gettext_lazy("用时（秒）"), number=True),
        Column("fault_count", gettext_lazy("结果"), value=lambda row: _result(row.fault_count)),
    ],
    default_sort="-begun_at",
    name="checks",
    empty=gettext_lazy("还没有核对。每天夜里核对一次。"),
)


def _result(faults: int) -> Badge:
    if faults:
        return Badge(_("不符%(count)s处") % {"count": faults}, tone="danger")
    return Badge(_("相符"), tone="success")


@require_safe
def checks(request: Request) -> HttpResponseBase:
    """核对结果 — the newest first."""
    if not request.actor.may(Permission.CHECK_READ, None):
        raise Http404
    page = CHECKS.read(request.GET, queries.checks(request.actor))
    context = {
        "last": queries.checks(request.actor).first(),
        "waiting": queries.waiting_count(),
        "clock_is_behind": queries.clock_is_behind(timezone.now()),
        "crumbs": [Crumb(_("核对结果"))],
    }
    return table_response(request, "ledger/checks.html", page, context)


@require_safe
def check(request: Request, check_id: UUID) -> HttpResponse:
    """核对结果 — one of them, with each thing that did not fit."""
    shown = get_object_or_404(queries.checks(request.actor), pk=check_id)
    context = {
        "check": shown,
        "faults": fault_lines(shown.faults),
        "more": shown.fault_count - len(shown.faults),
        "crumbs": [Crumb(_("核对结果"), reverse("ledger:checks")), Crumb(_("一次核对"))],
    }
    return render(request, "ledger/check.html", context)
