"""The frame of a short act: its words, its form, what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb


@dataclass(frozen=True)
class Act:
    """办理页 — title, button, and what the person should know before pressing it."""

    title: Text
    button: Text
    about: str = ""
    note: Text = ""
    kind: str = "primary"
    back: str = ""
    crumbs: Sequence[Crumb] = field(default_factory=list)


def page(request: Request, act: Act, form: BaseForm, **more: Any) -> HttpResponse:
    """The page of an act."""
    return render(
        request,
        "disclosure/act.html",
        {"act": act, "form": form, "crumbs": [*act.crumbs, Crumb(act.title)], **more},
    )
