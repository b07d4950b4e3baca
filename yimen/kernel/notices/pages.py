"""我的通知, and the outbox for administrators."""

from __future__ import annotations

from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb, Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table

from . import actions, queries
from .models import DeliveryState, Notice

MOST_AT_ONCE = 200
TONES: dict[str, Tone] = {
    DeliveryState.WAITING: "info",
    DeliveryState.SENT: "success",
    DeliveryState.FAILED: "warning",
    DeliveryState.PARKED: "danger",
}


def state(row: Notice) -> Badge:
    return Badge(_("已读"), tone="neutral") if row.is_read else Badge(_("未读"), tone="info")


delivery_state = state_badges(TONES)


NOTICES = Table(
    columns=[
        Column("subject", gettext_lazy("标题"), link=lambda row: reverse("notices:notice", args=[row.pk])),
        Column("created_at", gettext_lazy("时间"), sort=("created_at", "id")),
        Column("state", gettext_lazy("状态"), value=state),
    ],
    filters=[
        Filter(
            "unread",
            gettext_lazy("只看未读"),
            kind="flag",
            apply=lambda rows, value: rows.filter(read_at=None),
        )
    ],
    default_sort="-created_at",
    name="notices",
    empty=gettext_lazy("还没有通知。办理进度会通知到这里。"),
)
OUTBOX = Table(
    columns=[
        Column("notice", gettext_lazy("通知"), value=lambda row: row.notice.subject),
        Column("channel", gettext_lazy("渠道"), value=lambda row: row.get_channel_display()),
        Column("address", gettext_lazy("地址")),
        Column("state", gettext_lazy("状态"), value=delivery_state),
        Column("attempts", gettext_lazy("尝试次数"), number=True),
        Column("next_try_at", gettext_lazy("下次尝试"), sort=("next_try_at", "id")),
        Column("last_error", gettext_lazy("最近的错误")),
        Column(
            "retry",
            gettext_lazy("操作"),
            value=lambda row: _("重新发送") if row.state in ("parked", "failed") else "",
            link=lambda row: (
                reverse("notices:retry", args=[row.pk]) if row.state in ("parked", "failed") else ""
            ),
        ),
    ],
    filters=[
        Filter("state", gettext_lazy("状态"), kind="choice", choices=DeliveryState.choices),
        Filter("q", gettext_lazy("地址"), kind="text", lookups=["address__icontains"]),
    ],
    default_sort="-next_try_at",
    name="outbox",
    empty=gettext_lazy("没有符合条件的投递。"),
)


@require_GET
def notices(request: Request) -> HttpResponseBase:
    """我的通知."""
    page = NOTICES.read(request.GET, queries.notices(request.actor))
    context = {"unread_count": queries.unread_count(request.actor), "crumbs": [Crumb(_("我的通知"))]}
    return table_response(request, "notices/notices.html", page, context)


@require_GET
def notice(request: Request, notice_id: UUID) -> HttpResponse:
    """通知 — one message; that it was read is said by the person, with a button."""
    shown = get_object_or_404(queries.notices(request.actor), pk=notice_id)
    crumbs = [Crumb(_("我的通知"), reverse("notices:notices")), Crumb(shown.subject)]
    return render(request, "notices/notice.html", {"notice": shown, "crumbs": crumbs})


@require_POST
def reading(request: Request, notice_id: UUID) -> HttpResponse:
    """阅读 — marks the message read and follows its link when it has one."""
    shown = get_object_or_404(queries.notices(request.actor), pk=notice_id)
    if not shown.is_read:
        attempt(Form(request.POST), actions.mark_read, shown, by=request.actor, at=timezone.now())
    return redirect("notices:notices")


@require_POST
def reading_of_all(request: Request) -> HttpResponse:
    """全部阅读 — a loop of verbs over what is unread."""
    now = timezone.now()
    for row in queries.notices(request.actor).filter(read_at=None)[:MOST_AT_ONCE]:
        attempt(Form(request.POST), actions.mark_read, row, by=request.actor, at=now)
    done_message(request, _("已全部标为已读。"))
    return redirect("notices:notices")


@require_GET
def outbox(request: Request) -> HttpResponseBase:
    """发件箱 — what waits, what failed, what was parked."""
    if not queries.may_list(request.actor):
        raise Http404
    counts = queries.outbox_counts(request.actor)
    page = OUTBOX.read(request.GET, queries.deliveries(request.actor))
    context = {
        "counts": [(one.label, counts.get(one.value, 0)) for one in DeliveryState],
        "crumbs": [Crumb(_("发件箱"))],
    }
    return table_response(request, "notices/outbox.html", page, context)


def retry(request: Request, delivery_id: UUID) -> HttpResponse:
    """重新发送."""
    shown = get_object_or_404(queries.deliveries(request.actor), pk=delivery_id)
    form = Form(sent(request))
    if (
        request.method == "POST"
        and attempt(form, actions.retry_delivery, shown, by=request.actor, at=timezone.now()) is not None
    ):
        done_message(request, _("已重新放入待发送。"))
        return redirect("notices:outbox")
    crumbs = [Crumb(_("发件箱"), reverse("notices:outbox")), Crumb(_("重新发送"))]
    return render(request, "notices/retry.html", {"form": form, "delivery": shown, "crumbs": crumbs})


@require_GET
def unread(request: Request) -> HttpResponse:
    """未读通知 — how many, for the menu; nothing when there is none."""
    count = queries.unread_count(request.actor)
    return render(request, "notices/unread.html", {"count": count})
