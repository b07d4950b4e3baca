"""Facts about projects."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.kernel.orgs.models import Org
from yimen.modules.projects.models import Project


@dataclass(frozen=True)
class ProjectRegistered(Event):
    """登记项目 — a project has a number and a body that leads it."""

    code = "projects.project.registered"
    says = _("%(by)s 登记了重大项目 %(project)s，类别：%(classes)s")
    about = "project"
    project: Project
    classes: list[Text]
    investments: list[str]


@dataclass(frozen=True)
class ProjectAmended(Event):
    """变更项目 — what is known of the project changed."""

    code = "projects.project.amended"
    says = _("%(by)s 变更了项目情况：%(changed)s")
    project: Project
    changed: list[Text]


@dataclass(frozen=True)
class ProjectHandedOver(Event):
    """移交项目 — another body leads it from now on; stages that run stay where they are."""

    code = "projects.project.handed-over"
    says = _("%(by)s 将项目移交 %(org)s：%(reason)s")
    project: Project
    org: Org
    reason: str


@dataclass(frozen=True)
class ProjectCompleted(Event):
    """项目全部办结 — every stage that it needed is over."""

    code = "projects.project.completed"
    says = _("%(by)s 登记项目%(state)s")
    project: Project
    state: Text
