"""对账: what was compared, what differs, down to the very case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.base.punctuation import noted
from yimen.kernel.cases.models import Case
from yimen.kernel.web.acts import sent, show_act
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table, TablePage
from yimen.kernel.web.words import named
from yimen.modules.approvals.public import Item, Outcome
from yimen.modules.network import actions, forms, queries
from yimen.modules.network.models import Difference, Reconciliation
from yimen.modules.network.states import DifferenceState, MirrorState, ReconciliationState

from .acts import crumbs, reads, runs
from .messages import NODE

TONES: dict[str, Tone] = {"equal": "success", "differs": "danger", "failed": "warning"}


result_badge = state_badges(TONES)
difference_badge = state_badges({DifferenceState.OPEN: "danger"})


def held(told: str) -> str:
    """How one side holds a case, in words: the item's code, the state, the outcome; what is not known here as it was told."""
    item, _space, state = told.partition(" ")
    return f"{item} {standing(state)}".strip()


def standing(told: str) -> str:
    """A state and its outcome in words."""
    state, _slash, outcome = told.partition("/")
    words = dict(MirrorState.choices).get(state, state)
    result = dict(Outcome.choices).get(outcome, outcome) if outcome else ""
    return noted(words, result)


def totals(shown: Reconciliation) -> list[dict[str, Any]]:
    """分事项合计 in words: the item by its name where it is known here."""
    items = Item.objects.filter(code__in={row["item"] for row in shown.summary})
    names = {one.code: named(one) for one in items}
    return [
        {
            **row,
            "item": noted(names.get(row["item"], row["item"]), row["item"] if row["item"] in names else ""),
            "state": standing(row["state"]),
        }
        for row in shown.summary
    ]


RECONCILIATIONS = Table(
    columns=[
        Column(
            "started_at",
            gettext_lazy("开始时间"),
            sort=("started_at", "id"),
            link=lambda row: reverse("network:reconciliation", args=[row.pk]),
        ),
        Column("node", gettext_lazy("节点"), value=lambda row: named(row.node)),
        Column("state", gettext_lazy("对账结果"), value=result_badge),
        Column("here_count", gettext_lazy("本方件数"), number=True),
        Column("there_count", gettext_lazy("对方件数"), number=True),
        Column("difference_count", gettext_lazy("差异件数"), number=True),
        Column("moving_count", gettext_lazy("在途件数"), number=True),
        Column("error", gettext_lazy("未完成的原因")),
    ],
    filters=[
        NODE,
        Filter("state", gettext_lazy("对账结果"), kind="choice", choices=ReconciliationState.choices),
        Filter("started", gettext_lazy("对账日期"), kind="dates", lookup="started_at"),
    ],
    default_sort="-started_at",
    name="reconciliations",
    empty=gettext_lazy("还没有对账。每天凌晨自动对账，也可以在节点页安排。"),
)
DIFFERENCES = Table(
    columns=[
        Column(
            "number",
            gettext_lazy("办件编号"),
            nowrap=True,
            link=lambda row: f"{reverse('network:incoming')}?q={row.number}",
        ),
        Column("node", gettext_lazy("节点"), value=lambda row: named(row.node)),
        Column("kind", gettext_lazy("差异种类"), value=lambda row: row.get_kind_display()),
        Column("here", gettext_lazy("本方"), value=lambda row: held(row.here)),
        Column("there", gettext_lazy("对方"), value=lambda row: held(row.there)),
        Column("state", gettext_lazy("状态"), value=difference_badge),
        Column("found_at", gettext_lazy("发现时间"), sort=("found_at", "id")),
        Column("explanation", gettext_lazy("说明")),
        Column(
            "settled_by",
            gettext_lazy("处理"),
            value=lambda row: _("说明差异") if row.state == "open" else row.settled_by,
            link=lambda row: (
                reverse("network:difference-explanation", args=[row.pk]) if row.state == "open" else ""
            ),
        ),
    ],
    filters=[
        Filter("q", gettext_lazy("办件编号"), lookup="number__startswith"),
        NODE,
        Filter("state", gettext_lazy("差异状态"), kind="choice", choices=DifferenceState.choices),
    ],
    default_sort="-found_at",
    name="differences",
    empty=gettext_lazy("没有差异。"),
)
DIFFERENCES_TO_READ = replace(
    DIFFERENCES, columns=[*DIFFERENCES.columns[:-1], Column("settled_by", gettext_lazy("处理"))]
)


def _differences(request: Request, rows: QuerySet[Difference]) -> TablePage:
    """Those who run the network explain one from its row; those who oversee it read."""
    table = DIFFERENCES if queries.may_run(request.actor) else DIFFERENCES_TO_READ
    return table.read(request.GET, rows)


@require_GET
@reads
def reconciliations(request: Request) -> HttpResponseBase:
    """对账 — every comparison."""
    page = RECONCILIATIONS.read(request.GET, queries.reconciliations(request.actor))
    context = {"list_title": _("对账"), "crumbs": crumbs((_("对账"), ""))}
    return table_response(request, "network/list.html", page, context)


@require_GET
@reads
def differences(request: Request) -> HttpResponseBase:
    """差异 — what has to be looked at, whichever comparison found it."""
    page = _differences(request, queries.differences(request.actor))
    lead = _("双方不一致的办件。补发的报文到达之后，下次对账自动消除；不能消除的请说明。")
    context = {"list_title": _("对账差异"), "lead_text": lead, "crumbs": crumbs((_("对账差异"), ""))}
    return table_response(request, "network/list.html", page, context)


@require_GET
@reads
def reconciliation(request: Request, reconciliation_id: UUID) -> HttpResponseBase:
    """对账 — one comparison: totals by item and state, and the differing cases."""
    shown = get_object_or_404(queries.reconciliations(request.actor), pk=reconciliation_id)
    rows = queries.differences(request.actor).filter(reconciliation=shown)
    page = _differences(request, rows)
    context = {
        "reconciliation": shown,
        "totals": totals(shown),
        "badge": result_badge(shown),
        "seconds": round((shown.ended_at - shown.started_at).total_seconds(), 1),
        "crumbs": crumbs((_("对账"), reverse("network:reconciliations")), (str(shown), "")),
    }
    return table_response(request, "network/reconciliation.html", page, context)


@runs
def reconciliation_order(request: Request, node_id: UUID) -> HttpResponseBase:
    """安排对账."""
    shown = get_object_or_404(queries.nodes(request.actor), pk=node_id)
    form = forms.Nothing(sent(request))
    if form.is_valid() and attempt(
        form, actions.order_reconciliation, shown, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已安排对账，完成后出现在对账列表。"))
        return redirect("network:reconciliations")
    way = crumbs((named(shown), reverse("network:node", args=[shown.pk])))
    return show_act(request, form, _("立即对账"), way)


@runs
def difference_explanation(request: Request, difference_id: UUID) -> HttpResponseBase:
    """说明差异."""
    shown = get_object_or_404(queries.differences(request.actor), pk=difference_id)
    form = forms.Explanation(sent(request))
    if form.is_valid() and attempt(
        form, actions.explain_difference, shown, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("差异已经说明。"))
        return redirect("network:differences")
    known = Case.objects.filter(number=shown.number).exists()
    rows = {
        _("办件编号"): shown.number,
        _("差异种类"): shown.get_kind_display(),
        _("本方"): shown.here or (_("有此编号，不属于此链路") if known else "—"),
        _("对方"): shown.there or "—",
    }
    way = crumbs((_("对账差异"), reverse("network:differences")))
    return show_act(request, form, _("说明差异"), way, rows=rows)
