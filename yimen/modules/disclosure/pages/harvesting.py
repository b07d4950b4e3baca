"""采集 — the portals that are harvested: kept here, asked by the clock or now, with the last result of each."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yimen.kernel.base.refusals import Refused
from yimen.kernel.people.roles import Role
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.modules.disclosure import actions, arriving
from yimen.modules.disclosure.forms import channels as forms
from yimen.modules.disclosure.states import FeedKind

SOURCES = Table(
    name="sources",
    columns=(
        Column("name", gettext_lazy("名称"), sort="name", link=lambda one: reverse("disclosure:source", args=[one.pk])),
        Column("url", gettext_lazy("地址")),
        Column("kind", gettext_lazy("格式"), value=lambda one: one.get_kind_display()),
        Column("mode", gettext_lazy("接收方式"), value=lambda one: one.get_mode_display()),
        Column("is_active", gettext_lazy("启用")),
        Column("checked_at", gettext_lazy("上次采集"), sort="checked_at"),
        Column("last_error", gettext_lazy("上次错误")),
    ),
    filters=(
        Filter("q", gettext_lazy("名称或者地址"), lookups=("name__icontains", "url__icontains")),
        Filter("kind", gettext_lazy("格式"), kind="choice", choices=FeedKind),
    ),
    default_sort="name",
    empty=gettext_lazy("还没有采集来源。登记后，系统每小时查看一次。"),
)  # fmt: skip


@require_safe
def sources(request: Request) -> HttpResponseBase:
    """采集来源 — those of the own bodies."""
    page = SOURCES.read(request.GET, arriving.sources(request.actor))
    may_add = arriving.importing_orgs(request.actor, Role.DISCLOSURE_HEAD).exists()
    context = {"crumbs": [Crumb(_("采集来源"))], "may_add": may_add}
    return table_response(request, "disclosure/sources.html", page, context)


def source_start(request: Request) -> HttpResponse:
    """登记采集来源 — a portal that the administrator has allowed."""
    orgs = arriving.importing_orgs(request.actor, Role.DISCLOSURE_HEAD)
    form = forms.HarvestSource(request.POST or None, orgs=orgs)
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("name", "url", "kind", "mode")}
        org = form.cleaned_data["org"]
        if done := attempt(
            form, actions.add_harvest_source, org, **facts, by=request.actor, at=timezone.now()
        ):
            return redirect("disclosure:source", done.source.pk)
    crumbs = [Crumb(_("采集来源"), reverse("disclosure:sources")), Crumb(_("登记"))]
    return render(request, "disclosure/source_start.html", {"form": form, "crumbs": crumbs})


def source(request: Request, source_id: UUID) -> HttpResponse:
    """采集来源 — its last results, its runs, its change."""
    found = get_object_or_404(arriving.sources(request.actor), pk=source_id)
    given = {"name": found.name, "mode": found.mode, "is_active": found.is_active}
    form = forms.HarvestSourceChange(request.POST or None, initial=given)
    if form.is_valid() and attempt(
        form, actions.amend_harvest_source, found, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已经保存。"))
        return redirect("disclosure:source", source_id)
    context = {
        "source": found,
        "form": form,
        "runs": found.runs.order_by("-started_at")[:20],
        "crumbs": [Crumb(_("采集来源"), reverse("disclosure:sources")), Crumb(found.name)],
    }
    return render(request, "disclosure/source.html", context)


@require_POST
def source_check(request: Request, source_id: UUID) -> HttpResponse:
    """立即采集 — the worker asks the portal now."""
    found = get_object_or_404(arriving.sources(request.actor), pk=source_id)
    try:
        actions.ask_for_harvest(found, by=request.actor, at=timezone.now())
        done_message(request, _("已经安排采集，稍后刷新查看结果。"))
    except Refused as refusal:
        done_message(request, refusal.message, "error")
    return redirect("disclosure:source", source_id)
