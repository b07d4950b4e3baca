"""公开培训 — the list, one training with its people, the year's coverage, and the acts."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.people.actor import has_role
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly
from yimen.modules.leadership import actions, queries
from yimen.modules.leadership.forms import trainings as forms
from yimen.modules.leadership.models import TrainingSession
from yimen.modules.leadership.permissions import Permission
from yimen.modules.leadership.states import TrainingKind, TrainingState

from .found import kept_training, training_crumbs

_state = state_badges({"planned": "info", "held": "warning", "evaluated": "success"})


def _page(row: TrainingSession) -> str:
    return reverse("leadership:training", args=[row.pk])


TRAININGS = Table(
    name="trainings",
    caption=gettext_lazy("公开培训"),
    default_sort="-starts_at",
    columns=[
        Column("topic", gettext_lazy("培训主题"), sort="topic", value=lambda row: row.shown_topic, link=_page),
        Column("kind", gettext_lazy("培训类型"), sort="kind", value=lambda row: row.get_kind_display()),
        Column("org", gettext_lazy("举办单位"), sort="org__path", value=lambda row: briefly(row.org)),
        Column("starts_at", gettext_lazy("开始时间"), sort="starts_at"),
        Column("hours", gettext_lazy("学时"), sort="hours", number=True),
        Column("enrolled", gettext_lazy("名单人数"), number=True),
        Column("present", gettext_lazy("到场人数"), number=True),
        Column("passed", gettext_lazy("合格人数"), number=True),
        Column("state", gettext_lazy("状态"), sort="state", value=_state),
    ],
    filters=[
        Filter("q", gettext_lazy("主题、授课人或地点"), lookups=["topic__icontains", "trainer__icontains", "place__icontains"]),
        Filter("kind", gettext_lazy("培训类型"), kind="choice", choices=TrainingKind),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=TrainingState),
        Filter("starts_at", gettext_lazy("时间"), kind="dates"),
    ],
    empty=gettext_lazy("没有符合条件的培训。"),
)  # fmt: skip


@require_safe
def trainings(request: Request) -> HttpResponseBase:
    """公开培训 — those that the actor keeps, and those to which the own body sends people."""
    if not has_role(request.actor, *queries.TRAINING_READERS):
        raise Http404
    page = TRAININGS.read(request.GET, queries.trainings(request.actor))
    context = {
        "keeps": queries.kept_orgs(request.actor).exists(),
        "year": timezone.localdate().year,
        "crumbs": [Crumb(_("公开培训"))],
    }
    return table_response(request, "leadership/trainings.html", page, context)


@require_safe
def coverage(request: Request, year: int) -> HttpResponse:
    """培训覆盖 — which bodies sent people in the year, and which did not."""
    if not queries.kept_orgs(request.actor).exists() or not 2000 <= year <= 2999:
        raise Http404
    rows = queries.coverage(request.actor, year)
    context = {
        "year": year,
        "rows": rows,
        "missing": sum(not one.present for one in rows),
        "crumbs": training_crumbs(None, _("培训覆盖")),
    }
    return render(request, "leadership/coverage.html", context)


@require_safe
def training(request: Request, training_id: UUID) -> HttpResponse:
    """培训 — what, when, by whom; the list, and the acts that are open now."""
    found = get_object_or_404(queries.trainings(request.actor), pk=training_id)
    context = {
        "training": found,
        "state": _state(found),
        "people": queries.attendances(request.actor, found),
        "may_keep": request.actor.may(Permission.TRAINING_KEEP, found),
        "is_over": found.starts_at <= timezone.now(),
        "crumbs": training_crumbs(None, found.shown_topic),
    }
    return render(request, "leadership/training.html", context)


def plan(request: Request) -> HttpResponse:
    """安排培训 — by a body that the actor keeps."""
    orgs = queries.kept_orgs(request.actor)
    if not orgs.exists():
        raise Http404
    form = forms.TrainingPlan(request.POST or None, orgs=orgs)
    if form.is_valid():
        org = form.cleaned_data["org"]
        done = attempt(form, actions.plan_training, org, **form.facts(), by=request.actor, at=timezone.now())
        if done:
            done_message(request, _("已安排培训。"))
            return redirect("leadership:training", done.training.pk)
    return render(
        request, "leadership/plan.html", {"form": form, "crumbs": training_crumbs(None, _("安排培训"))}
    )


def training_amendment(request: Request, training_id: UUID) -> HttpResponse:
    """变更培训安排 — before it is held."""
    found = kept_training(request, training_id)
    initial = {one: getattr(found, one) for one in forms.TrainingFacts.base_fields}
    form = forms.TrainingFacts(request.POST or None, initial=initial)
    if form.is_valid() and attempt(
        form, actions.amend_training, found, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已变更培训安排。"))
        return redirect("leadership:training", training_id)
    return _shown(request, "training_amendment", form, found, _("变更培训安排"))


def cancellation(request: Request, training_id: UUID) -> HttpResponse:
    """取消培训 — with the reason."""
    found = kept_training(request, training_id)
    form = forms.WhyForm(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.cancel_training, found, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已取消培训。"))
        return redirect("leadership:training", training_id)
    return _shown(request, "cancellation", form, found, _("取消培训"))


def enrolment(request: Request, training_id: UUID) -> HttpResponse:
    """登记参训名单 — pasted, a body and a name on each line."""
    found = kept_training(request, training_id)
    form = forms.Attendees(request.POST or None, orgs=queries.kept_orgs(request.actor))
    if form.is_valid() and attempt(
        form, actions.enrol_attendees, found, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已登记参训名单。"))
        return redirect("leadership:training", training_id)
    return _shown(request, "enrolment", form, found, _("登记参训名单"))


def striking(request: Request, training_id: UUID, attendance_id: UUID) -> HttpResponse:
    """划去参训人员 — with the reason."""
    found = kept_training(request, training_id)
    person = get_object_or_404(queries.attendances(request.actor, found), pk=attendance_id)
    form = forms.WhyForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        actions.strike_attendee,
        found,
        attendance=person.pk,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("已从名单划去。"))
        return redirect("leadership:training", training_id)
    return _shown(request, "striking", form, found, _("划去参训人员"), lead=str(person))


def holding(request: Request, training_id: UUID) -> HttpResponse:
    """登记培训举办 — who came."""
    found = kept_training(request, training_id)
    form = forms.Holding(request.POST or None, rows=queries.attendances(request.actor, found))
    if form.is_valid() and attempt(
        form, actions.hold_training, found, **form.facts(), by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已登记培训举办。"))
        return redirect("leadership:training", training_id)
    return _shown(request, "holding", form, found, _("登记培训举办"))


def evaluation(request: Request, training_id: UUID) -> HttpResponse:
    """评估培训 — what it brought, and who passed."""
    found = kept_training(request, training_id)
    form = forms.Evaluation(request.POST or None, rows=queries.attendances(request.actor, found))
    if form.is_valid() and attempt(
        form, actions.evaluate_training, found, **form.facts(), by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已评估培训。"))
        return redirect("leadership:training", training_id)
    return _shown(request, "evaluation", form, found, _("评估培训"))


def _shown(
    request: Request, name: str, form: object, found: TrainingSession, title: str, lead: str = ""
) -> HttpResponse:
    """A page of one act: what it is about, and its form."""
    context = {
        "form": form,
        "title": title,
        "lead": lead or found.shown_topic,
        "crumbs": training_crumbs(found, title),
    }
    return render(request, f"leadership/{name}.html", context)
