"""窗口 — registering an application at the counter, and all that a window may do with what it receives."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import Channel
from yimen.kernel.orgs import queries as orgs
from yimen.kernel.orgs.models import Window
from yimen.kernel.people import actions as people
from yimen.kernel.people import queries as persons
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.models import Person
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.once import once_key
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.approvals import actions, checklist, offers, patterns, queries
from yimen.modules.approvals.forms import intake as forms
from yimen.modules.approvals.forms.acts import Plain
from yimen.modules.approvals.limits import limit
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import Defect

from .acts import finished, opens, sent, show

COUNTER = "approvals.counter"
COUNTER_SECONDS = 3600
OTHER_WAYS = (
    "require_correction",
    "correct_on_the_spot",
    "accept_with_tolerance",
    "declare_not_required",
    "decide_not_competent",
    "propose_refusal",
)


# --- 登记: a person at the counter, the item, the draft; then the pages of the application itself


def window_start(request: Request) -> HttpResponse:
    """窗口登记 — finds the person by number and name as the document says, or registers a new one."""
    versions = _require_window(request)
    form = forms.Applicant(request.POST or None)
    if form.is_valid():
        person = _known(form) or _registered(request, form)
        if person is not None:
            return redirect(
                "approvals:window-item", signing.dumps([str(person.pk), request.actor.id], salt=COUNTER)
            )
    drafts = queries.window_drafts(request.actor)[:20]
    crumbs = [Crumb(_("办件"), reverse("approvals:handled")), Crumb(_("窗口登记"))]
    return render(
        request,
        "approvals/window_start.html",
        {"form": form, "drafts": drafts, "count": len(versions), "crumbs": crumbs},
    )


def _require_window(request: Request) -> list[Any]:
    """What this officer takes in; a page that does not exist for those who take nothing in."""
    versions = queries.versions_at_window(request.actor, timezone.localdate())
    if not versions:
        raise Http404
    return versions


def _known(form: forms.Applicant) -> Person | None:
    """The person with this number, if the name agrees; a number with another name is looked at again."""
    person = persons.person_with_number(form.cleaned_data["id_type"], form.cleaned_data["id_number"])
    if person is None or person.name == form.cleaned_data["name"].strip():
        return person
    form.add_error("name", _("与该证件号码登记的姓名不一致，请核对证件。"))
    return None


def _registered(request: Request, form: forms.Applicant) -> Person | None:
    """注册 — an account without a password, which its owner can claim later."""
    city = orgs.city_org()
    if city is None or not form.is_valid():
        return None
    login = f"window-{new_id().hex[-12:]}"
    done = attempt(
        form, people.register, city, login=login, **form.cleaned_data, by=request.actor, at=timezone.now()
    )
    return done.person if done else None


def window_item(request: Request, person: str) -> HttpResponse:
    """选择事项 — begins the draft for the person at the counter; it goes on like any other application."""
    applicant = _at_counter(request, person)
    versions = {one.item.code: one for one in _require_window(request)}
    key = once_key(request) or new_id()
    if drafted := queries.applications(request.actor).filter(pk=key).first():
        return redirect("approvals:draft", drafted.pk)
    form = forms.ChosenItem(request.POST or None)
    if form.is_valid() and form.cleaned_data["code"] in versions:
        item = versions[form.cleaned_data["code"]].item
        facts: dict[str, Any] = {"answers": {}, "application_id": key, "channel": Channel.WINDOW}
        if attempt(
            form, actions.save_draft, item, applicant=applicant, **facts, by=request.actor, at=timezone.now()
        ):
            return redirect("approvals:draft", key)
    words = request.GET.get("q", "").strip()
    found = [
        one for one in versions.values() if words.lower() in f"{one.item.name} {one.item.name_en}".lower()
    ]
    crumbs = [Crumb(_("窗口登记"), reverse("approvals:window-start")), Crumb(_("选择事项"))]
    shown = {"form": form, "applicant": applicant, "versions": found, "q": words, "crumbs": crumbs}
    return render(request, "approvals/window_item.html", shown)


def _at_counter(request: Request, token: str) -> Person:
    """The person whom this officer looked up within the hour."""
    try:
        identity, officer = signing.loads(token, salt=COUNTER, max_age=COUNTER_SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    if officer != request.actor.id:
        raise Http404
    return get_object_or_404(Person, pk=identity)


# --- 收件以后


@opens("accept")
def acceptance(request: Request, application: Application) -> HttpResponse:
    """受理 — the check of completeness, and the ways out of it."""
    form = forms.Acceptance(sent(request), windows=windows(request, application))
    if form.is_valid() and attempt(
        form, actions.accept, application, **form.cleaned_data, by=request.actor, at=timezone.now()
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
        promise=_("本人承诺在期限内补交：%(names)s。") % {"names": "、".join(one.name for one in missing)},
    )
    if form.is_valid() and attempt(
        form,
        actions.accept_with_tolerance,
        application,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        return finished(request, application, "accept_with_tolerance", _("已容缺受理。"))
    return show(request, application, "accept_with_tolerance", "tolerance", form, {"missing": missing})


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
    """The officer's windows in the centre of the application, or all of them."""
    person = person_actor(request.actor)
    own = person.windows() if person else []
    return [one for one in own if one.centre_id == application.centre_id] or own


def other_ways(request: Request, application: Application) -> list[offers.Offer]:
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
