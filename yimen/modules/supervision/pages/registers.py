"""登记册: departments' own registers, brought in to be matched with the record."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.intake import receive
from yimen.kernel.web.acts import sent, show_act
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.supervision import actions, forms, lists, queries
from yimen.modules.supervision import registers as reader
from yimen.modules.supervision.states import RegisterKind

from .showing import crumbs

REGISTERS = Table(
    columns=[
        Column("imported_at", gettext_lazy("导入时间"), sort=("imported_at", "id"), nowrap=True),
        Column("org", gettext_lazy("部门"), value=lambda row: named(row.org)),
        Column("kind", gettext_lazy("种类"), value=lambda row: row.get_kind_display()),
        Column("filename", gettext_lazy("文件")),
        Column("first_day", gettext_lazy("期间起"), nowrap=True),
        Column("last_day", gettext_lazy("期间止"), nowrap=True),
        Column("row_count", gettext_lazy("行数"), number=True),
        Column("imported_by", gettext_lazy("导入人")),
    ],
    filters=[
        Filter("kind", gettext_lazy("种类"), kind="choice", choices=RegisterKind),
        Filter("imported", gettext_lazy("导入日期"), kind="dates", lookup="imported_at"),
    ],
    default_sort="-imported_at",
    name="registers",
    empty=gettext_lazy("还没有导入登记册。"),
)


@require_GET
def registers(request: Request) -> HttpResponseBase:
    """登记册 — what departments say they issued, to be matched both ways."""
    if not queries.imports_registers(request.actor):
        raise Http404
    page = REGISTERS.read(request.GET, queries.registers(request.actor))
    lead = _("部门自有的发证、决定登记册。导入以后与本系统双向核对，不一致的由规则 R-OH-5 预警。")
    context = {
        "list_title": lists.REGISTERS,
        "lead_text": lead,
        "act_url": reverse("supervision:register-import"),
        "act_label": _("导入登记册"),
        "crumbs": crumbs((lists.ALERTS, reverse("supervision:alerts")), (lists.REGISTERS, "")),
    }
    return table_response(request, "supervision/list.html", page, context)


def register_import(request: Request) -> HttpResponseBase:
    """导入登记册 — checked as a whole; every error with its row and column."""
    if not queries.imports_registers(request.actor):
        raise Http404
    form = forms.RegisterFile(
        sent(request), request.FILES or None, orgs=queries.registered_bodies(request.actor)
    )
    if form.is_valid() and (facts := _facts(form)) is not None:
        org = form.cleaned_data["org"]
        if attempt(form, actions.import_register, org, **facts, by=request.actor, at=timezone.now()):
            done_message(request, _("登记册已经导入，下次检查时核对。"))
            return redirect("supervision:registers")
    way = crumbs(
        (lists.ALERTS, reverse("supervision:alerts")), (lists.REGISTERS, reverse("supervision:registers"))
    )
    return show_act(request, form, _("导入登记册"), way)


def _facts(form: Any) -> dict[str, Any] | None:
    """The file, read and received; what is wrong with it is told beside its field."""
    given = form.cleaned_data["file"]
    try:
        content = given.read()
        rows = reader.read(content, filename=given.name)
        file = receive(content, filename=given.name, formats=reader.FORMATS)
    except RuleBroken as refusal:
        form.add_error("file", str(refusal.message))
        return None
    return {"kind": form.cleaned_data["kind"], "file": file, "rows": rows}
