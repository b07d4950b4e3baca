"""办件查询: how far a case is, for whoever has its number and query code."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yimen.kernel.base.refusals import TooMany
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.approvals import public as approvals
from yimen.modules.portal import forms
from yimen.modules.portal.looking_up import look_up


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: Request) -> HttpResponse:
    """办件查询 — the code goes by POST, so that it stays out of addresses and logs."""
    form = forms.ProgressQuestion(
        request.POST or None, initial={"number": request.GET.get("number", "")[:30]}
    )
    found = _found(request, form, timezone.now()) if form.is_valid() else None
    context = {"form": form, "found": found, "crumbs": [Crumb(_("办件查询"))]}
    response = render(request, "portal/progress.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _found(request: Request, form: forms.ProgressQuestion, at: datetime) -> approvals.Progress | None:
    try:
        found = look_up(request, form.cleaned_data["number"], form.cleaned_data["code"], at)
    except TooMany as refusal:
        form.add_error(None, str(refusal))
        return None
    if found is None:
        form.add_error(None, _("没有查到。请核对办件编号和查询码，二者都在收件凭证上。"))
    return found
