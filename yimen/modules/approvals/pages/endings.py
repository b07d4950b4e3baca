"""终止和恢复 — a case ends without a decision, or an ended one is taken up again."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions
from yimen.modules.approvals.forms import endings as forms
from yimen.modules.approvals.models import Application

from .acts import finished, opens, show


@opens("terminate")
def termination(request: Request, application: Application) -> HttpResponse:
    """终止办理 — without a decision, for a cause that the law knows."""
    form = forms.Termination(sent(request))
    if form.is_valid() and attempt(
        form, actions.terminate, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "terminate", _("已终止办理。"))
    return show(request, application, "terminate", "termination", form)


@opens("reopen")
def reopening(request: Request, application: Application) -> HttpResponse:
    """恢复办理 — the decision was undone from outside; another one is made."""
    form = forms.Reopening(sent(request), most=application.version.statutory_days)
    if form.is_valid() and attempt(
        form, actions.reopen, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "reopen", _("已恢复办理，等待重新审核。"))
    return show(request, application, "reopen", "reopening", form)
