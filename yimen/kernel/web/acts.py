"""办理: the form and the page of one act, the same in every module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text

from .pages import render
from .shapes import Crumb


class ActForm(Form):
    """办理 — the form of one act on one subject, for the actor who looks at it."""

    def __init__(self, *args: Any, about: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about, self.actor = about, actor
        self.prepare()

    def prepare(self) -> None:
        """What depends on the subject: choices, first values."""

    def facts(self) -> dict[str, Any]:
        """What the verb is told."""
        return dict(self.cleaned_data)


class Plain(ActForm):
    """An act that needs nothing but the click."""


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
