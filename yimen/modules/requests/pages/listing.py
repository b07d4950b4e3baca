"""公开申请办理: the list of the office, with its filters; the registration of what came on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel import calendar
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.actor import org_paths
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.once import once_key
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb, Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly, named
from yimen.modules.requests import actions, queries, regimes
from yimen.modules.requests.forms.asking import Entry
from yimen.modules.requests.models import InformationRequest
from yimen.modules.requests.states import BEFORE_REGISTRATION, UNANSWERED, ApplicantKind, State, Way

TONES: dict[str, Tone] = {
    State.SUBMITTED: "warning",
    State.CORRECTION_REQUESTED: "warning",
    State.FEE_PENDING: "warning",
    State.SERVED: "success",
    State.CLOSED: "neutral",
    State.WITHDRAWN: "neutral",
    State.UNDER_REVIEW: "danger",
}


state_badge = state_badges(TONES, "info")


def due_shown(row: InformationRequest) -> object:
    """The day, or a badge where it is held or has passed; overdue is computed here, stored nowhere."""
    if row.case is None or row.case.due_on is None or row.state not in (*UNANSWERED, State.DECIDED):
        return None
    if row.case.is_held:
        return Badge(_("计时中止"), tone="info")
    if row.state != State.CORRECTION_REQUESTED and row.case.due_on < timezone.localdate():
        return Badge(_("超期"), tone="danger")
    return row.case.due_on


def _submitted(row: InformationRequest) -> date | None:
    return local_day(row.submitted_at) if row.submitted_at else None


def _overdue(rows: QuerySet[InformationRequest], _value: Any) -> QuerySet[InformationRequest]:
    return queries.overdue(rows, timezone.localdate())


def _due_soon(rows: QuerySet[InformationRequest], _value: Any) -> QuerySet[InformationRequest]:
    today = timezone.localdate()
    days = regimes.find_limit(today, "near_due") or 5
    return queries.due_soon(rows, today, calendar.current().add(today, days).on)


def _outcomes() -> list[tuple[Any, Text]]:
    return [(one.code, named(one)) for one in queries.outcomes()]


def _bodies() -> list[tuple[Any, Text]]:
    return [(one.pk, named(one)) for one in queries.bodies(timezone.localdate())]


HANDLED = Table(
    columns=[
        Column(
            "number",
            gettext_lazy("登记编号"),
            value=str,
            link=lambda row: reverse("requests:request", args=[row.pk]),
            nowrap=True,
        ),
        Column("org", gettext_lazy("行政机关"), value=lambda row: briefly(row.org)),
        Column("applicant", gettext_lazy("申请人"), value=lambda row: row.masked_name),
        Column("state", gettext_lazy("状态"), value=state_badge),
        Column("received_on", gettext_lazy("收到日期"), sort="received_on"),
        Column("due", gettext_lazy("答复期限"), value=due_shown),
        Column(
            "outcome", gettext_lazy("答复类型"), value=lambda row: named(row.outcome) if row.outcome else None
        ),
        Column("served_on", gettext_lazy("送达"), sort="served_on"),
        Column("submitted_at", gettext_lazy("提交"), sort="submitted_at", value=_submitted),
    ],
    filters=[
        Filter(
            "q",
            gettext_lazy("编号或者信息名称"),
            lookups=["case__number__startswith", "register_number__icontains", "matters__name__icontains"],
        ),
        Filter(
            "state",
            gettext_lazy("状态"),
            kind="choice",
            choices=[one for one in State.choices if one[0] not in (State.DRAFT, State.DISCARDED)],
        ),
        Filter("overdue", gettext_lazy("只看超期"), kind="flag", apply=_overdue),
        Filter("soon", gettext_lazy("即将到期"), kind="flag", apply=_due_soon),
        Filter("org", gettext_lazy("行政机关"), kind="choice", lookup="org_id", choices=_bodies, more=True),
        Filter(
            "outcome",
            gettext_lazy("答复类型"),
            kind="choice",
            lookup="outcome_id",
            choices=_outcomes,
            more=True,
        ),
        Filter(
            "kind",
            gettext_lazy("申请人类型"),
            kind="choice",
            lookup="applicant_kind",
            choices=ApplicantKind,
            more=True,
        ),
        Filter("channel", gettext_lazy("申请渠道"), kind="choice", choices=Way, more=True),
        Filter("received", gettext_lazy("收到日期"), kind="dates", lookup="received_on", more=True),
        Filter("decided", gettext_lazy("答复日期"), kind="dates", lookup="decided_on", more=True),
    ],
    default_sort="-submitted_at",
    name="requests",
    caption=gettext_lazy("公开申请"),
    empty=gettext_lazy("没有符合条件的公开申请。"),
)


@require_safe
def handled(request: Request) -> HttpResponseBase:
    """公开申请办理 — what the actor reads by a post, filtered, sorted, exported; names masked."""
    if not queries.reads_requests(request.actor):
        raise Http404
    rows = queries.handled_requests(request.actor).distinct()
    today = timezone.localdate()
    context = {
        "waiting": rows.filter(state__in=BEFORE_REGISTRATION).count(),
        "overdue": queries.overdue(rows, today).count(),
        "enters": bool(org_paths(request.actor, queries.ENTERERS)),
        "crumbs": [Crumb(_("公开申请办理"))],
    }
    page = HANDLED.read(request.GET, rows)
    return table_response(request, "requests/handled.html", page, context)


def entry(request: Request) -> HttpResponse:
    """代为登记 — what came on paper, by mail, by fax, or was said."""
    bodies = queries.entering_bodies(request.actor, timezone.localdate())
    if not bodies:
        raise Http404
    asks_use = regimes.flag(timezone.localdate(), "asks_use")
    form = Entry(request.POST or None, bodies=bodies, asks_use=asks_use)
    if form.is_valid():
        key, body = once_key(request) or new_id(), form.cleaned_data["org"]
        facts = {"request_id": key, **form.facts()}
        if attempt(form, actions.enter_request, body, **facts, by=request.actor, at=timezone.now()):
            done_message(request, _("已录入，请登记收到日期。"))
            return redirect("requests:registration", key)
    crumbs = [Crumb(_("公开申请办理"), reverse("requests:handled")), Crumb(_("代为登记"))]
    return render(request, "requests/entry.html", {"form": form, "crumbs": crumbs})
