"""送达和归档 — the result is handed over; the package is fixed."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions
from yimen.modules.approvals.forms import delivering as forms
from yimen.modules.approvals.forms.acts import Plain
from yimen.modules.approvals.late import entered_late
from yimen.modules.approvals.models import Application

from .acts import finished, opens, show
from .deciding import results


@opens("deliver")
def delivery(request: Request, application: Application) -> HttpResponse:
    """送达 — at the window, by post or electronically."""
    initial = {"method": application.delivery_wanted, "receiver": application.applicant_name}
    form = forms.Delivery(sent(request), initial=initial)
    if form.is_valid() and attempt(
        form,
        entered_late(actions.deliver),
        application,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        return finished(request, application, "deliver", _("已登记送达。"))
    return show(request, application, "deliver", "delivery", form, {"files": results(request, application)})


@opens("archive")
def archiving(request: Request, application: Application) -> HttpResponse:
    """归档 — documents, materials and record are fixed by one hash."""
    form = Plain(sent(request))
    if form.is_valid() and attempt(form, actions.archive, application, by=request.actor, at=timezone.now()):
        return finished(request, application, "archive", _("已归档。"))
    return show(request, application, "archive", "archiving", form, {"files": results(request, application)})
