"""重大项目 — the list, one project, and the acts on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.audit.offers import open_to
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.punctuation import joined
from yimen.kernel.orgs.models import Org, OrgKind
from yimen.kernel.people.actor import person_actor
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table, exported
from yimen.kernel.web.words import briefly, number
from yimen.modules.projects import actions, offers, queries
from yimen.modules.projects.forms import acts as forms
from yimen.modules.projects.models import Project
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import ProjectClass, ProjectState

from .acting import Says, act_page, open_for

BODIES = (OrgKind.DEPARTMENT, OrgKind.CENTRE, OrgKind.SUBCENTRE, OrgKind.DISTRICT_CENTRE)


def _by_words(rows: QuerySet[Project], words: str) -> QuerySet[Project]:
    return rows.filter(
        Q(name__icontains=words) | Q(number__startswith=words) | Q(owner_name__startswith=words)
    )


def _by_class(rows: QuerySet[Project], kind: str) -> QuerySet[Project]:
    return rows.filter(classes__contains=[kind])


def _classes(project: Project) -> str:
    return joined((str(ProjectClass(one).label) for one in project.classes), "、")


def _sums(project: Project) -> str:
    return joined((f"{one.currency} {number(one.amount)}" for one in project.investments.all()), "；")


PROJECTS = Table(
    columns=[
        Column(
            "number",
            gettext_lazy("项目编号"),
            link=lambda row: reverse("projects:project", args=[row.pk]),
            nowrap=True,
        ),
        Column("name", gettext_lazy("项目名称")),
        Column("owner_name", gettext_lazy("建设单位")),
        Column("classes", gettext_lazy("项目类别"), value=_classes),
        Column("investments", gettext_lazy("投资额"), value=_sums),
        Column("org", gettext_lazy("牵头机构"), value=lambda row: briefly(row.org)),
        Column("state", gettext_lazy("状态"), value=lambda row: row.get_state_display()),
        Column("running_count", gettext_lazy("在办阶段"), number=True),
        Column("registered_at", gettext_lazy("登记"), sort="registered_at"),
    ],
    filters=[
        Filter("q", gettext_lazy("编号、名称或建设单位"), apply=_by_words),
        Filter(
            "class", gettext_lazy("项目类别"), kind="choice", choices=ProjectClass.choices, apply=_by_class
        ),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=ProjectState.choices),
    ],
    default_sort="-registered_at",
    name="projects",
    caption=gettext_lazy("重大项目"),
)


@require_safe
def projects(request: Request) -> HttpResponseBase:
    """重大项目 — those that the actor sees, filtered, exported."""
    page = PROJECTS.read(request.GET, queries.project_list(request.actor))
    if page.format:
        return exported(page)
    context = {"table": page, "may_register": bool(_leading(request)), "crumbs": [Crumb(_("重大项目"))]}
    return render(request, "projects/projects.html", context)


@require_safe
def project(request: Request, project_id: UUID) -> HttpResponse:
    """项目 — what it is, its stages, its pool of materials, and the acts that are open."""
    rows = queries.projects(request.actor).select_related("org", "place", "owner")
    found = get_object_or_404(rows, pk=project_id)
    stages = queries.stages(request.actor).filter(project=found).order_by("drafted_at")
    enrolments = list(queries.enrolments(request.actor).filter(project=found).order_by("pk"))
    escorts = list(queries.escorts(request.actor).filter(project=found).order_by("pk"))
    context = {
        "project": found,
        "classes": _classes(found),
        "sums": found.investments.all(),
        "stages": stages,
        "moves": found.moves.select_related("from_org"),
        "enrolments": enrolments,
        "escorts": escorts,
        "offers": open_to(request.actor, found, offers.OF_PROJECT + offers.OF_PROJECT_AT_THE_DESK)
        if found.is_active
        else [],
        "crumbs": [Crumb(_("重大项目"), reverse("projects:projects")), Crumb(found.number)],
    }
    return render(request, "projects/project.html", context)


def registration(request: Request) -> HttpResponse:
    """登记项目 — by a body that leads it."""
    orgs = _leading(request)
    if not orgs:
        raise Http404
    form = forms.Registration(sent(request), orgs=Org.objects.filter(pk__in=[one.pk for one in orgs]))
    done = form.is_valid() and attempt(
        form,
        actions.register_project,
        form.cleaned_data["org"],
        **form.facts(),
        by=request.actor,
        at=timezone.now(),
    )
    if done:
        done_message(request, _("已登记项目。"))
        return redirect("projects:project", done.project.pk)
    says = Says(_("登记项目"), _("登记"), "")
    crumbs = [Crumb(_("重大项目"), reverse("projects:projects")), Crumb(_("登记项目"))]
    shown = {"form": form, "says": says, "back": reverse("projects:projects"), "crumbs": crumbs}
    return render(request, "projects/act.html", shown)


def _leading(request: Request) -> list[Org]:
    """The bodies for which the actor may register projects."""
    person = person_actor(request.actor)
    bodies = {post.org_id: post.org for post in person.posts} if person else {}
    return [one for one in bodies.values() if request.actor.may(Permission.PROJECT_REGISTER, one)]


def amendment(request: Request, project_id: UUID) -> HttpResponse:
    """变更项目 — name, classes, sums."""
    found = _open(request, project_id, "amend_project")
    sums = "\n".join(f"{one.currency} {one.amount}" for one in found.investments.all())
    initial = {"name": found.name, "classes": found.classes, "investments": sums}
    form = forms.Amendment(sent(request), initial=initial)
    return _acted(request, form, actions.amend_project, found, Says(_("变更项目"), _("保存"), _("已变更。")))


def hand_over(request: Request, project_id: UUID) -> HttpResponse:
    """移交项目 — to the body that leads it from now on."""
    found = _open(request, project_id, "hand_over_project")
    orgs = Org.objects.filter(kind__in=BODIES, closed_on=None).exclude(pk=found.org_id).order_by("path")
    lead = _("正在办理的阶段仍由原牵头部门和各办理部门办完，材料和记录都保留。")
    says = Says(_("移交项目"), _("移交"), _("已移交。"), lead)
    form = forms.HandOver(sent(request), orgs=orgs)
    return _acted(request, form, actions.hand_over_project, found, says)


def completion(request: Request, project_id: UUID) -> HttpResponse:
    """项目结束 — all is done, or it ends without its purpose."""
    found = _open(request, project_id, "complete_project")
    says = Says(_("登记项目结束"), _("登记"), _("已登记。"), kind="danger")
    return _acted(request, forms.Completion(sent(request)), actions.complete_project, found, says)


def preparation(request: Request, project_id: UUID) -> HttpResponse:
    """准备阶段申请 — of one of the stages that are offered."""
    found = _open(request, project_id, "prepare_stage")
    form = forms.Preparation(sent(request), templates=queries.templates())
    done = form.is_valid() and attempt(
        form,
        actions.prepare_stage,
        found,
        template=form.cleaned_data["template"],
        stage_id=new_id(),
        by=request.actor,
        at=timezone.now(),
    )
    if done:
        return redirect("projects:filling", done.stage.pk)
    says = Says(_("准备阶段申请"), _("下一步"), "")
    return render(request, "projects/act.html", {"form": form, "says": says} | _place(found, says))


def _open(request: Request, project_id: UUID, verb: str) -> Project:
    rows = queries.projects(request.actor).select_related("org", "owner")
    return open_for(request, rows, project_id, verb)


def _place(found: Project, says: Says) -> dict[str, Any]:
    there = reverse("projects:project", args=[found.pk])
    return {"back": there, "crumbs": [Crumb(found.number, there), Crumb(says.title)]}


def _acted(request: Request, form: Any, act: Any, found: Project, says: Says) -> HttpResponse:
    return act_page(request, form, act, found, says=says, **_place(found, says))
