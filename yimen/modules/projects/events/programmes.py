"""Facts about programmes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.cases.models import Case
from yimen.modules.projects.models import Programme, Project


@dataclass(frozen=True)
class ProgrammeSetUp(Event):
    """设立专项."""

    code = "projects.programme.set-up"
    says = _("%(by)s 设立了专项 %(programme)s")
    about = "programme"
    programme: Programme


@dataclass(frozen=True)
class ProgrammeClassAdded(Event):
    """增加专项类别 — with the items that belong to it."""

    code = "projects.programme.class-added"
    says = _("%(by)s 增加了专项类别 %(name)s")
    programme: Programme
    name: str
    item_codes: list[str]


@dataclass(frozen=True)
class ProjectGrouped(Event):
    """项目加入专项."""

    code = "projects.programme.project-grouped"
    says = _("%(by)s 将项目 %(project)s 加入专项 %(programme)s")
    programme: Programme
    project: Project


@dataclass(frozen=True)
class CaseGrouped(Event):
    """办件加入专项 — in the class of its item."""

    code = "projects.programme.case-grouped"
    says = _("%(by)s 将办件 %(case)s 加入专项，类别：%(class_name)s")
    programme: Programme
    case: Case
    class_name: str


@dataclass(frozen=True)
class CaseUngrouped(Event):
    """办件移出专项."""

    code = "projects.programme.case-ungrouped"
    says = _("%(by)s 将办件 %(case)s 移出专项：%(reason)s")
    programme: Programme
    case: Case
    reason: str


@dataclass(frozen=True)
class ProgrammeEnded(Event):
    """专项结束."""

    code = "projects.programme.ended"
    says = _("%(by)s 登记专项 %(programme)s 结束")
    programme: Programme
