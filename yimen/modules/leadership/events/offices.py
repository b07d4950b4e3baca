"""Facts about groups, offices and vacancies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.orgs.models import Org
from yimen.modules.leadership.models import LeadershipGroup, OfficeAssignment, Vacancy


@dataclass(frozen=True)
class GroupEstablished(Event):
    """成立领导小组 — a body has a leading group for open government."""

    code = "leadership.group.established"
    says = _("%(by)s 登记 %(org)s 成立 %(group)s，文件：%(order_document)s")
    about = "group"
    group: LeadershipGroup
    org: Org
    order_document: str


@dataclass(frozen=True)
class GroupAmended(Event):
    """更正领导小组 — its name or papers were wrong."""

    code = "leadership.group.amended"
    says = _("%(by)s 更正了 %(group)s：%(reason)s")
    group: LeadershipGroup
    before: dict[str, object]
    reason: str


@dataclass(frozen=True)
class GroupDissolved(Event):
    """撤销领导小组 — its last day; the offices end with it."""

    code = "leadership.group.dissolved"
    says = _("%(by)s 登记 %(group)s 撤销，最后一日 %(on)s，文件：%(ending_document)s")
    group: LeadershipGroup
    on: date
    ending_document: str


@dataclass(frozen=True)
class OfficeFilled(Event):
    """登记任职 — somebody holds the office from a day on."""

    code = "leadership.office.filled"
    says = _("%(by)s 登记 %(name)s 自 %(since)s 任 %(office)s，文件：%(order_document)s")
    about = "assignment"
    assignment: OfficeAssignment
    office: str
    name: str
    since: date
    until: date | None
    order_document: str


@dataclass(frozen=True)
class OfficeLeft(Event):
    """登记免职 — the last day of somebody in the office."""

    code = "leadership.office.left"
    says = _("%(by)s 登记 %(name)s 任 %(office)s 至 %(until)s，文件：%(relief_document)s")
    assignment: OfficeAssignment
    office: str
    name: str
    until: date
    relief_document: str


@dataclass(frozen=True)
class AssignmentAmended(Event):
    """更正任职 — what was entered about it was wrong; what it said before stays in the record."""

    code = "leadership.assignment.amended"
    says = _("%(by)s 更正了任职登记 %(assignment)s：%(reason)s")
    assignment: OfficeAssignment
    before: dict[str, object]
    reason: str


@dataclass(frozen=True)
class AssignmentAnnulled(Event):
    """撤销任职登记 — it was entered by mistake."""

    code = "leadership.assignment.annulled"
    says = _("%(by)s 撤销了任职登记 %(assignment)s：%(reason)s")
    assignment: OfficeAssignment
    reason: str


@dataclass(frozen=True)
class VacancyNoted(Event):
    """提示职务空缺 — an office that must be held is empty."""

    code = "leadership.vacancy.noted"
    says = _("%(by)s 发现 %(group)s 的 %(office)s 自 %(vacant_since)s 起空缺")
    about = "vacancy"
    vacancy: Vacancy
    group: LeadershipGroup
    office: str
    vacant_since: date


@dataclass(frozen=True)
class VacancyEnded(Event):
    """空缺补齐 — the office is held again, or the group is no more."""

    code = "leadership.vacancy.ended"
    says = _("%(by)s 登记 %(vacancy)s 不再空缺，日期 %(on)s")
    vacancy: Vacancy
    on: date
