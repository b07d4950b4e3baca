"""公开账本: the heads, for everybody, as pages, files and a feed, so that others can keep copies."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.ledger import heads as signed
from yimen.kernel.ledger import keys as key_register
from yimen.kernel.ledger import queries
from yimen.kernel.ledger.models import Head, Key
from yimen.kernel.ledger.permissions import Permission
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Table

from .files import json_file

IN_FEED = 100
HEADS = Table(
    columns=[
        Column(
            "number",
            gettext_lazy("序号"),
            sort="number",
            number=True,
            link=lambda row: reverse("ledger:head", args=[row.pk]),
        ),
        Column("at", gettext_lazy("签署时间")),
        Column("size", gettext_lazy("账页数"), number=True),
        Column("root", gettext_lazy("根散列"), value=lambda row: bytes(row.root).hex()[:16] + "…"),
    ],
    default_sort="-number",
    name="heads",
    empty=gettext_lazy("还没有签署。"),
)


@login_not_required
@require_safe
def ledger(request: Request) -> HttpResponseBase:
    """公开账本 — what it is, the last head, and all before it."""
    page = HEADS.read(request.GET, queries.heads())
    context = {
        "head": queries.heads().order_by("-number").first(),
        "waiting": queries.waiting_count(),
        "clock_is_behind": queries.clock_is_behind(timezone.now()),
        "crumbs": [Crumb(_("公开账本"))],
    }
    return table_response(request, "ledger/ledger.html", page, context)


@login_not_required
@require_safe
def head(request: Request, head_id: int) -> HttpResponse:
    """账本签署 — one head as it was signed."""
    shown = get_object_or_404(queries.heads(), pk=head_id)
    context = {
        "head": shown,
        "root": bytes(shown.root).hex(),
        "before": Head.objects.filter(number=shown.number - 1).first(),
        "crumbs": [Crumb(_("公开账本"), reverse("ledger:ledger")), Crumb(str(shown.number))],
    }
    return render(request, "ledger/head.html", context)


@login_not_required
@require_safe
def head_file(request: Request, head_id: int) -> HttpResponse:
    """账本签署 as a file, with the register of keys beside it."""
    shown = get_object_or_404(queries.heads(), pk=head_id)
    return json_file(signed.as_kept(shown), f"yimen-head-{shown.number}.json")


@login_not_required
@require_safe
def head_note(request: Request, head_id: int) -> HttpResponse:
    """签署原文 — the signed note (C2SP signed-note) and nothing else."""
    shown = get_object_or_404(queries.heads(), pk=head_id)
    return HttpResponse(shown.note, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def feed(request: Request) -> HttpResponse:
    """订阅源 — the last heads with their notes: whoever reads it regularly keeps a copy."""
    made = Atom1Feed(
        title=_("公开账本"),
        link=request.build_absolute_uri(reverse("ledger:ledger")),
        feed_url=request.build_absolute_uri(reverse("ledger:feed")),
        description="",
    )
    for one in queries.heads().order_by("-number")[:IN_FEED]:
        address = request.build_absolute_uri(reverse("ledger:head", args=[one.pk]))
        title = _("第%(number)s次签署：%(size)s页") % {"number": one.number, "size": one.size}
        made.add_item(title, address, one.note, pubdate=one.at, updateddate=one.at, unique_id=address)
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@login_not_required
@require_safe
def keys(request: Request) -> HttpResponse:
    """账本密钥 — every key there was, in one line each."""
    context = {
        "keys": queries.key_lines(),
        "may_replace": request.actor.may(Permission.KEY_APPOINT, None) and Key.objects.exists(),
        "crumbs": [Crumb(_("公开账本"), reverse("ledger:ledger")), Crumb(_("账本密钥"))],
    }
    return render(request, "ledger/keys.html", context)


@login_not_required
@require_safe
def keys_file(request: Request) -> HttpResponse:
    """密钥登记 as a file."""
    return json_file(key_register.register(), "yimen-ledger-keys.json")
