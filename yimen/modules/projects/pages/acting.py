"""What the pages of all acts share: their subject is found among what the actor may see, and by whom may do the act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from yimen.kernel.audit.action import verbs
from yimen.kernel.base.refusals import Text
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import named
from yimen.modules.approvals import public as approvals

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Says:
    """How the page of an act speaks: title, button, what is said above it and after it is done."""

    title: Text
    button: Text
    done: Text
    lead: Text = ""
    kind: str = "primary"


def open_for(request: Request, rows: QuerySet[M], key: Any, verb: str) -> M:
    """The subject of an act; 404 also for those whose grounds do not reach it."""
    found = get_object_or_404(rows, pk=key)
    if not request.actor.may(verbs()[f"projects.{verb}"].permission, found):
        raise Http404
    return found


def offered_items() -> list[tuple[str, str]]:
    """事项 that can be applied for today, by code and name, for a field of a form."""
    return [(one.code, named(one)) for one in approvals.guide(timezone.localdate()).order_by("pinyin")]


def act_page(
    request: Request,
    form: Form,
    act: Callable[..., Any],
    subject: Model,
    *,
    says: Says,
    back: str,
    crumbs: list[Crumb],
    facts: Callable[[], Mapping[str, Any]] | None = None,
    shown: Mapping[str, Any] | None = None,
    template: str = "projects/act.html",
) -> HttpResponse:
    """Shows the form; does the act when it is sent, and goes back; a refusal stands beside the form."""
    told = facts or (lambda: form.cleaned_data)
    if form.is_valid() and attempt(form, act, subject, **told(), by=request.actor, at=timezone.now()):
        done_message(request, says.done)
        return redirect(back)
    context = {"form": form, "says": says, "back": back, "subject": subject, "crumbs": crumbs}
    return render(request, template, context | dict(shown or {}))
