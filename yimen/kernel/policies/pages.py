"""The public list of parameters with their basis and history; the administrator sets and confirms them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named

from . import actions, forms, queries
from .models import Policy, PolicyBook
from .permissions import Permission


def title(policy: Policy) -> str:
    """The parameter's name in the reader's language, or its code."""
    return named(policy) or policy.code


def certainty(policy: Policy) -> Badge:
    """已核实 or 待核实."""
    return Badge(_("已核实"), "success") if policy.is_confirmed else Badge(_("待核实"), "warning")


POLICIES = Table(
    columns=[
        Column(
            "name",
            gettext_lazy("参数"),
            value=title,
            sort="code",
            link=lambda row: reverse("policies:policy", args=[row.code]),
        ),
        Column("scope", gettext_lazy("适用范围")),
        Column("value", gettext_lazy("值"), value=lambda row: row.shown, nowrap=True),
        Column("basis", gettext_lazy("依据")),
        Column("in_force_from", gettext_lazy("施行日期"), sort="in_force_from"),
        Column("is_confirmed", gettext_lazy("核实"), value=certainty),
    ],
    filters=[
        Filter(
            "q",
            gettext_lazy("名称、代码或依据"),
            kind="text",
            lookups=[
                "name__icontains",
                "name_en__icontains",
                "code__icontains",
                "basis__icontains",
                "note__icontains",
            ],
        ),
        Filter(
            "unconfirmed",
            gettext_lazy("只看待核实"),
            kind="flag",
            apply=lambda rows, _value: rows.filter(is_confirmed=False),
        ),
    ],
    default_sort="name",
    page_size=100,
    name="policies",
    empty=gettext_lazy("还没有设定参数。"),
)


@login_not_required
@require_GET
def policies(request: Request) -> HttpResponseBase:
    """制度参数 — what is in force today."""
    page = POLICIES.read(request.GET, queries.in_force(timezone.localdate()))
    return table_response(request, "policies/policies.html", page, {"crumbs": [Crumb(_("制度参数"))]})


@login_not_required
@require_GET
def policy(request: Request, code: str) -> HttpResponse:
    """制度参数 — one parameter: every value it had, has and will have, and who set it."""
    history = list(queries.history(code))
    if not history:
        raise Http404
    scopes = sorted({one.scope for one in history})
    context = {
        "title": title(history[0]),
        "code": code,
        "history": history,
        "today": timezone.localdate(),
        "journal": [entry for scope in scopes for entry in queries.journal(code, scope)[:20]],
        "may_set": request.actor.may(Permission.POLICY_SET, actions.book()),
        "scopes": scopes,
        "crumbs": [Crumb(_("制度参数"), reverse("policies:policies")), Crumb(title(history[0]))],
    }
    return render(request, "policies/policy.html", context)


@require_http_methods(["GET", "POST"])
def setting(request: Request, code: str) -> HttpResponse:
    """设定参数 — a new value from a day on."""
    book = _book(request)
    scope = request.GET.get("scope", "")
    latest = queries.history(code).filter(scope=scope).first()
    if latest is None:
        raise Http404
    form = forms.Setting(request.POST or None, latest=latest)
    facts: dict[str, Any] = {"code": code, "scope": scope, "by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.set_policy, book, **form.cleaned_data, **facts) is not None:
        done_message(request, _("%(name)s已设定。") % {"name": title(latest)})
        return redirect("policies:policy", code)
    return render(
        request, "policies/setting.html", {"form": form, "latest": latest, "crumbs": _crumbs(latest)}
    )


@require_http_methods(["GET", "POST"])
def confirmation(request: Request, policy_id: UUID) -> HttpResponse:
    """核实参数 — the basis is named."""
    book = _book(request)
    policy = get_object_or_404(Policy, pk=policy_id, is_confirmed=False)
    form = forms.Confirmation(request.POST or None, initial={"basis": policy.basis})
    facts: dict[str, Any] = {"policy": policy, "by": request.actor, "at": timezone.now()}
    if (
        form.is_valid()
        and attempt(form, actions.confirm_policy, book, **form.cleaned_data, **facts) is not None
    ):
        done_message(request, _("%(name)s已核实。") % {"name": title(policy)})
        return redirect("policies:policy", policy.code)
    context = {"form": form, "policy": policy, "title": title(policy), "crumbs": _crumbs(policy)}
    return render(request, "policies/confirmation.html", context)


def _book(request: Request) -> PolicyBook:
    """The book, for those who may change it; for others there is no such page."""
    book = actions.book()
    if not request.actor.may(Permission.POLICY_SET, book):
        raise Http404
    return book


def _crumbs(policy: Policy) -> list[Crumb]:
    here = Crumb(title(policy), reverse("policies:policy", args=[policy.code]))
    return [Crumb(_("制度参数"), reverse("policies:policies")), here]
