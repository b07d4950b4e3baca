"""办件 — the list of everything that is handled, by whoever reads it through a post."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.base.days import local_day
from yimen.kernel.web.pages import table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb, Tone
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly, named
from yimen.modules.approvals import queries
from yimen.modules.approvals.metrics import CASE_FILTERS
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.models.applications import ENDED
from yimen.modules.approvals.states import Outcome, State

NUMBER = re.compile(r"[0-9A-Za-z-]{4,}")
BEFORE = (State.DRAFT, State.DISCARDED)
AT_HAND = ("org", "item", "open")
AGAINST = (Outcome.REFUSED, Outcome.REFUSED_ACCEPTANCE)


def _by_words(rows: QuerySet[Application], words: str) -> QuerySet[Application]:
    """By the beginning of the number or of the applicant's name, or by words of the item."""
    if NUMBER.fullmatch(words):
        return rows.filter(case__in=queries.cases_numbered(words.upper()))
    return rows.filter(queries.by_item_or_applicant(words))


def _overdue(rows: QuerySet[Application], _value: Any) -> QuerySet[Application]:
    return queries.overdue(rows, timezone.localdate())


def _state(row: Application) -> Badge:
    label = row.get_outcome_display() if row.state == State.CLOSED else row.get_state_display()
    return Badge(label, tone=_tone(row))


def _tone(row: Application) -> Tone:
    if row.outcome in AGAINST:
        return "danger"
    if row.state in (*ENDED, State.SEALED, State.DELIVERED):
        return "success" if row.outcome in (Outcome.GRANTED, Outcome.FILED) else "neutral"
    return "info"


def _due(row: Application) -> object:
    """The date, or a badge where it has passed or does not run."""
    if row.case is None or row.case.due_on is None:
        return None
    if row.case.is_held:
        return Badge(_("计时中止"), tone="info")
    if row.state in queries.IN_HAND and row.case.due_on < timezone.localdate():
        return Badge(_("超期"), tone="danger")
    return row.case.due_on


def _day(moment: datetime | None) -> date | None:
    return local_day(moment) if moment else None


def _address(row: Application) -> str:
    return reverse("approvals:application", args=[row.pk])


HANDLED = Table(
    columns=[
        Column("number", gettext_lazy("办件编号"), link=_address, nowrap=True),
        Column("item", gettext_lazy("事项"), value=lambda row: named(row.item)),
        Column("applicant_name", gettext_lazy("申请人")),
        Column("org", gettext_lazy("部门"), value=lambda row: briefly(row.org)),
        Column("state", gettext_lazy("状态"), value=_state),
        Column("due", gettext_lazy("应办结"), value=_due),
        Column(
            "submitted_at",
            gettext_lazy("提交"),
            sort="submitted_at",
            value=lambda row: _day(row.submitted_at),
        ),
        Column("accepted_on", gettext_lazy("受理"), sort="accepted_on"),
        Column(
            "concluded_at",
            gettext_lazy("办结"),
            sort="concluded_at",
            value=lambda row: _day(row.concluded_at),
        ),
    ],
    filters=[
        Filter("q", gettext_lazy("编号、申请人或事项"), apply=_by_words),
        Filter(
            "state",
            gettext_lazy("状态"),
            kind="choice",
            choices=[one for one in State.choices if one[0] not in BEFORE],
        ),
        *(replace(one, more=one.key not in AT_HAND) for one in CASE_FILTERS),
        Filter("overdue", gettext_lazy("只看超期"), kind="flag", apply=_overdue),
        Filter("submitted", gettext_lazy("提交日期"), kind="dates", lookup="submitted_at", more=True),
    ],
    default_sort="-submitted_at",
    name="applications",
    caption=gettext_lazy("办件"),
    empty=gettext_lazy("没有符合条件的办件。"),
)


@require_GET
def handled(request: Request) -> HttpResponseBase:
    """办件 — what the actor reads by a post, filtered, sorted, exported."""
    if not queries.reads_cases(request.actor):
        raise Http404
    page = HANDLED.read(request.GET, queries.handled_list(request.actor))
    return table_response(request, "approvals/handled.html", page, {"crumbs": [Crumb(_("办件"))]})
