"""节点办件: cases whose steps are taken in a node's own system, for those who may see the case."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.base.refusals import Text
from yimen.kernel.cases.queries import CASE_READERS
from yimen.kernel.documents.serving import serve
from yimen.kernel.people.actor import has_role
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb, FileLine, Tone
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.approvals.public import Outcome
from yimen.modules.network import progress, queries
from yimen.modules.network.menu import reads_cases
from yimen.modules.network.models import MirroredCase, MirroredPaper
from yimen.modules.network.states import MirrorState, Origin
from yimen.modules.network.story import story

from .messages import NODE

AGAINST = (Outcome.REFUSED, Outcome.REFUSED_ACCEPTANCE)


def case_badge(row: MirroredCase) -> Badge:
    label: Text = progress.outcome_label(row) or row.get_state_display()
    tone: Tone = "danger" if row.outcome in AGAINST else "success" if row.concluded_on else "info"
    return Badge(label, tone=tone)


def _items() -> list[tuple[str, Text]]:
    rows = MirroredCase.objects.order_by("item_code").distinct("item_code")
    return list(rows.values_list("item_code", "item_name"))


CASES = Table(
    columns=[
        Column(
            "number",
            gettext_lazy("办件编号"),
            nowrap=True,
            link=lambda row: reverse("network:case", args=[row.pk]),
        ),
        Column("item_name", gettext_lazy("事项")),
        Column("applicant_name", gettext_lazy("申请人")),
        Column("node", gettext_lazy("节点"), value=lambda row: named(row.node)),
        Column("state", gettext_lazy("状态"), value=case_badge),
        Column("due", gettext_lazy("应办结"), value=lambda row: row.case.due_on),
        Column("received_on", gettext_lazy("收件"), sort=("received_on", "id")),
        Column("accepted_on", gettext_lazy("受理"), sort=("accepted_on", "id")),
        Column("concluded_on", gettext_lazy("办结"), sort=("concluded_on", "id")),
        Column("officer", gettext_lazy("最近的经办人")),
    ],
    filters=[
        Filter(
            "q",
            gettext_lazy("编号或申请人"),
            lookups=["case__number__startswith", "applicant_name__startswith"],
        ),
        NODE,
        Filter("state", gettext_lazy("状态"), kind="choice", choices=MirrorState.choices),
        Filter("item", gettext_lazy("事项"), kind="choice", lookup="item_code", choices=_items),
        Filter("origin", gettext_lazy("收件地"), kind="choice", choices=Origin.choices, more=True),
        Filter("accepted", gettext_lazy("受理日期"), kind="dates", lookup="accepted_on", more=True),
        Filter("concluded", gettext_lazy("办结日期"), kind="dates", lookup="concluded_on", more=True),
        Filter(
            "on_time",
            gettext_lazy("按期办结"),
            kind="choice",
            lookup="is_on_time",
            choices=(("1", gettext_lazy("是")), ("0", gettext_lazy("否"))),
            more=True,
        ),
    ],
    default_sort="-received_on",
    name="mirrored",
    empty=gettext_lazy("没有节点办理的办件。"),
)


@require_GET
def cases(request: Request) -> HttpResponseBase:
    """节点办件 — what the actor may see of what nodes handle."""
    if not reads_cases(request.actor):
        raise Http404
    page = CASES.read(request.GET, queries.mirrored(request.actor))
    lead = _("在节点自有业务系统中办理的办件；每一步由节点告知，本系统不能代为办理。")
    context = {"list_title": _("节点办件"), "lead_text": lead, "crumbs": [Crumb(_("节点办件"))]}
    return table_response(request, "network/list.html", page, context)


@require_GET
def case(request: Request, case_id: UUID) -> HttpResponseBase:
    """镜像办件 — where the node is, its story, its papers and charges."""
    shown = get_object_or_404(queries.mirrored(request.actor), pk=case_id)
    staff = has_role(request.actor, *CASE_READERS)
    told = progress.progress(shown.pk, timezone.localdate())
    context = {
        "mirror": shown,
        "badge": case_badge(shown),
        "progress": told,
        "moments": story(shown, for_staff=staff),
        "papers": [
            _line(one) for one in shown.papers.select_related("file") if staff or _is_told(shown, one)
        ],
        "charges": shown.charges.all(),
        "parties": shown.case.parties.order_by("role"),
        "crumbs": [Crumb(_("节点办件"), reverse("network:cases")), Crumb(shown.number)],
    }
    return render(request, "network/case.html", context)


def _is_told(shown: MirroredCase, paper: MirroredPaper) -> bool:
    """An applicant reads results once they are told, the own materials always."""
    return paper.kind == "material" or shown.concluded_on is not None or shown.is_over


def _line(paper: MirroredPaper) -> FileLine:
    waits = bool(paper.sha256) and paper.file is None
    href = reverse("network:paper", args=[paper.mirror_id, paper.pk]) if paper.file else ""
    return FileLine(
        paper.name,
        href,
        size=paper.size or None,
        note=paper.number,
        at=paper.told_at,
        state=_("正在从节点取得") if waits else "" if paper.file else _("纸质"),
        tone="warning" if waits else "neutral",
    )


@require_GET
def paper(request: Request, case_id: UUID, paper_id: UUID) -> HttpResponseBase:
    """镜像文书 — the file, as the node issued it."""
    shown = get_object_or_404(queries.mirrored(request.actor), pk=case_id)
    found = get_object_or_404(shown.papers.filter(file__isnull=False).select_related("file"), pk=paper_id)
    if not (found.file and (has_role(request.actor, *CASE_READERS) or _is_told(shown, found))):
        raise Http404
    return serve(found.file, filename=f"{found.name}.pdf", inline=True, request=request)
