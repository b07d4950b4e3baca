"""听证 — told, asked for, called, scheduled, held."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, procedures
from yimen.modules.approvals.forms import hearings as forms
from yimen.modules.approvals.forms.acts import Plain
from yimen.modules.approvals.models import Application

from .acts import finished, opens, show


@opens("offer_hearing")
def hearing_offer(request: Request, application: Application) -> HttpResponse:
    """告知听证权利 — within five working days a hearing may be asked for."""
    form = forms.Reason(sent(request))
    if form.is_valid() and attempt(
        form, actions.offer_hearing, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "offer_hearing", _("听证告知书已出具。"))
    return show(request, application, "offer_hearing", "hearing_offer", form)


@opens("request_hearing")
def hearing_request(request: Request, application: Application) -> HttpResponse:
    """申请听证 — by the applicant."""
    form = forms.Request(sent(request))
    if form.is_valid() and attempt(
        form, actions.request_hearing, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "request_hearing", _("听证申请已提交。"))
    context = {"hearing": procedures.hearing(application)}
    return show(request, application, "request_hearing", "hearing_request", form, context)


@opens("waive_hearing")
def hearing_waiver(request: Request, application: Application) -> HttpResponse:
    """放弃听证 — by the applicant."""
    form = Plain(sent(request))
    if form.is_valid() and attempt(
        form, actions.waive_hearing, application, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "waive_hearing", _("已登记放弃听证。"))
    context = {"hearing": procedures.hearing(application)}
    return show(request, application, "waive_hearing", "hearing_waiver", form, context)


@opens("call_hearing")
def hearing(request: Request, application: Application) -> HttpResponse:
    """决定举行听证 — where law or the public interest demands one."""
    form = forms.Reason(sent(request))
    if form.is_valid() and attempt(
        form, actions.call_hearing, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "call_hearing", _("已决定举行听证。"))
    return show(request, application, "call_hearing", "hearing", form)


@opens("schedule_hearing")
def hearing_schedule(request: Request, application: Application) -> HttpResponse:
    """通知听证 — time, place, host."""
    form = forms.Schedule(sent(request), hosts=procedures.hearing_hosts(application, timezone.localdate()))
    if form.is_valid() and attempt(
        form, actions.schedule_hearing, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "schedule_hearing", _("听证通知书已出具。"))
    context = {"hearing": procedures.hearing(application)}
    return show(request, application, "schedule_hearing", "hearing_schedule", form, context)


@opens("move_hearing")
def hearing_move(request: Request, application: Application) -> HttpResponse:
    """变更听证 — another time, place or host, with the reason."""
    hearing = procedures.hearing(application)
    hosts = procedures.hearing_hosts(application, timezone.localdate())
    now = {name: getattr(hearing, name, None) for name in ("begins_at", "place", "host")}
    form = forms.Move(sent(request), hosts=hosts, initial=now)
    if form.is_valid() and attempt(
        form, actions.move_hearing, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "move_hearing", _("变更后的听证通知书已出具。"))
    return show(request, application, "move_hearing", "hearing_schedule", form, {"hearing": hearing})


@opens("record_hearing")
def hearing_minutes(request: Request, application: Application) -> HttpResponse:
    """听证笔录 — by the host."""
    form = forms.Minutes(sent(request))
    if form.is_valid() and attempt(
        form, actions.record_hearing, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "record_hearing", _("听证笔录已登记，期限恢复计算。"))
    context = {"hearing": procedures.hearing(application)}
    return show(request, application, "record_hearing", "hearing_minutes", form, context)
