"""Verbs of the one merged site inspection (一审一验; 行政许可法 34). It stops no clock by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.models import Person
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import inspection_papers, patterns, procedures, rules
from yimen.modules.approvals.events import (
    InspectionCalled,
    InspectionCompleted,
    InspectionMoved,
    InspectionOfficersNamed,
    InspectionPartRecorded,
    InspectionPhotoAdded,
)
from yimen.modules.approvals.models import Application, InspectionPart, InspectionPhoto, SiteInspection
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import InspectionState, PartState, Pattern

from .acting import acting_person
from .intake import HANDLING

WAITING = (PartState.CALLED, PartState.NAMED)


class SecondVisit(RuleBroken):
    """另行勘验 — there is one visit already; supervision reads attempts at another one by this code (R-PA-3)."""

    code = "second_visit"


@action(permission=Permission.INSPECTION_CALL, moves=(HANDLING, HANDLING))
def call_inspection(
    application: Application,
    *,
    begins_at: datetime,
    place: str,
    purpose: str,
    orgs: Sequence[Org] = (),
    checklist: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> InspectionCalled:
    """组织勘验 — the own body and every other one that must see the place, in one visit; there is no second one."""
    patterns.require(application.pattern, "call_inspection")
    _require_first_visit(application)
    place = rules.require_text(place, "place", _("请填写勘验地点。"))
    purpose = rules.require_text(purpose, "purpose", _("请写明勘验内容。"))
    if begins_at <= at:
        raise RuleBroken(_("勘验时间应当晚于现在。"), fields={"begins_at": _("时间已过")})
    inspection = SiteInspection.objects.create(
        application=application,
        state=InspectionState.CALLED,
        begins_at=begins_at,
        place=place,
        purpose=purpose,
        called_by=acting_person(by),
    )
    departments = list({one.pk: one for one in (application.org, *orgs)}.values())
    rows = [{"text": one.strip(), "result": "", "note": ""} for one in checklist if one.strip()]
    for org in departments:
        part = InspectionPart.objects.create(
            inspection=inspection, org=org, org_path=org.path, state=PartState.CALLED, checklist=rows
        )
        _wait(inspection, part, at=at)
    return InspectionCalled(
        application, inspection, _when(begins_at), place, [one.name for one in departments]
    )


@action(permission=Permission.INSPECTION_CALL, moves=((InspectionState.CALLED,), InspectionState.CALLED))
def move_inspection(
    inspection: SiteInspection, *, begins_at: datetime, place: str, reason: str, by: Actor, at: datetime
) -> InspectionMoved:
    """改期勘验 — another time or place before it was held, with the reason."""
    reason = rules.require_text(reason, "reason", _("请写明改期的原因。"))
    if begins_at <= at:
        raise RuleBroken(_("勘验时间应当晚于现在。"), fields={"begins_at": _("时间已过")})
    inspection.begins_at = begins_at
    inspection.place = rules.require_text(place, "place", _("请填写勘验地点。"))
    for part in inspection.parts.filter(state__in=WAITING).select_related("org"):
        _wait(inspection, part, at=at)
    return InspectionMoved(inspection, _when(begins_at), inspection.place, reason)


@action(
    permission=Permission.INSPECTION_TAKE_PART, moves=((PartState.CALLED, PartState.NAMED), PartState.NAMED)
)
def name_officers(
    part: InspectionPart, *, first: Person, second: Person, by: Actor, at: datetime
) -> InspectionOfficersNamed:
    """指派勘验人员 — two officers of the department (行政许可法 34)."""
    if first.pk == second.pk:
        raise RuleBroken(_("两名勘验人员不能是同一人。"), fields={"second": _("请选择另一人")})
    able = set(procedures.inspectors(part, local_day(at)).values_list("pk", flat=True))
    for field, person in (("first", first), ("second", second)):
        if person.pk not in able:
            raise RuleBroken(
                _("%(name)s 不是此部门的审核人员。") % {"name": person.name}, fields={field: _("请另选")}
            )
    part.first_officer, part.second_officer = first, second
    return InspectionOfficersNamed(part, part.org.name, [first.name, second.name])


@action(permission=Permission.INSPECTION_TAKE_PART, moves=((PartState.NAMED,), PartState.NAMED))
def add_photo(
    part: InspectionPart,
    *,
    received: Received,
    taken_at: datetime,
    place: str,
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    is_from_picture: bool = False,
    by: Actor,
    at: datetime,
) -> InspectionPhotoAdded:
    """上传勘验照片 — by an officer of the visit; when and where it was taken is kept."""
    _require_officer(part, by)
    place = rules.require_text(place, "place", _("请填写拍摄地点。"))
    if taken_at > at:
        raise RuleBroken(_("拍摄时间不能晚于现在。"), fields={"taken_at": _("请核对时间")})
    file = keep_file(received, at=at)
    if part.photos.filter(file=file).exists():
        raise RuleBroken(_("这张照片已经上传。"), fields={"upload": _("已经上传")})
    photo = InspectionPhoto.objects.create(
        part=part,
        file=file,
        name=received.filename,
        taken_at=taken_at,
        place=place,
        latitude=latitude,
        longitude=longitude,
        is_from_picture=is_from_picture,
        added_at=at,
        added_by=by.label,
    )
    return InspectionPhotoAdded(part, photo, _when(taken_at), place)


@action(permission=Permission.INSPECTION_TAKE_PART, moves=((PartState.NAMED,), PartState.INSPECTED))
def record_inspection(
    part: InspectionPart, *, rows: Sequence[Mapping[str, str]], opinion: str, by: Actor, at: datetime
) -> InspectionPartRecorded:
    """登记勘验结果 — line by line of the checklist, and the opinion of the department."""
    _require_officer(part, by)
    if at < part.inspection.begins_at:
        raise RuleBroken(_("勘验尚未开始。"))
    part.opinion = rules.require_text(opinion, "opinion", _("请写明勘验意见。"))
    part.checklist = _answered(part.checklist, rows)
    part.recorded_at = at
    work.done(part.inspection.application.own_case, _work_of(part), at=at)
    return InspectionPartRecorded(part, part.org.name, part.opinion)


@action(permission=Permission.INSPECTION_CALL, moves=((InspectionState.CALLED,), InspectionState.DONE))
def complete_inspection(
    inspection: SiteInspection, *, conclusion: str, by: Actor, at: datetime
) -> InspectionCompleted:
    """完成勘验 — one report, usable by all; the departments that did not come have had their visit."""
    inspection.conclusion = rules.require_text(conclusion, "conclusion", _("请写明勘验结论。"))
    parts = list(inspection.parts.select_related("org", "first_officer", "second_officer"))
    own = next(one for one in parts if one.org_id == inspection.application.org_id)
    if own.state != PartState.INSPECTED:
        raise RuleBroken(_("本机关的勘验结果还没有登记。"))
    absent = [one for one in parts if one.state in WAITING]
    for part in absent:
        work.done(inspection.application.own_case, _work_of(part), at=at)
        part.state = PartState.SKIPPED
        part.save(update_fields=["state"])
    inspection.completed_at = at
    inspection_papers.issue_report(inspection, parts, at=at)
    return InspectionCompleted(inspection, [one.org.name for one in absent])


def require_inspected(application: Application) -> None:
    """一审一验 — raises RuleBroken until the one visit is completed."""
    of_item = application.pattern == Pattern.PARALLEL_MEMBER
    if not patterns.steps(application.version.pattern if of_item else application.pattern).needs_inspection:
        return
    if not _visits(application).filter(state=InspectionState.DONE).exists():
        raise RuleBroken(_("此事项须先完成现场勘验，再提出审核意见。"))


def _visits(application: Application) -> QuerySet[SiteInspection]:
    """现场勘验 of the application; a part of a stage shares the one visit to which its body was called."""
    if application.pattern != Pattern.PARALLEL_MEMBER:
        return SiteInspection.objects.filter(application=application)
    together = SiteInspection.objects.filter(application__case__parent=application.own_case.parent_id)
    return together.filter(parts__org=application.org_id)


def _require_first_visit(application: Application) -> None:
    if application.pattern == Pattern.PARALLEL_MEMBER:
        siblings = SiteInspection.objects.filter(application__case__parent=application.own_case.parent_id)
        if siblings.exists():
            raise SecondVisit(_("本阶段已经组织联合勘验，各部门不能另行勘验。"))
    if SiteInspection.objects.filter(application=application).exists():
        raise SecondVisit(_("一个申请只组织一次现场勘验，未参加的部门不能另行勘验。"))


def _answered(
    checklist: Sequence[Mapping[str, str]], rows: Sequence[Mapping[str, str]]
) -> list[dict[str, str]]:
    given = {row["text"]: row for row in rows}
    if missing := [
        one["text"] for one in checklist if not given.get(one["text"], {}).get("result", "").strip()
    ]:
        raise RuleBroken(_("还没有填写结果：%(rows)s") % {"rows": joined(missing, "、")})
    return [
        {"text": row["text"], "result": row["result"].strip(), "note": row.get("note", "").strip()}
        for row in rows
        if row["text"].strip()
    ]


def _require_officer(part: InspectionPart, by: Actor) -> None:
    if acting_person(by).pk not in (part.first_officer_id, part.second_officer_id):
        raise RuleBroken(_("由指派的勘验人员办理。"))


def _work_of(part: InspectionPart) -> str:
    return f"inspect:{part.org.code}"[:40]


def _wait(inspection: SiteInspection, part: InspectionPart, *, at: datetime) -> None:
    """Each department has its own work, due on the day of the visit."""
    case = inspection.application.own_case
    work.done(case, _work_of(part), at=at)
    work.wait_for(
        case,
        _work_of(part),
        role=Role.SECTION_EXAMINER,
        at=at,
        due_on=local_day(inspection.begins_at),
        org_path=part.org.path,
    )


def _when(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
