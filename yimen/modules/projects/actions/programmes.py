"""Verbs of programmes: set up, given classes, projects and cases; ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals.public import application_with_id, item_with_code
from yimen.modules.projects import rules
from yimen.modules.projects.events import (
    CaseGrouped,
    CaseUngrouped,
    ProgrammeClassAdded,
    ProgrammeEnded,
    ProgrammeSetUp,
    ProjectGrouped,
)
from yimen.modules.projects.models import (
    Programme,
    ProgrammeCase,
    ProgrammeClass,
    ProgrammeProject,
    Project,
)
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import ProgrammeState

GOING_ON = ((ProgrammeState.ACTIVE,), ProgrammeState.ACTIVE)


@action(permission=Permission.PROGRAMME_KEEP, creates=True)
def set_up_programme(
    org: Org, *, name: str, name_en: str = "", summary: str = "", by: Actor, at: datetime
) -> ProgrammeSetUp:
    """设立专项 — led by this body."""
    name = rules.require_text(name, "name", _("请填写名称。"), most=120)
    if org.programmes.filter(name=name).exists():
        raise RuleBroken(_("本机构已经有这个名称的专项。"), fields={"name": _("已经使用")})
    programme = Programme.objects.create(
        name=name,
        name_en=name_en.strip()[:200],
        summary=summary.strip(),
        org=org,
        org_path=org.path,
        set_up_at=at,
    )
    return ProgrammeSetUp(programme)


@action(permission=Permission.PROGRAMME_KEEP, moves=GOING_ON)
def add_programme_class(
    programme: Programme,
    *,
    name: str,
    item_codes: Sequence[str],
    name_en: str = "",
    by: Actor,
    at: datetime,
) -> ProgrammeClassAdded:
    """增加专项类别 — an item belongs to one class of a programme."""
    name = rules.require_text(name, "name", _("请填写名称。"), most=120)
    codes = list(dict.fromkeys(item_codes))
    if not codes or any(item_with_code(one) is None for one in codes):
        raise RuleBroken(_("请选择类别包含的事项。"), fields={"item_codes": _("请选择")})
    if programme.classes.filter(item_codes__overlap=codes).exists():
        raise RuleBroken(_("其中的事项已经属于另一类别。"), fields={"item_codes": _("已经属于另一类别")})
    last = programme.classes.aggregate(last=Max("position"))["last"] or 0
    ProgrammeClass.objects.create(
        programme=programme, position=last + 1, name=name, name_en=name_en.strip()[:200], item_codes=codes
    )
    return ProgrammeClassAdded(programme, name, codes)


@action(permission=Permission.PROGRAMME_KEEP, moves=GOING_ON)
def group_project(programme: Programme, *, project: Project, by: Actor, at: datetime) -> ProjectGrouped:
    """项目加入专项."""
    if programme.members.filter(project=project).exists():
        raise RuleBroken(_("这个项目已经在专项之中。"))
    ProgrammeProject.objects.create(programme=programme, project=project, added_at=at)
    return ProjectGrouped(programme, project)


@action(permission=Permission.PROGRAMME_KEEP, moves=GOING_ON)
def group_case(programme: Programme, *, case: Case, by: Actor, at: datetime) -> CaseGrouped:
    """办件加入专项 — in the class to which its item belongs; a case belongs to one programme."""
    application = application_with_id(case.pk)
    code = application.item.code if application else ""
    found = programme.classes.filter(item_codes__contains=[code]).first()
    if found is None:
        raise RuleBroken(_("办件的事项不属于本专项的任何类别。"), fields={"case": _("请核对办件编号")})
    if ProgrammeCase.objects.filter(case=case).exists():
        raise RuleBroken(_("这个办件已经属于一个专项。"), fields={"case": _("已经加入")})
    ProgrammeCase.objects.create(case=case, programme_class=found, added_at=at)
    return CaseGrouped(programme, case, found.name)


@action(permission=Permission.PROGRAMME_KEEP, moves=GOING_ON)
def ungroup_case(programme: Programme, *, case: Case, reason: str, by: Actor, at: datetime) -> CaseUngrouped:
    """办件移出专项 — that was put there by mistake."""
    reason = rules.require_text(reason, "reason", _("请填写原因。"), most=300)
    gone, _rows = ProgrammeCase.objects.filter(case=case, programme_class__programme=programme).delete()
    if not gone:
        raise RuleBroken(_("这个办件不在本专项之中。"))
    return CaseUngrouped(programme, case, reason)


@action(permission=Permission.PROGRAMME_KEEP, moves=((ProgrammeState.ACTIVE,), ProgrammeState.ENDED))
def end_programme(programme: Programme, *, by: Actor, at: datetime) -> ProgrammeEnded:
    """专项结束 — what it grouped stays readable; nothing more is grouped."""
    programme.ended_at = at
    return ProgrammeEnded(programme)
