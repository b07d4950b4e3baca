"""前置事项 — what must come before what: drawn for everybody, set by the catalogue office, seen by the window."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yimen.kernel.base.layers import layers
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import named
from yimen.modules.approvals import actions, guidance, precedence, queries
from yimen.modules.approvals.forms.prerequisites import (
    CheckedPrerequisite,
    EndedPrerequisite,
    NewPrerequisite,
)
from yimen.modules.approvals.models import Application, Item, Prerequisite
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.precedence_drawing import drawn

from .opening import already_done, open_for


@login_not_required
@require_GET
def prerequisites(request: Request) -> HttpResponse:
    """前置关系 — the whole catalogue, or one theme of it, drawn and as a table."""
    today = timezone.localdate()
    topic = request.GET.get("topic", "")
    rows = list(precedence.drawn(today))
    if topic:
        rows = [one for one in rows if topic in one.before.topics or topic in one.after.topics]
    needing = {one.after_id for one in rows if not one.is_postponed}
    free = queries.guide(today).exclude(pk__in=needing)
    shown = free.filter(topics__contains=[topic]) if topic else free
    context = {
        "rows": rows,
        "drawing": drawn(rows),
        "topic": topic,
        "topics": guidance.subjects(today),
        "free_count": shown.count(),
        "free": list(shown.order_by("pinyin")[:60]),
        "may_set": _may_set(request),
        "crumbs": [Crumb(_("办事指南"), reverse("approvals:guide")), Crumb(_("前置关系"))],
    }
    return render(request, "approvals/prerequisites.html", context)


@login_not_required
@require_GET
def item_prerequisites(request: Request, code: str) -> HttpResponse:
    """办理前须取得 — everything that comes before one item, in its order; who ticks what is there sees what is missing."""
    today = timezone.localdate()
    item = get_object_or_404(Item.objects.select_related("org"), code=code)
    rows = list(precedence.drawn(today))
    pairs = [(one.before_id, one.after_id) for one in rows if not one.is_postponed]
    chain = precedence.before_all(pairs, item.pk) | {item.pk}
    near = [one for one in rows if one.after_id in chain and (one.before_id in chain or one.is_postponed)]
    items = {one.pk: one for row in near for one in (row.before, row.after)} | {item.pk: item}
    held = {key for key, one in items.items() if one.code in request.GET.getlist("held")} - {item.pk}
    covered = held.union(*(precedence.before_all(pairs, key) for key in held))
    steps = layers([key for key in chain if key not in covered], pairs)
    context = {
        "item": item,
        "rows": near,
        "drawing": drawn(near, marked=item.pk, held=covered),
        "asked": sorted((items[key] for key in chain - {item.pk}), key=lambda one: one.pinyin),
        "held": [items[key].code for key in covered],
        "steps": [[items[key] for key in layer] for layer in steps],
        "may_set": _may_set(request),
        "crumbs": [Crumb(named(item), reverse("approvals:item", args=[code])), Crumb(_("办理前须取得"))],
    }
    return render(request, "approvals/item_prerequisites.html", context)


def new_prerequisite(request: Request) -> HttpResponse:
    """设置前置 — by the catalogue office, with the law that asks for it."""
    _require_may_set(request)
    today = timezone.localdate()
    initial = {"after": request.GET.get("after", ""), "since": today}
    items = queries.guide(today).order_by("pinyin", "code")
    form = NewPrerequisite(request.POST or None, items=items, initial=initial)
    if form.is_valid() and attempt(
        form,
        actions.set_prerequisite,
        form.cleaned_data["after"],
        **form.facts(),
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("已设置前置关系。"))
        return redirect("approvals:item-prerequisites", form.cleaned_data["after"].code)
    crumbs = [Crumb(_("前置关系"), reverse("approvals:prerequisites")), Crumb(_("设置前置"))]
    return render(request, "approvals/new_prerequisite.html", {"form": form, "crumbs": crumbs})


def prerequisite_end(request: Request, prerequisite_id: UUID) -> HttpResponse:
    """取消前置 — from a day on; what is moved behind stays in the drawing as 后置."""
    rows = Prerequisite.objects.select_related("before__org", "after__org")
    prerequisite = get_object_or_404(rows, pk=prerequisite_id)
    if not request.actor.may(Permission.ITEM_SET_PREREQUISITE, prerequisite):
        raise Http404
    form = EndedPrerequisite(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid() and attempt(
        form,
        actions.end_prerequisite,
        prerequisite,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("已取消前置关系。"))
        return redirect("approvals:item-prerequisites", prerequisite.after.code)
    crumbs = [Crumb(_("前置关系"), reverse("approvals:prerequisites")), Crumb(_("取消前置"))]
    shown = {"form": form, "prerequisite": prerequisite, "crumbs": crumbs}
    return render(request, "approvals/prerequisite_end.html", shown)


def prerequisite_check(request: Request, application_id: UUID) -> HttpResponse:
    """核对前置 — what the applicant holds on a paper that this house did not issue."""
    application = open_for(request, application_id, Permission.APPLICATION_CHECK_PREREQUISITE)
    if over := already_done(request, application, "check_prerequisite"):
        return over
    needs = precedence.needs(application, timezone.localdate())
    open_ones = [one.prerequisite.pk for one in needs if not one.is_met]
    rows = Prerequisite.objects.filter(pk__in=open_ones).select_related("before")
    form = CheckedPrerequisite(request.POST or None, rows=rows)
    if form.is_valid() and attempt(
        form,
        actions.check_prerequisite,
        application,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("已核对。"))
        return redirect("approvals:application", application.pk)
    shown = {"form": form, "needs": needs, "open_ones": open_ones}
    return render(request, "approvals/prerequisite_check.html", _of_case(application) | shown)


def _of_case(application: Application) -> dict[str, Any]:
    case_page = reverse("approvals:application", args=[application.pk])
    return {
        "application": application,
        "crumbs": [Crumb(application.number, case_page), Crumb(_("核对前置事项"))],
    }


def _may_set(request: Request) -> bool:
    """Whether the reader sets prerequisites of any item: then the pages offer it."""
    first = Item.objects.select_related("org").first()
    return first is not None and request.actor.may(Permission.ITEM_SET_PREREQUISITE, first)


def _require_may_set(request: Request) -> None:
    if not _may_set(request):
        raise Http404
