"""领导小组和任职 — the acts of those who keep them."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.words import named
from yimen.modules.leadership import actions, queries
from yimen.modules.leadership.forms import offices as forms
from yimen.modules.leadership.models import LeadershipGroup, OfficeAssignment
from yimen.modules.leadership.states import Office

from .found import group_crumbs, kept_assignment, kept_group


@require_safe
def vacancies(request: Request) -> HttpResponse:
    """职务空缺 — what must be held and is not, and what soon will not be, of the bodies that the actor keeps."""
    if not queries.kept_orgs(request.actor).exists():
        raise Http404
    today = timezone.localdate()
    rows = queries.kept_groups(request.actor) & queries.groups_on(today)
    context = {
        "today": today,
        "empties": queries.empties(today, rows),
        "soon": queries.soon_empty(today, rows),
        "crumbs": group_crumbs(None, _("职务空缺")),
    }
    return render(request, "leadership/vacancies.html", context)


def establishment(request: Request) -> HttpResponse:
    """成立领导小组 — of a body that the actor keeps."""
    orgs = queries.kept_orgs(request.actor)
    if not orgs.exists():
        raise Http404
    form = forms.GroupEstablishment(request.POST or None, orgs=orgs)
    if form.is_valid():
        org = form.cleaned_data["org"]
        done = attempt(
            form, actions.establish_group, org, **form.facts(), by=request.actor, at=timezone.now()
        )
        if done:
            done_message(request, _("已登记领导小组。"))
            return redirect("leadership:group", done.group.pk)
    context = {"form": form, "crumbs": group_crumbs(None, _("成立领导小组"))}
    return render(request, "leadership/establishment.html", context)


def group_amendment(request: Request, group_id: UUID) -> HttpResponse:
    """更正领导小组 — its name, level or paper."""
    group = kept_group(request, group_id)
    initial = {one: getattr(group, one) for one in ("level", "name", "name_en", "order_document")}
    form = forms.GroupAmendment(request.POST or None, initial=initial)
    if form.is_valid() and attempt(
        form, actions.amend_group, group, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已更正。"))
        return redirect("leadership:group", group_id)
    return _shown(request, "group_amendment", form, group, _("更正领导小组"))


def dissolution(request: Request, group_id: UUID) -> HttpResponse:
    """撤销领导小组 — with its last day and the paper."""
    group = kept_group(request, group_id)
    form = forms.GroupEnding(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid() and attempt(
        form, actions.dissolve_group, group, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已登记撤销。"))
        return redirect("leadership:group", group_id)
    return _shown(request, "dissolution", form, group, _("撤销领导小组"))


def appointment(request: Request, group_id: UUID) -> HttpResponse:
    """登记任职 — somebody in an office of the group."""
    group = kept_group(request, group_id)
    office = request.GET.get("office", "")
    initial = {"office": office if office in Office.values else None}
    form = forms.Appointment(request.POST or None, initial=initial)
    if form.is_valid() and attempt(
        form, actions.appoint, group, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已登记任职。"))
        return redirect("leadership:group", group_id)
    return _shown(request, "appointment", form, group, _("登记任职"))


def relief(request: Request, assignment_id: UUID) -> HttpResponse:
    """登记免职 — the last day of somebody in the office."""
    found = kept_assignment(request, assignment_id)
    form = forms.Relief(request.POST or None, initial={"until": timezone.localdate()})
    if form.is_valid() and attempt(
        form, actions.relieve, found, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已登记免职。"))
        return redirect("leadership:group", found.group_id)
    return _shown(request, "relief", form, found.group, _("登记免职"), found)


def assignment_amendment(request: Request, assignment_id: UUID) -> HttpResponse:
    """更正任职 — what was entered was wrong."""
    found = kept_assignment(request, assignment_id)
    initial = {one: getattr(found, one) for one in forms.AssignmentFacts.base_fields}
    form = forms.AssignmentAmendment(request.POST or None, initial=initial)
    if form.is_valid() and attempt(
        form, actions.amend_assignment, found, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已更正。"))
        return redirect("leadership:group", found.group_id)
    return _shown(request, "assignment_amendment", form, found.group, _("更正任职"), found)


def annulment(request: Request, assignment_id: UUID) -> HttpResponse:
    """撤销任职登记 — it was entered by mistake."""
    found = kept_assignment(request, assignment_id)
    form = forms.WhyForm(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.annul_assignment, found, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已撤销该任职登记。"))
        return redirect("leadership:group", found.group_id)
    return _shown(request, "annulment", form, found.group, _("撤销任职登记"), found)


def _shown(
    request: Request,
    name: str,
    form: object,
    group: LeadershipGroup,
    title: str,
    assignment: OfficeAssignment | None = None,
) -> HttpResponse:
    """A page of one act: what it is about, and its form."""
    lead = (
        f"{named(group)} · {assignment.get_office_display()} {named(assignment)}"
        if assignment
        else named(group)
    )
    context = {"form": form, "title": title, "lead": lead, "crumbs": group_crumbs(group, title)}
    return render(request, f"leadership/{name}.html", context)
