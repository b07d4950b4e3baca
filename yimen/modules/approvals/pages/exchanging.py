"""导入和导出目录 — files of items: out as they are, in after a check of every row."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Tone, state_badges
from yimen.kernel.web.tables import Column, Table
from yimen.modules.approvals import actions, catalogue, exchange, imports
from yimen.modules.approvals.forms.acts import Plain
from yimen.modules.approvals.forms.catalogue import Upload
from yimen.modules.approvals.models import CatalogueImport
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import ImportState

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TONES: dict[str, Tone] = {
    ImportState.FAULTY: "danger",
    ImportState.FAILED: "danger",
    ImportState.READY: "info",
    ImportState.APPLIED: "success",
}
SHOWN = 1000


@require_GET
def export(request: Request) -> HttpResponseBase:
    """导出目录 — every item that the actor keeps or reviews, in the columns in which it can be imported again."""
    asked = request.GET.get("format", "csv")
    if asked not in exchange.FORMATS or not catalogue.reads(request.actor):
        raise Http404
    rows = catalogue.exported(request.actor, timezone.localdate()).iterator(chunk_size=200)
    records = (exchange.record(one) for one in rows)
    response: HttpResponseBase
    if asked == "xlsx":
        response = HttpResponse(exchange.write_xlsx(records), content_type=TYPES[asked])
    else:
        write = exchange.write_json if asked == "json" else exchange.write_csv
        response = StreamingHttpResponse(write(records), content_type=TYPES[asked])
    response.headers["Content-Disposition"] = f'attachment; filename="catalogue.{asked}"'
    return response


state_badge = state_badges(TONES)


IMPORTS = Table(
    columns=[
        Column(
            "name",
            gettext_lazy("文件名"),
            link=lambda row: reverse("approvals:catalogue-import", args=[row.pk]),
        ),
        Column("state", gettext_lazy("状态"), value=state_badge),
        Column("row_count", gettext_lazy("行数"), number=True),
        Column("uploaded_at", gettext_lazy("上传时间"), sort="uploaded_at"),
    ],
    default_sort="-uploaded_at",
    name="catalogue-imports",
    empty=gettext_lazy("您还没有上传过目录文件。"),
    export=False,
)


def imported(request: Request) -> HttpResponseBase:
    """导入和导出目录 — the files to take away; who edits uploads one and sees the earlier ones; the check runs by itself."""
    if not catalogue.reads(request.actor):
        raise Http404
    able = [one.pk for one in catalogue.bodies(request.actor, Permission.ITEM_IMPORT)]
    orgs = Org.objects.filter(pk__in=able).order_by("path")
    form = Upload(sent(request), request.FILES or None, orgs=orgs)
    if form.is_valid() and (
        done := attempt(
            form,
            actions.upload_import,
            form.cleaned_data["org"],
            **form.facts(),
            by=request.actor,
            at=timezone.now(),
        )
    ):
        return redirect("approvals:catalogue-import", done.given.pk)
    page = IMPORTS.read(request.GET, imports.imports(request.actor))
    return table_response(
        request,
        "approvals/catalogue_imports.html",
        page,
        {"form": form if able else None, "crumbs": _crumbs()},
    )


@require_GET
def one(request: Request, import_id: UUID) -> HttpResponse:
    """一次导入 — how far it is, everything that is wrong with row and column, and the confirmation when nothing is."""
    given = _seen(request, import_id)
    context = {
        "given": given,
        "badge": state_badge(given),
        "findings": imports.findings_shown(given, SHOWN),
        "more": max(0, len(given.findings) - SHOWN),
        "may_confirm": given.state == ImportState.READY,
        "crumbs": [*_crumbs(), Crumb(given.name)],
    }
    return render(request, "approvals/catalogue_import.html", context, part="import")


def confirmation(request: Request, import_id: UUID) -> HttpResponse:
    """确认导入 — all of it, or nothing."""
    given = _seen(request, import_id)
    form = Plain(sent(request))
    if form.is_valid() and attempt(form, actions.confirm_import, given, by=request.actor, at=timezone.now()):
        done_message(request, _("已开始导入。"))
        return redirect("approvals:catalogue-import", given.pk)
    back = reverse("approvals:catalogue-import", args=[given.pk])
    context = {
        "form": form,
        "title": _("确认导入"),
        "button": _("确认导入"),
        "back": back,
        "crumbs": _crumbs(),
    }
    return render(request, "approvals/catalogue_act.html", context | {"lead": given.name})


def _seen(request: Request, import_id: UUID) -> CatalogueImport:
    return get_object_or_404(imports.imports(request.actor).select_related("progress", "org"), pk=import_id)


def _crumbs() -> list[Any]:
    return [
        Crumb(_("事项目录"), reverse("approvals:catalogue")),
        Crumb(_("导入和导出"), reverse("approvals:catalogue-imports")),
    ]
