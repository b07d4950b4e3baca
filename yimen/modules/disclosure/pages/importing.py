"""导入 — begun by an upload, its progress, what became of each document, its faults as a list to mend."""

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
from yimen.kernel.documents.content import Limits
from yimen.kernel.documents.intake import Received, receive
from yimen.kernel.people.roles import Role
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.modules.disclosure import actions, arriving
from yimen.modules.disclosure.forms import channels as forms
from yimen.modules.disclosure.models import ImportRow
from yimen.modules.disclosure.states import IntakeMode, RowState, RunKind, RunState

FORMATS = ("xlsx", "csv", "txt", "zip")
LIMITS = Limits(size=300 * 1024 * 1024, unpacked=2 * 1024**3, entries=100_000)
RUN_TONES: dict[str, Tone] = {
    RunState.RUNNING: "warning",
    RunState.DONE: "success",
    RunState.STOPPED: "neutral",
}
ROW_TONES: dict[str, Tone] = {
    RowState.TAKEN: "success",
    RowState.SKIPPED: "neutral",
    RowState.FAILED: "danger",
}
RUNS = Table(
    name="imports",
    columns=(
        Column("name", gettext_lazy("名称"), link=lambda one: reverse("disclosure:import", args=[one.pk])),
        Column("org", gettext_lazy("机构"), value=lambda one: one.org.name),
        Column("kind", gettext_lazy("导入类型"), value=lambda one: one.get_kind_display()),
        Column("taken", gettext_lazy("已导入"), number=True),
        Column("skipped", gettext_lazy("已有"), number=True),
        Column("failed", gettext_lazy("有错误"), number=True),
        Column("started_at", gettext_lazy("开始时间"), sort="started_at"),
        Column("state", gettext_lazy("进度"), value=state_badges(RUN_TONES)),
    ),
    filters=(
        Filter("q", gettext_lazy("名称"), lookup="name__icontains"),
        Filter("kind", gettext_lazy("导入类型"), kind="choice", choices=RunKind),
        Filter("state", gettext_lazy("进度"), kind="choice", choices=RunState),
    ),
    default_sort="-started_at",
    empty=gettext_lazy("还没有导入过。可以上传表格，或者由系统管理员用命令导入文件夹。"),
)  # fmt: skip
ROWS = Table(
    name="import-rows",
    columns=(
        Column("number", gettext_lazy("序号"), sort="pk", value=lambda one: one.pk, number=True),
        Column("title", gettext_lazy("名称"), value=str, link=lambda one: _publication_address(one)),
        Column("state", gettext_lazy("结果"), value=state_badges(ROW_TONES)),
        Column("place", gettext_lazy("文件")),
        Column("line", gettext_lazy("行"), number=True),
        Column("column", gettext_lazy("列")),
        Column("message", gettext_lazy("说明")),
    ),
    filters=(
        Filter("state", gettext_lazy("结果"), kind="choice", choices=RowState),
        Filter("q", gettext_lazy("名称"), lookups=("title__icontains", "key__icontains", "place__icontains")),
    ),
    default_sort="number",
    empty=gettext_lazy("还没有处理到任何文件。"),
)  # fmt: skip


def _publication_address(row: ImportRow) -> str:
    return reverse("disclosure:publication", args=[row.publication_id]) if row.publication_id else ""


@require_safe
def imports(request: Request) -> HttpResponseBase:
    """导入 — the imports of the own bodies."""
    page = RUNS.read(request.GET, arriving.runs(request.actor))
    context = {"crumbs": [Crumb(_("导入"))], "may_start": arriving.importing_orgs(request.actor).exists()}
    return table_response(request, "disclosure/imports.html", page, context)


def import_start(request: Request) -> HttpResponse:
    """开始导入 — a table, or a ZIP with a table, texts and files."""
    orgs = arriving.importing_orgs(request.actor)
    may_take_over = arriving.importing_orgs(request.actor, Role.DISCLOSURE_HEAD).exists()
    form = forms.Import(request.POST or None, request.FILES or None, orgs=orgs, may_take_over=may_take_over)
    if form.is_valid() and (received := _received(form)) is not None:
        facts = {name: form.cleaned_data[name] for name in ("kind", "name")}
        start = actions.start_import
        if form.cleaned_data["mode"] == IntakeMode.TAKEN_OVER:
            start = actions.start_take_over  # type: ignore[assignment]
        org = form.cleaned_data["org"]
        done = attempt(form, start, org, **facts, received=received, by=request.actor, at=timezone.now())
        if done:
            return redirect("disclosure:import", done.run.pk)
    crumbs = [Crumb(_("导入"), reverse("disclosure:imports")), Crumb(_("开始导入"))]
    return render(request, "disclosure/import_start.html", {"form": form, "crumbs": crumbs})


def _received(form: forms.Import) -> Received | None:
    """The upload, examined and stored; what is wrong with it stands at the field."""
    given = form.cleaned_data["file"]
    try:
        return receive(given, filename=given.name, formats=FORMATS, limits=LIMITS)
    except Refused as refusal:
        form.add_error("file", str(refusal.message))
        return None


@require_safe
def import_run(request: Request, run_id: UUID) -> HttpResponseBase:
    """导入进度 — how far it is, and what became of each document; looked at again by itself while it runs."""
    run = get_object_or_404(arriving.runs(request.actor), pk=run_id)
    page = ROWS.read(request.GET, arriving.rows_of(run))
    if request.htmx.target == "import-progress":
        return render(request, "disclosure/_import_progress.html", {"run": run})
    crumbs = [Crumb(_("导入"), reverse("disclosure:imports")), Crumb(run.name)]
    return table_response(request, "disclosure/import_run.html", page, {"run": run, "crumbs": crumbs})


@require_POST
def import_stop(request: Request, run_id: UUID) -> HttpResponse:
    """停止导入 — what has come in stays."""
    run = get_object_or_404(arriving.runs(request.actor), pk=run_id)
    try:
        actions.stop_import(run, by=request.actor, at=timezone.now())
        done_message(request, _("已经停止。导入的文件都在，其余没有导入。"))
    except Refused as refusal:
        done_message(request, refusal.message, "error")
    return redirect("disclosure:import", run_id)
