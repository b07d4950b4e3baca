"""更正记录 — one person proposes, another confirms; history stays."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions
from yimen.modules.approvals.actions.records import CORRECTABLE
from yimen.modules.approvals.forms import records as forms
from yimen.modules.approvals.models import Application

from .acts import finished, opens, show


@opens("propose_record_correction")
def record_correction(request: Request, application: Application) -> HttpResponse:
    """提出更正 — the field, the right value, the reason."""
    form = forms.Proposal(sent(request), application=application)
    if form.is_valid() and attempt(
        form,
        actions.propose_record_correction,
        application,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        return finished(request, application, "propose_record_correction", _("已提出更正，等待另一人确认。"))
    return show(request, application, "propose_record_correction", "record_correction", form)


@opens("confirm_record_correction")
def confirmation(request: Request, application: Application) -> HttpResponse:
    """确认更正 — by a second person."""
    waiting = list(
        application.record_corrections.filter(confirmed_by__isnull=True).select_related("proposed_by")
    )
    form = forms.Confirmation(sent(request), waiting=waiting)
    if form.is_valid() and attempt(
        form,
        actions.confirm_record_correction,
        application,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        return finished(request, application, "confirm_record_correction", _("已确认更正。"))
    return show(
        request,
        application,
        "confirm_record_correction",
        "record_correction_confirmation",
        form,
        {"waiting": [(CORRECTABLE[one.field], one) for one in waiting]},
    )
