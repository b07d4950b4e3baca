"""What the pages of catalogue reform and hand-over share: who may open them, what is said after the act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.http import Http404, HttpResponse

from yimen.kernel.audit.action import verbs
from yimen.kernel.base.refusals import Text
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb


def require_may(request: Request, verb: str, subject: Model) -> None:
    """404 for those whose grounds do not reach the subject: for them there is no such page."""
    if not request.actor.may(verbs()[f"approvals.{verb}"].permission, subject):
        raise Http404


def is_open(request: Request, verb: str, subject: Model) -> bool:
    """Whether the actor may do this with the subject as it stands now."""
    known = verbs()[f"approvals.{verb}"]
    return known.starts_from(subject) and request.actor.may(known.permission, subject)


def sheet(
    request: Request,
    template: str,
    form: BaseForm,
    button: Text,
    crumbs: list[Crumb],
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page of one act: what it is about, its form, one button, the way back."""
    back = next((one.href for one in reversed(crumbs) if one.href), "/")
    shown = {"form": form, "button_label": button, "back": back, "crumbs": crumbs, **(context or {})}
    return render(request, f"approvals/{template}.html", shown)
