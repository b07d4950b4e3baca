"""并联审批阶段 — one stage for its applicant, its lead and its departments; and the acts on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.web.acts import sent
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.projects import actions, offers, queries, standing
from yimen.modules.projects.following import Following
from yimen.modules.projects.forms import acts as forms
from yimen.modules.projects.models import Stage
from yimen.modules.projects.rules import consolidated
from yimen.modules.projects.story import story

from .acting import Says, act_page, open_for


@require_safe
def stage(request: Request, stage_id: UUID) -> HttpResponse:
    """阶段 — where it stands, who holds what, by when and why, the story, the acts that are open."""
    found = seen(request, stage_id)
    following = Following(found.pk)
    rows = standing.rows_of(following)
    orders = standing.orders_of(found.version_id)
    longest = standing.longest_of(rows, orders)
    is_mine = str(found.applicant_id) == request.actor.id
    context = {
        "stage": found,
        "is_mine": is_mine,
        "steps": standing.steps(found),
        "deadlines": standing.deadlines(found, timezone.localdate()),
        "rows": rows,
        "drawing": standing.drawing_of(rows, orders, longest.way),
        "longest": longest,
        "correction": getattr(found, "correction", None),
        "reviews": found.joint_reviews.all(),
        "moments": story(found, for_staff=not is_mine),
        "offers": _offers(request, found),
        "crumbs": crumbs_of(found),
    }
    return render(request, "projects/stage.html", context)


def _offers(request: Request, found: Stage) -> list[offers.Offer]:
    """The acts that are open; those of a correction only where there is something to correct."""
    notice = getattr(found, "correction", None)
    idle = set()
    if notice is None or not notice.is_open:
        idle.add("finish_correction")
    if notice is not None or not queries.demands(found):
        idle.add("consolidate_correction")
    listed = [one for one in offers.OF_STAGE if one.verb not in idle]
    return offers.open_to(request.actor, found, listed)


@require_safe
def own_tasks(request: Request, stage_id: UUID) -> HttpResponse:
    """本部门任务 — the tasks of a stage that the actor's department has, with what may be done on each."""
    found = seen(request, stage_id)
    tasks = queries.tasks(request.actor).filter(stage=found).order_by("position")
    lines = [(one, offers.open_to(request.actor, one, offers.OF_TASK)) for one in tasks]
    context = {"stage": found, "lines": lines, "crumbs": crumbs_of(found, _("本部门任务"))}
    return render(request, "projects/own_tasks.html", context)


def submission(request: Request, stage_id: UUID) -> HttpResponse:
    """提交阶段申请 — one application for all items."""
    lead = _("提交后，牵头部门在五个工作日内受理，受理的同时交各部门办理。")
    return _simple(request, stage_id, "submit_stage", Says(_("提交阶段申请"), _("提交"), _("已提交。"), lead))


def acceptance(request: Request, stage_id: UUID) -> HttpResponse:
    """并联受理 — at one window, for all departments at once."""
    lead = _("受理后，各事项同时交各部门办理，期限同时起算。")
    return _simple(request, stage_id, "accept_stage", Says(_("并联受理"), _("受理"), _("已并联受理。"), lead))


def declining(request: Request, stage_id: UUID) -> HttpResponse:
    """不予并联受理 — with the reason."""
    says = Says(_("不予受理"), _("不予受理"), _("已决定不予受理。"), kind="danger")
    return _simple(request, stage_id, "decline_stage", says, forms.Reason(sent(request)))


def extension(request: Request, stage_id: UUID) -> HttpResponse:
    """延长并联期限 — by the head of the government."""
    says = Says(_("延长期限"), _("延长"), _("已延长，申请人会收到通知。"))
    return _simple(request, stage_id, "extend_stage", says, forms.Extension(sent(request)))


def supply(request: Request, stage_id: UUID) -> HttpResponse:
    """完成补正 — everything that was listed is there."""
    says = Says(_("完成补正"), _("完成补正"), _("已完成补正。"))
    return _simple(request, stage_id, "finish_correction", says)


def withdrawal(request: Request, stage_id: UUID) -> HttpResponse:
    """撤回阶段申请 — with every part that is not decided."""
    lead = _("没有作出决定的事项一并撤回；已经作出的决定继续有效。")
    says = Says(_("撤回阶段申请"), _("撤回"), _("已撤回。"), lead, "danger")
    return _simple(request, stage_id, "withdraw_stage", says, forms.OptionalReason(sent(request)))


def wish(request: Request, stage_id: UUID) -> HttpResponse:
    """其余事项的意愿 — whether the others go on."""
    says = Says(_("其余事项是否继续办理"), _("确定"), _("已记录您的意愿。"))
    return _simple(request, stage_id, "state_wish", says, forms.Wish(sent(request)))


def issue(request: Request, stage_id: UUID) -> HttpResponse:
    """统一发放结果 — all results at once."""
    found = seen(request, stage_id)
    form = forms.Issue(sent(request), initial={"receiver": found.applicant.name, "method": "window"})
    says = Says(_("统一发放结果"), _("发放"), _("已统一发放。"))
    return _simple(request, stage_id, "issue_stage", says, form)


def correction(request: Request, stage_id: UUID) -> HttpResponse:
    """统一补正告知 — what the departments asked for, each thing once; what means the same is joined."""
    found = seen(request, stage_id)
    rows = consolidated(queries.demands(found))
    form = forms.Merging(sent(request), demands=[(row["key"], row["name"]) for row in rows])
    says = Says(_("统一补正告知"), _("发出告知"), _("已发出统一补正告知。"))
    return _simple(
        request,
        stage_id,
        "consolidate_correction",
        says,
        form,
        facts=lambda: {"merges": form.merges()},
        shown={"demands": rows},
        template="projects/correction.html",
    )


def _simple(
    request: Request, stage_id: UUID, verb: str, says: Says, form: Any = None, **more: Any
) -> HttpResponse:
    """The page of an act on a stage."""
    found = open_for(request, joined(request), stage_id, verb)
    there = reverse("projects:stage", args=[found.pk])
    made = forms.Nothing(sent(request)) if form is None else form
    act = getattr(actions, verb)
    return act_page(
        request, made, act, found, says=says, back=there, crumbs=crumbs_of(found, says.title), **more
    )


def seen(request: Request, stage_id: UUID) -> Stage:
    """A stage among those that the actor sees."""
    found: Stage = get_object_or_404(joined(request), pk=stage_id)
    return found


def joined(request: Request) -> Any:
    """Stages with what their pages show."""
    return queries.stages(request.actor).select_related("applicant", "correction")


def crumbs_of(found: Stage, here: Any = "") -> list[Crumb]:
    project = Crumb(found.project.number, reverse("projects:project", args=[found.project_id]))
    there = reverse("projects:stage", args=[found.pk])
    return [project, Crumb(str(found), there), Crumb(here)] if here else [project, Crumb(str(found))]
