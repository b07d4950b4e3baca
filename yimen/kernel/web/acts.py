"""办理: the page of one act, the same in every module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from yimen.kernel.base.refusals import Text

from .pages import render
from .shapes import Crumb


def sent(request: HttpRequest) -> Any:
    """What was posted, even when the form has no field; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def show_act(
    request: HttpRequest,
    form: BaseForm,
    title: Text,
    way: Sequence[Crumb],
    *,
    lead: Text = "",
    rows: Mapping[str, object] | None = None,
    kind: str = "primary",
) -> HttpResponse:
    """The page of an act: what it is about, its fields, its one button."""
    context = {
        "title": title,
        "lead": lead,
        "form": form,
        "rows": (rows or {}).items(),
        "kind": kind,
        "crumbs": [*way, Crumb(title)],
    }
    return render(request, "web/act.html", context)
