"""告知承诺 — read and sign, take back, decide at once; the later check and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import verbs
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.approvals import actions, commitment_terms, procedures, queries
from yimen.modules.approvals.forms import commitments as forms
from yimen.modules.approvals.forms.acts import Plain
from yimen.modules.approvals.menu import checks_commitments
from yimen.modules.approvals.models import Application, CommitmentCheck

from .acts import finished, opens, show
from .commitment_tables import CHECKS, EXCLUSIONS
from .intake import may_check, windows
from .opening import render_as_it_is, seen

CheckPage = Callable[[Request, CommitmentCheck], HttpResponse]


@opens("sign_commitment")
def commitment(request: Request, application: Application) -> HttpResponse:
    """签署承诺 — the whole text, the promises, the signature."""
    offered = commitment_terms.terms(application.version)
    form = forms.Signing(sent(request), initial={"shown_hash": offered.hash if offered else ""})
    if form.is_valid() and attempt(
        form,
        actions.sign_commitment,
        application,
        signature=form.cleaned_data["signature"],
        shown_hash=form.cleaned_data["shown_hash"],
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("承诺已签署，决定作出前可以撤回。"))
        return redirect(
            "approvals:submission" if application.case_id is None else "approvals:application", application.pk
        )
    context = {
        "terms": offered,
        "standing": commitment_terms.commitment_of(application),
        "barred": commitment_terms.barred(application, timezone.localdate()),
    }
    return show(request, application, "sign_commitment", "commitment", form, context)


@opens("withdraw_commitment")
def commitment_withdrawal(request: Request, application: Application) -> HttpResponse:
    """撤回承诺 — the ordinary way is open as before."""
    form = Plain(sent(request))
    if form.is_valid() and attempt(
        form, actions.withdraw_commitment, application, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "withdraw_commitment", _("承诺已撤回，按一般程序办理。"))
    return show(request, application, "withdraw_commitment", "commitment_withdrawal", form)


@opens("decide_by_commitment")
def commitment_decision(request: Request, application: Application) -> HttpResponse:
    """告知承诺决定 — at once, by two officers."""
    form = forms.ByCommitment(
        sent(request),
        windows=windows(request, application),
        officers=queries.second_officers(application, request.actor, timezone.localdate()),
    )
    if form.is_valid() and attempt(
        form,
        actions.decide_by_commitment,
        application,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        return finished(request, application, "decide_by_commitment", _("已作出准予决定，等待用印。"))
    context = {
        "standing": commitment_terms.commitment_of(application),
        "may_check": may_check(request, application),
    }
    return show(request, application, "decide_by_commitment", "commitment_decision", form, context)


def of_check(name: str) -> Callable[[CheckPage], Callable[..., HttpResponse]]:
    """The page of one verb of the check: for whoever may do it, else 404; when the state moved on, it says so."""

    def decorate(page: CheckPage) -> Callable[..., HttpResponse]:
        @wraps(page)
        def opened(request: Request, application_id: UUID) -> HttpResponse:
            application = seen(request, application_id)
            check = get_object_or_404(procedures.checks(request.actor), application=application)
            verb = verbs()[f"approvals.{name}"]
            if not request.actor.may(verb.permission, check):
                raise Http404
            if request.method != "POST" and check.state not in verb.sources:
                return render_as_it_is(request, application)
            return page(request, check)

        return opened

    return decorate


def _show(request: Request, check: CommitmentCheck, name: str, form: BaseForm) -> HttpResponse:
    standing = commitment_terms.commitment_of(check.application)
    shown = {"check": check, "check_tone": "warning", "standing": standing}
    return show(request, check.application, name, "commitment_check", form, shown)


@of_check("record_commitment_check")
def commitment_check(request: Request, check: CommitmentCheck) -> HttpResponse:
    """承诺核查 — promise by promise."""
    form = forms.Check(sent(request))
    if form.is_valid() and attempt(
        form, actions.record_commitment_check, check, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, check.application, "record_commitment_check", _("核查结果已登记。"))
    return _show(request, check, "record_commitment_check", form)


@of_check("verify_rectification")
def rectification(request: Request, check: CommitmentCheck) -> HttpResponse:
    """整改复核 — put right or not."""
    form = forms.Rectification(sent(request))
    if form.is_valid() and attempt(
        form, actions.verify_rectification, check, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, check.application, "verify_rectification", _("复核结果已登记。"))
    return _show(request, check, "verify_rectification", form)


@of_check("revoke_committed_decision")
def revocation(request: Request, check: CommitmentCheck) -> HttpResponse:
    """撤销决定 — by the leader."""
    form = forms.Revocation(sent(request))
    if form.is_valid() and attempt(
        form,
        actions.revoke_committed_decision,
        check,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        return finished(request, check.application, "revoke_committed_decision", _("已撤销决定，等待用印。"))
    return _show(request, check, "revoke_committed_decision", form)


@of_check("seal_revocation")
def revocation_seal(request: Request, check: CommitmentCheck) -> HttpResponse:
    """撤销决定用印 — by the seal keeper."""
    form = Plain(sent(request))
    if form.is_valid() and attempt(form, actions.seal_revocation, check, by=request.actor, at=timezone.now()):
        return finished(request, check.application, "seal_revocation", _("已用印。"))
    return _show(request, check, "seal_revocation", form)


def checks(request: Request) -> HttpResponseBase:
    """承诺核查清单 — what was granted on commitments, and what the checks found."""
    if not checks_commitments(request.actor):
        raise Http404
    page = CHECKS.read(request.GET, procedures.checks(request.actor))
    waiting = procedures.waiting_for_officers(request.actor, timezone.localdate())
    context = {"crumbs": [Crumb(_("承诺核查"))], "waiting": waiting}
    return table_response(request, "approvals/checks.html", page, context)


def exclusions(request: Request) -> HttpResponseBase:
    """告知承诺限制名单 — who may not commit for the time being, for those who handle such matters."""
    if not queries.reads_cases(request.actor):
        raise Http404
    page = EXCLUSIONS.read(request.GET, procedures.exclusions(request.actor))
    return table_response(
        request, "approvals/exclusions.html", page, {"crumbs": [Crumb(_("告知承诺限制名单"))]}
    )


def credit_repair(request: Request, exclusion_id: UUID) -> HttpResponse:
    """信用修复 — what was wrong is put right."""
    exclusion = get_object_or_404(procedures.exclusions(request.actor), pk=exclusion_id)
    if not request.actor.may(verbs()["approvals.repair_credit"].permission, exclusion):
        raise Http404
    form = forms.Repair(sent(request))
    if form.is_valid() and attempt(
        form, actions.repair_credit, exclusion, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已同意信用修复。"))
        return redirect("approvals:exclusions")
    return render(request, "approvals/credit_repair.html", {"form": form, "exclusion": exclusion})
