"""报文: the two queues, what lies parked, what was not let in; and how each is mended."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.acts import sent, show_act
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.network import actions, forms, queries, secrecy
from yimen.modules.network.models import Incoming, Node, Outgoing
from yimen.modules.network.states import IncomingState, MessageType, OutgoingState, ParkReason
from yimen.modules.network.words import lag_text

from .acts import crumbs, reads, runs

TONES: dict[str, Tone] = {
    "waiting": "info",
    "failed": "warning",
    "delivered": "info",
    "applied": "success",
    "refused": "danger",
    "parked": "danger",
}
MENDABLE = (OutgoingState.FAILED, OutgoingState.REFUSED, OutgoingState.PARKED, OutgoingState.DELIVERED)


state_badge = state_badges(TONES)


def type_label(code: str) -> Text:
    return dict(MessageType.choices).get(code, code)


def _nodes() -> list[tuple[str, Text]]:
    return [(str(one.pk), named(one)) for one in Node.objects.order_by("code")]


NODE = Filter("node", gettext_lazy("节点"), kind="choice", lookup="node_id", choices=_nodes)
TYPE = Filter("type", gettext_lazy("报文类型"), kind="choice", choices=MessageType.choices)
NUMBER = Filter("q", gettext_lazy("办件编号"), lookup="case_no__startswith")

OUTGOING = Table(
    columns=[
        Column(
            "type",
            gettext_lazy("报文"),
            value=lambda row: row.get_type_display(),
            link=lambda row: reverse("network:outgoing-message", args=[row.pk]),
        ),
        Column("node", gettext_lazy("收方"), value=lambda row: named(row.node)),
        Column("case_no", gettext_lazy("办件编号"), nowrap=True),
        Column("sequence", gettext_lazy("序号"), number=True),
        Column("state", gettext_lazy("状态"), value=state_badge),
        Column("attempts", gettext_lazy("尝试次数"), number=True),
        Column("occurred_at", gettext_lazy("发生时间")),
        Column("next_try_at", gettext_lazy("下次尝试"), sort=("next_try_at", "id")),
        Column("created_at", gettext_lazy("生成时间"), sort=("created_at", "id")),
        Column("last_error", gettext_lazy("最近的错误")),
    ],
    filters=[
        NUMBER,
        NODE,
        Filter("state", gettext_lazy("状态"), kind="choice", choices=OutgoingState.choices),
        TYPE,
        Filter("created", gettext_lazy("生成日期"), kind="dates", lookup="created_at", more=True),
    ],
    default_sort="-created_at",
    name="outgoing",
    empty=gettext_lazy("没有符合条件的报文。"),
)
INCOMING = Table(
    columns=[
        Column(
            "type",
            gettext_lazy("报文"),
            value=lambda row: type_label(row.type),
            link=lambda row: reverse("network:incoming-message", args=[row.pk]),
        ),
        Column("node", gettext_lazy("发方"), value=lambda row: named(row.node)),
        Column("case_no", gettext_lazy("办件编号"), nowrap=True),
        Column("sequence", gettext_lazy("序号"), number=True),
        Column("state", gettext_lazy("状态"), value=state_badge),
        Column("park_reason", gettext_lazy("搁置原因"), value=lambda row: row.get_park_reason_display()),
        Column("occurred_at", gettext_lazy("发生时间"), sort=("occurred_at", "id")),
        Column("received_at", gettext_lazy("收到时间"), sort=("received_at", "id")),
        Column(
            "lag_time",
            gettext_lazy("时延"),
            value=lambda row: lag_text(row.lag),
            sort=("lag_time", "id"),
            nowrap=True,
        ),
    ],
    filters=[
        NUMBER,
        NODE,
        Filter("state", gettext_lazy("状态"), kind="choice", choices=IncomingState.choices),
        TYPE,
        Filter(
            "why",
            gettext_lazy("搁置原因"),
            kind="choice",
            lookup="park_reason",
            choices=[one for one in ParkReason.choices if one[0]],
        ),
        Filter("received", gettext_lazy("收到日期"), kind="dates", lookup="received_at", more=True),
    ],
    default_sort="-received_at",
    name="incoming",
    empty=gettext_lazy("没有符合条件的报文。"),
)
REJECTIONS = Table(
    columns=[
        Column("rejected_at", gettext_lazy("拒收时间"), sort=("rejected_at", "id")),
        Column("address", gettext_lazy("来源地址")),
        Column("sender", gettext_lazy("自称的发方")),
        Column("code", gettext_lazy("拒收原因")),
        Column("message", gettext_lazy("说明")),
        Column("size", gettext_lazy("字节数"), number=True),
    ],
    filters=[
        Filter("q", gettext_lazy("来源地址或发方"), lookups=["address__startswith", "sender__startswith"]),
        Filter("on", gettext_lazy("拒收日期"), kind="dates", lookup="rejected_at"),
    ],
    default_sort="-rejected_at",
    name="rejections",
    empty=gettext_lazy("没有拒收的报文。"),
)


def _list(request: Request, table: Table, rows: object, title: str, lead: str) -> HttpResponseBase:
    page = table.read(request.GET, rows)  # type: ignore[arg-type]
    context = {"list_title": title, "lead_text": lead, "crumbs": crumbs((title, ""))}
    return table_response(request, "network/list.html", page, context)


@require_GET
@reads
def outgoing(request: Request) -> HttpResponseBase:
    """发出报文 — what waits, what was tried, what arrived."""
    lead = _("报文在这里排队。对方不通时等待，不计次数；被拒收的重试，最后搁置。")
    return _list(request, OUTGOING, queries.outgoing(request.actor), _("发出报文"), lead)


@require_GET
@reads
def incoming(request: Request) -> HttpResponseBase:
    """收到报文 — with the lag from what happened to our knowing of it."""
    lead = _("同一办件的报文按序号办理，缺前一份时等待；不能办理的搁置，不影响其他办件。")
    return _list(request, INCOMING, queries.incoming(request.actor), _("收到报文"), lead)


@require_GET
@reads
def rejections(request: Request) -> HttpResponseBase:
    """拒收 — who knocked and was not let in."""
    lead = _("签名不符、发方没有登记、时钟相差过大、超过大小的报文不予收下，只记下来源。")
    return _list(request, REJECTIONS, queries.rejections(request.actor), _("拒收"), lead)


@require_GET
@reads
def outgoing_message(request: Request, message_id: UUID) -> HttpResponseBase:
    """发出报文 — one message, personal data masked."""
    shown = get_object_or_404(queries.outgoing(request.actor), pk=message_id)
    may_run = queries.may_run(request.actor)
    context = {
        "message": shown,
        "type_label": type_label(shown.type),
        "badge": state_badge(shown),
        "body": _shown(shown.body),
        "may_resend": may_run and shown.state in MENDABLE,
        "may_withhold": may_run and shown.state in (OutgoingState.WAITING, OutgoingState.FAILED),
        "crumbs": crumbs((_("发出报文"), reverse("network:outgoing")), (str(shown), "")),
    }
    return render(request, "network/outgoing_message.html", context)


@require_GET
@reads
def incoming_message(request: Request, message_id: UUID) -> HttpResponseBase:
    """收到报文 — one message, personal data masked, with its cause where it lies parked."""
    shown = get_object_or_404(queries.incoming(request.actor), pk=message_id)
    context = {
        "message": shown,
        "type_label": type_label(shown.type),
        "badge": state_badge(shown),
        "lag": lag_text(shown.lag),
        "body": _shown(shown.body),
        "may_run": queries.may_run(request.actor),
        "is_parked": shown.state == IncomingState.PARKED,
        "is_own_proposal": str(shown.proposed_by) == request.actor.id,
        "crumbs": crumbs((_("收到报文"), reverse("network:incoming")), (str(shown), "")),
    }
    return render(request, "network/incoming_message.html", context)


def _shown(body: dict[str, object]) -> str:
    return json.dumps(secrecy.masked(body), ensure_ascii=False, indent=2)


def _way_out(shown: Outgoing) -> list[Crumb]:
    return crumbs(
        (_("发出报文"), reverse("network:outgoing")),
        (str(shown), reverse("network:outgoing-message", args=[shown.pk])),
    )


def _way_in(shown: Incoming) -> list[Crumb]:
    return crumbs(
        (_("收到报文"), reverse("network:incoming")),
        (str(shown), reverse("network:incoming-message", args=[shown.pk])),
    )


@runs
def resending(request: Request, message_id: UUID) -> HttpResponseBase:
    """重发报文."""
    shown = get_object_or_404(queries.outgoing(request.actor), pk=message_id)
    form = forms.Resending(sent(request))
    if form.is_valid() and (
        done := attempt(
            form, actions.resend_message, shown, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
    ):
        done_message(request, _("已经重新放入待发送。"))
        return redirect("network:outgoing-message", done.successor.pk)
    lead = _("以同一序号重新发送；对方以这一份代替搁置的那一份。")
    return show_act(
        request,
        form,
        _("重发报文"),
        _way_out(shown),
        lead=lead,
        rows={_("最近的错误"): shown.last_error},
    )


@runs
def withholding(request: Request, message_id: UUID) -> HttpResponseBase:
    """搁置发出报文."""
    shown = get_object_or_404(queries.outgoing(request.actor), pk=message_id)
    form = forms.Reason(sent(request))
    if form.is_valid() and attempt(
        form, actions.withhold_message, shown, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已经搁置。需要时可以重发。"))
        return redirect("network:outgoing-message", shown.pk)
    lead = _("此报文不再发送；同一办件后面的报文在对方等待，直到它被重发。")
    return show_act(request, form, _("搁置发出报文"), _way_out(shown), lead=lead, kind="danger")


@runs
def retrying(request: Request, message_id: UUID) -> HttpResponseBase:
    """重新办理报文."""
    shown = get_object_or_404(queries.incoming(request.actor), pk=message_id)
    form = forms.Nothing(sent(request))
    if form.is_valid() and attempt(form, actions.retry_message, shown, by=request.actor, at=timezone.now()):
        done_message(request, _("已经重新排队办理。"))
        return redirect("network:incoming-message", shown.pk)
    rows = {_("搁置原因"): shown.get_park_reason_display(), _("说明"): shown.reason}
    return show_act(request, form, _("重新办理报文"), _way_in(shown), rows=rows)


@runs
def dismissal_proposal(request: Request, message_id: UUID) -> HttpResponseBase:
    """提议不予办理报文."""
    shown = get_object_or_404(queries.incoming(request.actor), pk=message_id)
    form = forms.Reason(sent(request))
    if form.is_valid() and attempt(
        form, actions.propose_dismissal, shown, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已经提议，请另一人确认。"))
        return redirect("network:incoming-message", shown.pk)
    lead = _("另一人确认之后，此报文不再办理，同一办件后面的报文继续办理。")
    return show_act(request, form, _("提议不予办理报文"), _way_in(shown), lead=lead, kind="danger")


@runs
def dismissal(request: Request, message_id: UUID) -> HttpResponseBase:
    """确认不予办理报文 — by a second person."""
    shown = get_object_or_404(queries.incoming(request.actor), pk=message_id)
    form = forms.Nothing(sent(request))
    if form.is_valid() and attempt(
        form, actions.confirm_dismissal, shown, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已经确认。发方会收到回执。"))
        return redirect("network:incoming-message", shown.pk)
    rows = {_("提议人"): shown.proposed_by_name, _("原因"): shown.reason}
    return show_act(request, form, _("确认不予办理报文"), _way_in(shown), rows=rows, kind="danger")
