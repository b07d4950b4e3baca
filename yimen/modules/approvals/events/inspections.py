"""Facts of site inspections."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.approvals.models import Application, InspectionPart, InspectionPhoto, SiteInspection


@dataclass(frozen=True)
class InspectionCalled(Event):
    """组织勘验 — one visit for all departments that must see the place."""

    code = "approvals.inspection.called"
    says = _("%(by)s 组织现场勘验：%(begins_on)s，%(place)s，参加部门%(departments)s")
    application: Application
    inspection: SiteInspection
    begins_on: str
    place: str
    departments: list[str]


@dataclass(frozen=True)
class InspectionMoved(Event):
    """改期勘验 — another time or place, with the reason; everybody is told."""

    code = "approvals.inspection.moved"
    says = _("%(by)s 将现场勘验改为%(begins_on)s，%(place)s：%(reason)s")
    inspection: SiteInspection
    begins_on: str
    place: str
    reason: str


@dataclass(frozen=True)
class InspectionOfficersNamed(Event):
    """指派勘验人员 — two officers of one department."""

    code = "approvals.inspection.officers-named"
    says = _("%(by)s 指派%(org)s勘验人员：%(officers)s")
    part: InspectionPart
    org: str
    officers: list[str]


@dataclass(frozen=True)
class InspectionPhotoAdded(Event):
    """上传勘验照片 — with time and place."""

    code = "approvals.inspection.photo-added"
    says = _("%(by)s 上传勘验照片：%(taken_on)s，%(place)s")
    part: InspectionPart
    photo: InspectionPhoto
    taken_on: str
    place: str


@dataclass(frozen=True)
class InspectionPartRecorded(Event):
    """登记勘验结果 — one department said what it saw."""

    code = "approvals.inspection.part-recorded"
    says = _("%(by)s 登记%(org)s勘验意见：%(opinion)s")
    part: InspectionPart
    org: str
    opinion: str


@dataclass(frozen=True)
class InspectionCompleted(Event):
    """完成勘验 — one report for all; who did not come cannot ask for another visit."""

    code = "approvals.inspection.completed"
    says = _("%(by)s 完成现场勘验，勘验报告供各部门共用；未参加：%(absent)s")
    inspection: SiteInspection
    absent: list[str]
