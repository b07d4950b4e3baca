"""上报 — the lower body sends up, the upper one decides or sends back."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions
from yimen.modules.approvals.forms import reports as forms
from yimen.modules.approvals.forms.acts import Plain
from yimen.modules.approvals.forms.reviewing import Returning
from yimen.modules.approvals.models import Application

from .acts import finished, opens, show
from .reviewing import review


@opens("report_up")
def report(request: Request, application: Application) -> HttpResponse:
    """上报 — opinion and all materials to the upper level."""
    form = Plain(sent(request))
    if form.is_valid() and attempt(form, actions.report_up, application, by=request.actor, at=timezone.now()):
        return finished(request, application, "report_up", _("已上报，等待上级机关决定。"))
    return show(request, application, "report_up", "report", form, {"review": review(application)})


@opens("return_from_above")
def return_from_above(request: Request, application: Application) -> HttpResponse:
    """上级退回 — for another review."""
    form = Returning(sent(request))
    if form.is_valid() and attempt(
        form, actions.return_from_above, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "return_from_above", _("已退回初审机关。"))
    return show(request, application, "return_from_above", "report", form, {"review": review(application)})


@opens("decide_above")
def decision_above(request: Request, application: Application) -> HttpResponse:
    """上级决定 — on what the lower body sent."""
    form = forms.Above(sent(request))
    if form.is_valid() and attempt(
        form, actions.decide_above, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "decide_above", _("已作出决定，等待用印。"))
    return show(request, application, "decide_above", "report", form, {"review": review(application)})
