"""The verbs of offices: who holds which from when to when."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.base.text import normal
from yimen.kernel.web.words import cn_date
from yimen.modules.leadership.events import AssignmentAmended, AssignmentAnnulled, OfficeFilled, OfficeLeft
from yimen.modules.leadership.models import LeadershipGroup, OfficeAssignment, Vacancy
from yimen.modules.leadership.permissions import Permission
from yimen.modules.leadership.states import AssignmentState, Office

from .required import required

STANDING = (AssignmentState.STANDING,)
AMENDED = ("name", "name_en", "position", "position_en", "since", "until", "order_document")


@action(permission=Permission.OFFICE_APPOINT, creates=True)
def appoint(
    group: LeadershipGroup,
    *,
    office: str,
    name: str,
    name_en: str = "",
    position: str = "",
    position_en: str = "",
    since: date,
    until: date | None = None,
    order_document: str,
    by: Actor,
    at: datetime,
) -> OfficeFilled:
    """任命 — somebody holds an office of the group from a day on; no office has two holders on one day."""
    if office not in Office.values:
        raise RuleBroken(_("请选择职务。"), fields={"office": _("请选择职务")})
    assignment = OfficeAssignment(
        group=group,
        office=office,
        name=required(name, "name", _("请填写姓名。")),
        name_en=normal(name_en),
        position=normal(position),
        position_en=normal(position_en),
        since=since,
        until=until,
        order_document=required(order_document, "order_document", _("请填写文件名称或文号。")),
    )
    _require_days(group, since, until)
    _require_free(assignment)
    assignment.save(force_insert=True)
    _end_vacancy(assignment, local_day(at))
    return OfficeFilled(
        assignment, str(Office(office).label), assignment.name, since, until, assignment.order_document
    )


@action(permission=Permission.OFFICE_RELIEVE, moves=(STANDING, AssignmentState.STANDING))
def relieve(
    assignment: OfficeAssignment, *, until: date, relief_document: str, by: Actor, at: datetime
) -> OfficeLeft:
    """登记免职 — the last day in the office; an earlier one that stands already cannot be put off."""
    if until < assignment.since:
        raise RuleBroken(_("离任日期不能早于任职日期。"), fields={"until": _("请核对日期")})
    if assignment.until is not None and assignment.until <= until:
        raise RuleBroken(_("该任职已经结束或者将更早结束。"), fields={"until": _("已经有更早的离任日期")})
    assignment.until = until
    assignment.relief_document = required(relief_document, "relief_document", _("请填写文件名称或文号。"))
    label = str(Office(assignment.office).label)
    return OfficeLeft(assignment, label, assignment.name, until, assignment.relief_document)


@action(permission=Permission.OFFICE_AMEND, moves=(STANDING, AssignmentState.STANDING))
def amend_assignment(
    assignment: OfficeAssignment,
    *,
    name: str,
    name_en: str = "",
    position: str = "",
    position_en: str = "",
    since: date,
    until: date | None = None,
    order_document: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> AssignmentAmended:
    """更正任职 — what was entered was wrong; what it said before stays in the record."""
    before: dict[str, object] = {one: getattr(assignment, one) for one in AMENDED}
    assignment.name = required(name, "name", _("请填写姓名。"))
    assignment.name_en, assignment.position = normal(name_en), normal(position)
    assignment.position_en = normal(position_en)
    assignment.since, assignment.until = since, until
    assignment.order_document = required(order_document, "order_document", _("请填写文件名称或文号。"))
    _require_days(assignment.group, since, until)
    _require_free(assignment)
    _end_vacancy(assignment, local_day(at))
    return AssignmentAmended(assignment, before, required(reason, "reason", _("请填写原因。")))


@action(permission=Permission.OFFICE_AMEND, moves=(STANDING, AssignmentState.ANNULLED))
def annul_assignment(
    assignment: OfficeAssignment, *, reason: str, by: Actor, at: datetime
) -> AssignmentAnnulled:
    """撤销任职登记 — it was entered by mistake; the chart and the history show it no more."""
    return AssignmentAnnulled(assignment, required(reason, "reason", _("请填写原因。")))


def _require_days(group: LeadershipGroup, since: date, until: date | None) -> None:
    """In their order, and while the group stands."""
    if until is not None and until < since:
        raise RuleBroken(_("离任日期不能早于任职日期。"), fields={"until": _("请核对日期")})
    if since < group.established_on:
        raise RuleBroken(_("任职日期不能早于领导小组的成立日期。"), fields={"since": _("早于成立日期")})
    if group.ended_on is not None and (until is None or until > group.ended_on):
        raise RuleBroken(_("领导小组已经撤销，任职不能超过撤销日期。"), fields={"until": _("超过撤销日期")})


def _require_free(assignment: OfficeAssignment) -> None:
    """Nobody else in the office on those days; and whoever leads is not the deputy too."""
    rows = OfficeAssignment.objects.filter(
        Q(until=None) | Q(until__gte=assignment.since),
        group=assignment.group,
        state=AssignmentState.STANDING,
    ).exclude(pk=assignment.pk)
    if assignment.until is not None:
        rows = rows.filter(since__lte=assignment.until)
    held = rows.filter(office=assignment.office).order_by("since").first()
    if held is not None:
        taken = _("%(name)s 自 %(since)s 起担任此职务，请先登记免职。") % {
            "name": held.name,
            "since": cn_date(held.since),
        }
        raise RuleBroken(taken, fields={"office": taken})
    both = (Office.LEADER, Office.DEPUTY)
    if assignment.office in both and rows.filter(name=assignment.name, office__in=both).exists():
        raise RuleBroken(_("组长和副组长不能是同一人。"), fields={"name": _("组长和副组长不能是同一人。")})


def _end_vacancy(assignment: OfficeAssignment, today: date) -> None:
    """What was noted as empty is held from today, if it is."""
    if assignment.is_held_on(today):
        Vacancy.objects.filter(
            group=assignment.group, office=assignment.office, ended_on=None, vacant_since__lte=today
        ).update(ended_on=today)
