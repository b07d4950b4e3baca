"""审查 — the register, one check, the three signatures, the referral, the way out to the public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.people.actor import has_role
from yimen.kernel.people.roles import Role
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.disclosure import actions, due_dates, offers, queries, shown, tables
from yimen.modules.disclosure.forms import acting as forms
from yimen.modules.disclosure.models import PublicationVersion, SecrecyCheck
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.visibility import WORKING

from .acting import Act, page
from .found import check_of, manuscript_of, referral_of, staff_crumbs


@require_safe
def checks(request: Request) -> HttpResponseBase:
    """审查登记簿 — every check of the own bodies, and those about which one is asked."""
    if not has_role(request.actor, *WORKING, Role.SECRECY_AUTHORITY, Role.OPENNESS_SUPERVISOR):
        raise Http404
    listed = tables.CHECKS.read(request.GET, queries.checks(request.actor))
    return table_response(request, "disclosure/checks.html", listed, {"crumbs": [Crumb(_("公开审查"))]})


@require_safe
def check(request: Request, check_id: UUID) -> HttpResponse:
    """保密审查 — the text as it was sent in, what the machine noticed, the signatures, the acts open now."""
    found = check_of(request, check_id)
    version = found.version
    today = timezone.localdate()
    asked = queries.referrals(request.actor).filter(check_of=found, answered_at__isnull=True).first()
    context = {
        "check": found,
        "version": version,
        "publication": version.publication,
        "metadata": shown.metadata(version),
        "files": shown.files(list(version.attachments.select_related("file")), for_staff=True),
        "opinions": found.opinions.select_related("person"),
        "referrals": found.referrals.select_related("to_org", "answered_by"),
        "points": [(forms.CHECK_WORDS[name], value) for name, value in found.checklist.items()],
        "left": due_dates.days_left(version, today),
        "due": due_dates.explained(version, today),
        "offers": offers.of_check(found, asked, request.actor),
        "crumbs": [*_way(found)[:-1], Crumb(found.register_no)],
    }
    return render(request, "disclosure/check.html", context)


def first_opinion(request: Request, check_id: UUID) -> HttpResponse:
    """初审 — the head of the unit."""
    return _signed(
        request, check_id, Permission.CHECK_FIRST, forms.Opinion, actions.give_first_opinion, _("初审")
    )


def secrecy_opinion(request: Request, check_id: UUID) -> HttpResponse:
    """保密审查 — point by point."""
    return _signed(
        request,
        check_id,
        Permission.CHECK_SECRECY,
        forms.SecrecyOpinion,
        actions.give_secrecy_opinion,
        _("保密审查"),
    )


def signature(request: Request, check_id: UUID) -> HttpResponse:
    """签发 — the leader."""
    return _signed(
        request, check_id, Permission.CHECK_SIGN, forms.Signature, actions.sign_publication, _("签发")
    )


def returning(request: Request, check_id: UUID) -> HttpResponse:
    """退回修改 — with what is to be changed."""
    return _signed(
        request, check_id, Permission.CHECK_RETURN, forms.Comment, actions.return_publication, _("退回修改")
    )


def taking_back(request: Request, check_id: UUID) -> HttpResponse:
    """撤回送审 — the signatures given so far are void."""
    return _signed(
        request, check_id, Permission.PUBLICATION_DRAFT, forms.Reason, actions.take_back, _("撤回送审")
    )


def referral(request: Request, check_id: UUID) -> HttpResponse:
    """提请确定 — a doubt goes to the body that decides it."""
    return _signed(request, check_id, Permission.CHECK_REFER, forms.Doubt, actions.refer_doubt, _("提请确定"))


def referral_answer(request: Request, referral_id: UUID) -> HttpResponse:
    """答复提请 — by the body that was asked."""
    found = referral_of(request, referral_id)
    form = forms.ReferralAnswer(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.answer_referral, found, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已答复。"))
        return redirect("disclosure:check", found.check_of_id)
    back = reverse("disclosure:check", args=[found.check_of_id])
    return page(
        request, Act(_("答复提请"), _("答复"), found.question, back=back, crumbs=_way(found.check_of)), form
    )


def publishing(request: Request, version_id: UUID) -> HttpResponse:
    """公开 — what was checked and signed, now."""
    version = manuscript_of(request, version_id, Permission.PUBLICATION_PUBLISH)
    form = forms.Nothing(request.POST or None)
    if request.method == "POST" and (
        done := attempt(form, actions.publish_information, version, by=request.actor, at=timezone.now())
    ):
        done_message(request, _("已公开，索引号 %(number)s。") % {"number": done.index_number})
        return redirect("disclosure:publication", done.publication.pk)
    note = _("公开后任何人都能看到；这一版的内容不能再改动，只能修订出新的版本。")
    return page(request, _of(version, _("公开"), note), form)


def scheduling(request: Request, version_id: UUID) -> HttpResponse:
    """定时公开 — at a later moment, by itself."""
    version = manuscript_of(request, version_id, Permission.PUBLICATION_SCHEDULE)
    form = forms.Planned(request.POST or None)
    if form.is_valid() and attempt(
        form,
        actions.schedule_publication,
        version,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        return redirect("disclosure:manuscript", version.pk)
    return page(request, _of(version, _("定时公开")), form)


def _signed(
    request: Request, check_id: UUID, permission: str, kind: type[Form], act: Callable[..., Any], title: str
) -> HttpResponse:
    """One act on a check: the form's facts, and back to the check."""
    found = check_of(request, check_id, permission)
    form = kind(request.POST or None)
    if form.is_valid():
        facts = form.facts() if hasattr(form, "facts") else form.cleaned_data
        if attempt(form, act, found, **facts, by=request.actor, at=timezone.now()):
            done_message(request, _("已办理：%(act)s。") % {"act": title})
            return redirect("disclosure:check", found.pk)
    back = reverse("disclosure:check", args=[found.pk])
    shown_act = Act(title, title, found.version.title, back=back, crumbs=_way(found))
    return page(request, shown_act, form, version=found.version, warnings=found.warnings)


def _of(version: PublicationVersion, title: str, note: str = "") -> Act:
    back = reverse("disclosure:manuscript", args=[version.pk])
    return Act(
        title, title, version.title, note, back=back, crumbs=staff_crumbs(Crumb(version.title[:40], back))
    )


def _way(found: SecrecyCheck) -> list[Crumb]:
    return [
        Crumb(_("公开审查"), reverse("disclosure:checks")),
        Crumb(found.register_no, reverse("disclosure:check", args=[found.pk])),
    ]
