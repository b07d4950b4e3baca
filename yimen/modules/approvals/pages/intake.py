"""窗口 — all that the law lets a window do with what it receives (行政许可法 32)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.base.language import official_language
from yimen.kernel.base.punctuation import joined
from yimen.kernel.orgs import queries as orgs
from yimen.kernel.orgs.models import Window
from yimen.kernel.people import seating
from yimen.kernel.people.actor import person_actor
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import OpenOffer
from yimen.modules.approvals import actions, checklist, offers, patterns
from yimen.modules.approvals.content import Material
from yimen.modules.approvals.forms import intake as forms
from yimen.modules.approvals.forms.acts import Plain
from yimen.modules.approvals.late import entered_late
from yimen.modules.approvals.limits import limit
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import Defect

from .acts import finished, opens, show

OTHER_WAYS = (
    "require_correction",
    "correct_on_the_spot",
    "accept_with_tolerance",
    "declare_not_required",
    "decide_not_competent",
    "propose_refusal",
)


@opens("accept")
def acceptance(request: Request, application: Application) -> HttpResponse:
    """受理 — the check of completeness, and the ways out of it."""
    form = forms.Acceptance(sent(request), windows=windows(request, application))
    if form.is_valid() and attempt(
        form,
        entered_late(actions.accept),
        application,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        return finished(request, application, "accept", _("已受理。"))
    context = {"ways": other_ways(request, application), "may_check": may_check(request, application)}
    return show(request, application, "accept", "acceptance", form, context, part="check")


@opens("accept_with_tolerance")
def tolerance(request: Request, application: Application) -> HttpResponse:
    """容缺受理 — what is missing may come later, by the applicant's written promise."""
    missing = [row.material for row in checklist.rows(application) if row.is_missing]
    form = forms.Tolerance(
        sent(request),
        windows=windows(request, application),
        most=limit("tolerance_supply", timezone.localdate()).days,
        promise=_promise(missing),
    )
    if form.is_valid() and attempt(
        form,
        entered_late(actions.accept_with_tolerance),
        application,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        return finished(request, application, "accept_with_tolerance", _("已容缺受理。"))
    return show(request, application, "accept_with_tolerance", "tolerance", form, {"missing": missing})


@official_language()
def _promise(missing: Sequence[Material]) -> str:
    """What applicants usually promise; it is kept as it was signed."""
    return _("本人承诺在期限内补交：%(names)s。") % {"names": joined((one.name for one in missing), "、")}


@opens("require_correction")
def correction_notice(request: Request, application: Application) -> HttpResponse:
    """要求补正 — everything at once, seen as it will be told before it is told."""
    earlier = getattr(application, "correction", None)
    form = forms.CorrectionNotice(
        sent(request), rows=checklist.rows(application), earlier=earlier.rows if earlier else ()
    )
    rows = form.chosen() if form.is_valid() else []
    asked = "preview" in request.POST or not rows
    if not asked and attempt(
        form, actions.require_correction, application, rows=rows, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "require_correction", _("补正告知书已出具。"))
    if form.is_valid() and not rows:
        form.add_error(None, _("请至少列出一项需要补正的内容。"))
    answer = limit("correction_answer", timezone.localdate())
    context = {"earlier": earlier, "answer": answer, "preview": _preview(application, rows if asked else [])}
    return show(request, application, "require_correction", "correction_notice", form, context)


def _preview(application: Application, rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The rows of the notice in words."""
    known = {one.key: one for one in application.version.body.materials}
    return [
        {"material": known[row["key"]], "defect": Defect(row["defect"]).label, "cure": row["cure"]}
        for row in rows
    ]


@opens("declare_not_required")
def non_requirement(request: Request, application: Application) -> HttpResponse:
    """不需许可 — told at once."""
    form = forms.NonRequirement(sent(request))
    if form.is_valid() and attempt(
        form,
        actions.declare_not_required,
        application,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        return finished(request, application, "declare_not_required", _("已告知不需要许可。"))
    return show(request, application, "declare_not_required", "non_requirement", form)


@opens("give_back")
def giving_back(request: Request, application: Application) -> HttpResponse:
    """退回中心 — what the centre sent goes back there before acceptance."""
    form = forms.GivingBack(sent(request))
    if form.is_valid() and attempt(
        form, actions.give_back, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "give_back", _("已退回中心。"))
    return show(request, application, "give_back", "giving_back", form)


@opens("decide_not_competent")
def non_competence(request: Request, application: Application) -> HttpResponse:
    """不属职权 — names the body that is competent."""
    form = forms.NonCompetence(sent(request))
    if form.is_valid() and attempt(
        form,
        actions.decide_not_competent,
        application,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        return finished(request, application, "decide_not_competent", _("已告知应向哪个机关申请。"))
    bodies = orgs.open_orgs(timezone.localdate()).exclude(pk=application.org_id).order_by("pinyin", "path")
    return show(request, application, "decide_not_competent", "non_competence", form, {"bodies": bodies})


@opens("propose_refusal")
def refusal_proposal(request: Request, application: Application) -> HttpResponse:
    """提出不予受理 — the clerk proposes, the chief representative decides."""
    form = forms.RefusalProposal(sent(request))
    if form.is_valid() and attempt(
        form, actions.propose_refusal, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "propose_refusal", _("已提出建议，由首席代表决定。"))
    return show(request, application, "propose_refusal", "refusal_proposal", form)


@opens("refuse_acceptance")
def acceptance_refusal(request: Request, application: Application) -> HttpResponse:
    """不予受理 — the chief representative decides on the proposal."""
    form = Plain(sent(request))
    if form.is_valid() and attempt(
        form, actions.refuse_acceptance, application, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "refuse_acceptance", _("已决定不予受理。"))
    return show(request, application, "refuse_acceptance", "acceptance_refusal", form)


@opens("correct_on_the_spot")
def spot_correction(request: Request, application: Application) -> HttpResponse:
    """当场更正 — with the applicant at the counter."""
    form = forms.SpotCorrection(sent(request), application=application)
    if form.is_valid() and attempt(
        form, actions.correct_on_the_spot, application, **form.facts(), by=request.actor, at=timezone.now()
    ):
        return redirect(f"{here(application)}{way(request)}")
    return show(request, application, "correct_on_the_spot", "spot_correction", form)


@opens("check_original")
def original_check(request: Request, application: Application) -> HttpResponse:
    """核对原件 — one material after the other; leads back to the check of completeness."""
    form = forms.OriginalCheck(sent(request), rows=checklist.rows(application))
    if form.is_valid() and attempt(
        form, actions.check_original, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return redirect(f"{here(application)}{way(request)}")
    return show(request, application, "check_original", "original_check", form)


# --- what the pages of the window share


def windows(request: Request, application: Application) -> list[Window]:
    """The officer's windows in the centre of the application, or all; the one of the running shift first."""
    person = person_actor(request.actor)
    own = person.windows() if person else []
    seat = seating.seat_of(person.person, timezone.now()) if person else None
    sitting = [seat] if seat else []
    offered = {one.pk: one for one in [*sitting, *own]}.values()
    return [one for one in offered if one.centre_id == application.centre_id] or list(offered)


def other_ways(request: Request, application: Application) -> list[OpenOffer]:
    """What may be done instead of accepting; tolerance only where everything missing can be tolerated."""
    missing = [row.material for row in checklist.rows(application) if row.is_missing]
    open_now = {one.act: one for one in offers.offers(application, request.actor)}
    if not missing or not all(one.tolerable for one in missing):
        open_now.pop("accept_with_tolerance", None)
    return [open_now[act] for act in OTHER_WAYS if act in open_now]


def may_check(request: Request, application: Application) -> bool:
    return request.actor.may(Permission.APPLICATION_CHECK_ORIGINAL, application)


def here(application: Application) -> str:
    """Where the intake work of the application is done: acceptance, decision on the spot, or filing."""
    pages = {"accept": "acceptance", "decide_on_the_spot": "spot-decision", "record_filing": "filing"}
    return reverse(
        f"approvals:{pages[patterns.steps(application.pattern).intake_work]}", args=[application.pk]
    )


def way(request: Request) -> str:
    """Whoever came from the desk goes on along it."""
    return "?next=desk" if request.GET.get("next") == "desk" else ""
