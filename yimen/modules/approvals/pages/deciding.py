"""决定和办结 — the leader decides, the window decides on the spot, the seal keeper concludes."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yimen.kernel.base.language import official_language
from yimen.kernel.documents import serving
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import FileLine
from yimen.modules.approvals import actions, papers, queries
from yimen.modules.approvals.case_files import document_lines
from yimen.modules.approvals.forms import deciding as forms
from yimen.modules.approvals.forms.acts import Plain
from yimen.modules.approvals.late import entered_late
from yimen.modules.approvals.models import Application, Decision
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import Opinion, Outcome, State

from .acts import finished, opens, show
from .intake import may_check, other_ways, windows
from .opening import open_for
from .reviewing import review

OUTCOMES = {"granted": Outcome.GRANTED, "refused": Outcome.REFUSED}


@opens("approve")
def approval(request: Request, application: Application) -> HttpResponse:
    """批准 — the review, the materials and the draft of the decision before the signature."""
    standing = review(application)
    conditions = standing.conditions if standing else ""
    form = forms.Approval(sent(request), initial={"conditions": conditions})
    if form.is_valid() and attempt(
        form, actions.approve, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "approve", _("已批准，等待用印。"))
    return show(request, application, "approve", "approval", form, {"review": standing})


@opens("refuse")
def refusal(request: Request, application: Application) -> HttpResponse:
    """不予批准 — with reasons and remedies."""
    standing = review(application)
    is_proposed = standing is not None and standing.opinion == Opinion.REFUSE
    form = forms.Refusal(
        sent(request), initial={"reasons": standing.grounds if standing and is_proposed else ""}
    )
    if form.is_valid() and attempt(
        form, actions.refuse, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "refuse", _("已作出不予许可决定，等待用印。"))
    return show(
        request, application, "refuse", "refusal", form, {"review": standing, "is_proposed": is_proposed}
    )


@require_GET
def decision_draft(request: Request, application_id: UUID) -> HttpResponseBase:
    """决定书草稿 — the PDF as the review proposes it, without number and seal, stored nowhere."""
    application = open_for(request, application_id, Permission.APPLICATION_APPROVE)
    standing = review(application)
    outcome = OUTCOMES.get(request.GET.get("outcome", "granted"))
    if application.state != State.IN_APPROVAL or standing is None or outcome is None:
        raise Http404
    decision = Decision(outcome=outcome, reasons=standing.grounds, conditions=standing.conditions)
    with official_language():
        draft = papers.draft_of_decision(application, decision, at=timezone.now())
        return serving.serve(draft, filename=_("决定书草稿.pdf"), inline=True)


@opens("decide_on_the_spot")
def spot_decision(request: Request, application: Application) -> HttpResponse:
    """当场决定 — checked, accepted and decided in one contact."""
    form = forms.SpotDecision(
        sent(request),
        windows=windows(request, application),
        officers=queries.second_officers(application, request.actor, timezone.localdate()),
        alone=application.version.single_officer_allowed,
    )
    if form.is_valid() and attempt(
        form,
        actions.decide_on_the_spot,
        application,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        return finished(request, application, "decide_on_the_spot", _("已当场作出决定，等待用印。"))
    context = {"ways": other_ways(request, application), "may_check": may_check(request, application)}
    return show(request, application, "decide_on_the_spot", "spot_decision", form, context, part="check")


@opens("record_filing")
def filing(request: Request, application: Application) -> HttpResponse:
    """备案 — complete is enough."""
    form = forms.Filing(sent(request), windows=windows(request, application))
    if form.is_valid() and attempt(
        form,
        entered_late(actions.record_filing),
        application,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        return finished(request, application, "record_filing", _("已予备案，等待用印。"))
    context = {"ways": other_ways(request, application), "may_check": may_check(request, application)}
    return show(request, application, "record_filing", "filing", form, context, part="check")


@opens("conclude")
def conclusion(request: Request, application: Application) -> HttpResponse:
    """用印办结 — the documents that wait for the seal, read before they are sealed."""
    form = Plain(sent(request))
    if form.is_valid() and attempt(form, actions.conclude, application, by=request.actor, at=timezone.now()):
        return finished(request, application, "conclude", _("已用印办结。"))
    context = {"files": results(request, application), "decision": application.decisions.last()}
    return show(request, application, "conclude", "conclusion", form, context)


def results(request: Request, application: Application) -> list[FileLine]:
    """The decision and what goes with it, each to be opened."""
    kinds = [kind for kind, word in papers.WORDS.items() if word.is_result]
    rows = queries.documents(application, request.actor).filter(kind__in=kinds)
    return document_lines(application, rows)
