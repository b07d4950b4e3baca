"""Verbs of projects: registered, amended, handed over, completed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken, Text
from yimen.kernel.cases import numbers
from yimen.kernel.orgs.models import Org, Region
from yimen.kernel.people.models import Person
from yimen.modules.projects import rules
from yimen.modules.projects.events import (
    ProjectAmended,
    ProjectCompleted,
    ProjectHandedOver,
    ProjectRegistered,
)
from yimen.modules.projects.models import Investment, Project, ProjectMove
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import RUNNING, ProjectClass, ProjectState

ACTIVE = (ProjectState.ACTIVE,)


@action(permission=Permission.PROJECT_REGISTER, creates=True)
def register_project(
    org: Org,
    *,
    name: str,
    owner: Person,
    place: Region,
    classes: Sequence[str],
    investments: Mapping[str, Decimal],
    address: str = "",
    theme: str = "",
    summary: str = "",
    by: Actor,
    at: datetime,
) -> ProjectRegistered:
    """登记项目 — a project of one class or several gets its number; each currency has its own sum."""
    name = rules.require_text(name, "name", _("请填写项目名称。"), most=200)
    kinds = _classes(classes)
    sums = _investments(investments)
    area, year = org.region_id[:6], str(local_day(at).year)
    serial = numbers.next_number(f"project:{area}", year)
    project = Project.objects.create(
        number=f"{year}-{area}-{serial:06d}",
        name=name,
        owner=owner,
        owner_name=owner.name,
        place=place,
        address=address.strip()[:200],
        classes=kinds,
        theme=theme.strip()[:40],
        summary=summary.strip(),
        org=org,
        org_path=org.path,
        registered_at=at,
    )
    Investment.objects.bulk_create(Investment(project=project, currency=c, amount=a) for c, a in sums.items())
    told = [f"{currency} {amount}" for currency, amount in sums.items()]
    return ProjectRegistered(project, [ProjectClass(one).label for one in kinds], told)


def _classes(classes: Sequence[str]) -> list[str]:
    kinds = [str(one) for one in ProjectClass if one in classes]
    if not kinds or set(classes) - set(kinds):
        raise RuleBroken(_("请选择项目类别。"), fields={"classes": _("请选择")})
    return kinds


def _investments(given: Mapping[str, Decimal]) -> dict[str, Decimal]:
    for currency, amount in given.items():
        is_code = len(currency) == 3 and currency.isascii() and currency.isalpha() and currency.isupper()
        if not is_code or amount <= 0:
            raise rules.wrong("investments", _("投资额应当大于零，并写明币种代码，例如CNY、USD。"))
    return dict(given)


@action(permission=Permission.PROJECT_REGISTER, moves=(ACTIVE, ProjectState.ACTIVE))
def amend_project(
    project: Project,
    *,
    classes: Sequence[str] | None = None,
    investments: Mapping[str, Decimal] | None = None,
    name: str | None = None,
    by: Actor,
    at: datetime,
) -> ProjectAmended:
    """变更项目 — name, classes or sums; what is not given stays as it was."""
    changed: list[Text] = []
    if name is not None and name.strip() != project.name:
        project.name = rules.require_text(name, "name", _("请填写项目名称。"), most=200)
        changed.append(_("项目名称"))
    if classes is not None and (kinds := _classes(classes)) != project.classes:
        project.classes = kinds
        changed.append(_("项目类别"))
    if investments is not None:
        _change_sums(project, _investments(investments))
        changed.append(_("投资额"))
    if not changed:
        raise RuleBroken(_("没有变更。"))
    return ProjectAmended(project, changed)


def _change_sums(project: Project, sums: Mapping[str, Decimal]) -> None:
    Investment.objects.filter(project=project).exclude(currency__in=sums).delete()
    for currency, amount in sums.items():
        Investment.objects.update_or_create(project=project, currency=currency, defaults={"amount": amount})


@action(permission=Permission.PROJECT_HAND_OVER, moves=(ACTIVE, ProjectState.ACTIVE))
def hand_over_project(
    project: Project, *, org: Org, reason: str, by: Actor, at: datetime
) -> ProjectHandedOver:
    """移交项目 — to another body, such as that of another district; stages that run stay with those who took them in."""
    if org.pk == project.org_id:
        raise RuleBroken(_("项目已经由该机构牵头。"), fields={"org": _("请选择另一机构")})
    reason = rules.require_text(reason, "reason", _("请写明移交的原因。"), most=300)
    ProjectMove.objects.create(
        project=project, from_org=project.org, from_path=project.org_path, reason=reason, moved_at=at
    )
    project.org, project.org_path = org, org.path
    return ProjectHandedOver(project, org, reason)


@action(permission=Permission.PROJECT_COMPLETE, moves=(ACTIVE, (ProjectState.COMPLETED, ProjectState.ENDED)))
def complete_project(
    project: Project, *, is_ended: bool = False, by: Actor, at: datetime
) -> ProjectCompleted:
    """项目全部办结 — or ended without its purpose; no stage may be running."""
    if project.stages.filter(state__in=RUNNING).exists():
        raise RuleBroken(_("项目还有正在办理的阶段。"))
    project.state = ProjectState.ENDED if is_ended else ProjectState.COMPLETED
    project.completed_at = at
    return ProjectCompleted(project, ProjectState(project.state).label)
