"""人员与岗位: the register, for administrators; and the page on which every role is explained."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.orgs import queries as orgs
from yimen.kernel.people import actions, forms, queries
from yimen.kernel.people.models import Person, PersonKind, Post
from yimen.kernel.people.permissions import Permission
from yimen.kernel.people.roles import DUTIES
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb
from yimen.kernel.web.tables import Column, Filter, Table

PERSONS = Table(
    columns=[
        Column(
            "name",
            gettext_lazy("姓名或者名称"),
            sort="name",
            link=lambda row: reverse("people:person", args=[row.pk]),
        ),
        Column("login", gettext_lazy("登录名"), sort="login"),
        Column("kind", gettext_lazy("人员类型"), value=lambda row: row.get_kind_display()),
        Column("registered_at", gettext_lazy("注册时间"), sort="registered_at"),
        Column("state", gettext_lazy("状态"), value=lambda row: state(row)),
    ],
    filters=[
        Filter(
            "q", gettext_lazy("姓名或者登录名"), kind="text", lookups=["name__icontains", "login__icontains"]
        ),
        Filter("kind", gettext_lazy("人员类型"), kind="choice", choices=PersonKind.choices),
    ],
    default_sort="name",
    name="persons",
    empty=gettext_lazy("没有符合条件的人员。"),
)


def state(person: Person) -> Badge:
    if not person.is_active:
        return Badge(_("已停用"), tone="danger")
    return Badge(_("示例"), tone="info") if person.is_example else Badge(_("启用"), tone="success")


def persons(request: Request) -> HttpResponseBase:
    """人员名册 — it does not exist for those who may not read it."""
    if not queries.may_list(request.actor):
        raise Http404
    page = PERSONS.read(request.GET, queries.register_of_persons(request.actor))
    return table_response(request, "people/persons.html", page, {"crumbs": [Crumb(_("人员与岗位"))]})


def person(request: Request, person_id: UUID) -> HttpResponse:
    """人员 — one person with the posts of all days."""
    shown = _person(request, person_id)
    context = {
        "person": shown,
        "state": state(shown),
        "posts": queries.posts(request.actor).filter(person=shown).order_by("-since", "org__path"),
        "stand_ins": queries.stand_ins(request.actor).filter(post__person=shown),
        "today": timezone.localdate(),
        "may_reveal": request.actor.may(Permission.PERSON_REVEAL, shown),
        "crumbs": _crumbs(Crumb(shown.name)),
    }
    return render(request, "people/person.html", context)


def enrolment(request: Request) -> HttpResponse:
    """登记工作人员."""
    city = orgs.city_org()
    if city is None or not queries.may_list(request.actor):
        raise Http404
    form = forms.Enrolment(request.POST or None)
    if form.is_valid() and (
        done := attempt(form, actions.enrol, city, **form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        done_message(request, _("已登记。请继续任命岗位。"))
        return redirect("people:appointment", done.person.pk)
    context = {
        "form": form,
        "title": _("登记工作人员"),
        "button": _("登记"),
        "crumbs": _crumbs(Crumb(_("登记工作人员"))),
    }
    return render(request, "people/form.html", context)


def appointment(request: Request, person_id: UUID) -> HttpResponse:
    """任命."""
    shown, today = _person(request, person_id), timezone.localdate()
    form = forms.Appointment(request.POST or None, orgs=orgs.open_orgs(today), initial={"since": today})
    if form.is_valid():
        facts = dict(form.cleaned_data)
        org = facts.pop("org")
        if attempt(form, actions.appoint, org, person=shown, **facts, by=request.actor, at=timezone.now()):
            done_message(request, _("已任命。"))
            return redirect("people:person", shown.pk)
    return _form(request, form, _("任命"), shown)


def ending(request: Request, post_id: UUID) -> HttpResponse:
    """免职."""
    post = _post(request, post_id)
    form = forms.Ending(request.POST or None, initial={"until": timezone.localdate()})
    if (
        form.is_valid()
        and attempt(form, actions.end_post, post, **form.cleaned_data, by=request.actor, at=timezone.now())
        is not None
    ):
        done_message(request, _("已免职。"))
        return redirect("people:person", post.person_id)
    return _form(request, form, _("免职"), post.person, lead=str(post))


def stand_in(request: Request, post_id: UUID) -> HttpResponse:
    """安排代理."""
    post, today = _post(request, post_id), timezone.localdate()
    others = queries.officials(today).exclude(pk=post.person_id)
    form = forms.StandingIn(request.POST or None, persons=others, initial={"since": today})
    if (
        form.is_valid()
        and attempt(
            form, actions.arrange_stand_in, post, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
        is not None
    ):
        done_message(request, _("已安排代理。"))
        return redirect("people:person", post.person_id)
    return _form(request, form, _("安排代理"), post.person, lead=str(post))


def deactivation(request: Request, person_id: UUID) -> HttpResponse:
    """停用账户."""
    shown = _person(request, person_id)
    form = forms.Reason(request.POST or None)
    if (
        form.is_valid()
        and attempt(form, actions.deactivate, shown, **form.cleaned_data, by=request.actor, at=timezone.now())
        is not None
    ):
        done_message(request, _("已停用账户。"))
        return redirect("people:person", shown.pk)
    return _form(request, form, _("停用账户"), shown)


def reactivation(request: Request, person_id: UUID) -> HttpResponse:
    """恢复账户."""
    shown = _person(request, person_id)
    form = Form(sent(request))
    if (
        form.is_valid()
        and attempt(form, actions.reactivate, shown, by=request.actor, at=timezone.now()) is not None
    ):
        done_message(request, _("已恢复账户。"))
        return redirect("people:person", shown.pk)
    return _form(request, form, _("恢复账户"), shown)


def number(request: Request, person_id: UUID) -> HttpResponse:
    """查看个人号码 — asked with a reason, shown once on the answer, recorded."""
    shown = _person(request, person_id)
    if not request.actor.may(Permission.PERSON_REVEAL, shown):
        raise Http404
    form = forms.Reason(request.POST or None)
    done = None
    if form.is_valid():
        done = attempt(form, actions.reveal, shown, **form.cleaned_data, by=request.actor, at=timezone.now())
    context = {
        "form": form,
        "person": shown,
        "number": done.number if done else "",
        "crumbs": _crumbs(_crumb(shown), Crumb(_("查看个人号码"))),
    }
    response = render(request, "people/number.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_GET
def roles(request: Request) -> HttpResponse:
    """岗位职责 — every role: who, what one may, what one may not."""
    return render(request, "people/roles.html", {"duties": DUTIES, "crumbs": [Crumb(_("岗位职责"))]})


def _person(request: Request, person_id: UUID) -> Person:
    return get_object_or_404(queries.register_of_persons(request.actor), pk=person_id)


def _post(request: Request, post_id: UUID) -> Post:
    if not queries.may_list(request.actor):
        raise Http404
    return get_object_or_404(queries.posts(request.actor), pk=post_id)


def _crumb(shown: Person) -> Crumb:
    return Crumb(shown.name, reverse("people:person", args=[shown.pk]))


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("人员与岗位"), reverse("people:persons")), *more]


def _form(request: Request, form: Any, title: str, shown: Person, *, lead: str = "") -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "lead": lead or shown.name,
        "button": title,
        "crumbs": _crumbs(_crumb(shown), Crumb(title)),
    }
    return render(request, "people/form.html", context)
