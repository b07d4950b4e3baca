"""部门任务 — one part of a stage for its department; and the acts on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.audit.offers import open_to
from yimen.kernel.web.acts import sent
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.approvals.public import parts_with
from yimen.modules.projects import actions, offers, queries
from yimen.modules.projects.asking import Needed, asking_of, situation_of
from yimen.modules.projects.forms import acts as forms
from yimen.modules.projects.models import SharedMaterial, Task
from yimen.modules.projects.standing import Row

from .acting import Says, act_page, open_for


@require_safe
def task(request: Request, task_id: UUID) -> HttpResponse:
    """部门任务 — what it is about, what waits, the materials that are its, the way to the application behind it."""
    found = get_object_or_404(queries.tasks(request.actor), pk=task_id)
    held = SharedMaterial.objects.filter(project=found.stage.project_id, replaced_at__isnull=True)
    by_key = {one.key: one for one in held}
    context = {
        "task": found,
        "row": Row(found, parts_with([found.case_id])[found.case_id]),
        "materials": [(one, by_key.get(one.key)) for one in _needed(found)],
        "demands": found.demands.all(),
        "offers": open_to(request.actor, found, offers.OF_TASK),
        "crumbs": _crumbs(found),
    }
    return render(request, "projects/task.html", context)


def receipt(request: Request, task_id: UUID) -> HttpResponse:
    """签收部门任务."""
    says = Says(_("签收部门任务"), _("签收"), _("已签收。"))
    return _acted(request, task_id, "acknowledge_task", says, forms.Nothing(sent(request)))


def completeness(request: Request, task_id: UUID) -> HttpResponse:
    """确认材料齐全."""
    lead = _("确认后不能再提出补正要求。")
    says = Says(_("确认材料齐全"), _("确认"), _("已确认。"), lead)
    return _acted(request, task_id, "find_complete", says, forms.Nothing(sent(request)))


def supplement(request: Request, task_id: UUID) -> HttpResponse:
    """提出补正要求 — all at once; the lead tells the applicant."""
    found = open_for(request, queries.tasks(request.actor), task_id, "want_supplement")
    form = forms.Supplement(sent(request), needed=_needed(found))
    lead = _("请一次列出全部需要补正的材料，由牵头部门统一告知申请人。")
    says = Says(_("提出补正要求"), _("提出"), _("已提出。"), lead)
    return _acted(request, task_id, "want_supplement", says, form, facts=lambda: {"rows": form.rows()})


def _acted(request: Request, task_id: UUID, verb: str, says: Says, form: Any, **more: Any) -> HttpResponse:
    found = open_for(request, queries.tasks(request.actor), task_id, verb)
    there = reverse("projects:task", args=[found.pk])
    crumbs = [*_crumbs(found), Crumb(says.title)]
    act = getattr(actions, verb)
    return act_page(request, form, act, found, says=says, back=there, crumbs=crumbs, **more)


def _needed(found: Task) -> list[Needed]:
    """What the item of the task asks of the applicant."""
    today = found.stage.accepted_on or timezone.localdate()
    listed = asking_of(found.stage, today).materials(situation_of(found.stage, today))
    return [one for one in listed if found.item.item_code in dict(one.members)]


def _crumbs(found: Task) -> list[Crumb]:
    project, stage = found.stage.project, found.stage
    return [
        Crumb(project.number, reverse("projects:project", args=[project.pk])),
        Crumb(str(stage), reverse("projects:stage", args=[stage.pk])),
        Crumb(found.case.title, reverse("projects:task", args=[found.pk])),
    ]
