"""我的工作台: one list of what waits for the official, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel import calendar
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases import desk as work
from yimen.kernel.cases.models import WorkItem
from yimen.kernel.people.actor import person_actor
from yimen.kernel.web.pages import table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb, KeyHint, Tab
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.approvals import public as approvals
from yimen.modules.portal import queries

URGENCY = (
    ("overdue", gettext_lazy("已超期")),
    ("near", gettext_lazy("临期")),
    ("held", gettext_lazy("计时中止")),
)


@require_safe
def desk(request: Request) -> HttpResponseBase:
    """我的工作台 — for officials; for others it does not exist."""
    if not queries.is_official(request.actor):
        raise Http404
    today = timezone.localdate()
    page = desk_table(request.actor, today).read(request.GET, queries.desk(request.actor))
    counts = queries.desk_counts(request.actor, today)
    if not page.filtered:
        page.count = counts.all  # the same rows: they need not be counted twice
    context = {
        "crumbs": [Crumb(_("我的工作台"))],
        "counts": _counts(request, counts),
        "beside": [Tab(one.label, one.href, count=one.count) for one in work.beside(request.actor)],
        "reads_cases": approvals.reads_cases(request.actor),
        "hints": [KeyHint("j", _("下一件")), KeyHint("k", _("上一件")), KeyHint("Enter", _("打开"))],
    }
    return table_response(request, "portal/desk.html", page, context)


def desk_table(actor: Actor, today: date) -> Table:
    """The list as this reader has it today; page and endpoint read by it."""
    return Table(
        columns=[
            Column("kind", gettext_lazy("待办"), value=work.work_label, link=_work, nowrap=True),
            Column("title", pgettext_lazy("办件", "事由"), value=lambda row: row.case.title),
            Column("number", gettext_lazy("办件编号"), value=_number, link=_case, sort="case__number"),
            Column("org", gettext_lazy("责任机构"), value=lambda row: named(row.case.org)),
            Column(
                "due",
                gettext_lazy("应办日期"),
                value=lambda row: row.due_on,
                sort=("-case__is_priority", "due_on", "opened_at", "pk"),
            ),
            Column("urgency", gettext_lazy("缓急"), value=lambda row: urgency(row, today)),
            Column("opened_at", gettext_lazy("产生时间"), sort="opened_at"),
        ],
        filters=_filters(actor, today),
        default_sort="due",
        name="desk",
        empty=gettext_lazy("没有等您办理的事情。"),
        export=False,
    )


def urgency(item: WorkItem, today: date) -> Badge | str:
    """How pressing it is: in working days, and whether somebody ordered that it goes first."""
    found = _pressing(item, today)
    if not item.case.is_priority:
        return found
    if isinstance(found, Badge):
        return Badge(_("优先办理，%(pressing)s") % {"pressing": found.label}, found.tone)
    return Badge(_("优先办理"), "info")


def _pressing(item: WorkItem, today: date) -> Badge | str:
    if item.case.is_held:
        return Badge(_("计时中止"), "info")
    if item.due_on is None:
        return ""
    left = calendar.current().count(today, item.due_on)
    if item.due_on < today:
        words = _("超期%(days)s个工作日") % {"days": -left} if left else _("已超期")
        return Badge(words, "danger")
    if left == 0:
        return Badge(_("今天到期"), "warning")
    tone = "warning" if left <= queries.NEAR_DAYS else "neutral"
    return Badge(_("还剩%(days)s个工作日") % {"days": left}, tone)  # type: ignore[arg-type]


def _filters(actor: Actor, today: date) -> list[Filter]:
    def urgent(rows: QuerySet[WorkItem], value: str) -> QuerySet[WorkItem]:
        if value == "held":
            return rows.filter(case__is_held=True)
        return rows.filter(queries.overdue(today) if value == "overdue" else queries.near_due(today))

    def mine(rows: QuerySet[WorkItem], _value: Any) -> QuerySet[WorkItem]:
        person = person_actor(actor)
        return rows.filter(assignee_id=person.person.pk) if person is not None else rows.none()

    return [
        Filter(
            "q",
            gettext_lazy("编号或事由"),
            lookups=["case__number__startswith", "case__title__icontains"],
        ),
        Filter("kind", gettext_lazy("待办"), kind="choice", choices=_kinds),
        Filter("due", gettext_lazy("缓急"), kind="choice", choices=URGENCY, apply=urgent),
        Filter("mine", gettext_lazy("只看交办给我的"), kind="flag", apply=mine),
    ]


def _kinds() -> Iterable[tuple[str, Text]]:
    return {one.kind: one.label for one in work.kinds()}.items()


def _number(item: WorkItem) -> str:
    return item.case.number


def _work(item: WorkItem) -> str:
    """Whoever begins at the desk goes on along it: after the act the next work of its kind opens."""
    return f"{work.work_page(item)}?next=desk"


def _case(item: WorkItem) -> str:
    return work.case_page(item.case)


def _counts(request: Request, counts: queries.DeskCounts) -> list[Tab]:
    """The counts above the list; each is also a way to see only these."""
    here = reverse("portal:desk")
    due, mine = request.GET.get("due", ""), bool(request.GET.get("mine"))
    return [
        Tab(_("全部"), here, current=not due and not mine, count=counts.all),
        Tab(_("已超期"), f"{here}?due=overdue", current=due == "overdue", count=counts.overdue),
        Tab(_("临期"), f"{here}?due=near", current=due == "near", count=counts.near),
        Tab(_("交办给我的"), f"{here}?mine=1", current=mine, count=counts.mine),
    ]
