"""证照 — the public register, my licences, each licence with its life, and the pages of its acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yimen.kernel.audit.offers import open_to
from yimen.kernel.base.refusals import Text
from yimen.kernel.documents.serving import serve
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.approvals import actions, licence_offers, licence_register, licence_tables
from yimen.modules.approvals.forms import licences as forms
from yimen.modules.approvals.forms.acts import Plain
from yimen.modules.approvals.models import Licence
from yimen.modules.approvals.permissions import Permission

from .opening import open_for


@login_not_required
@require_GET
def register(request: Request) -> HttpResponseBase:
    """证照目录 — every licence that the city issued, with its state today; persons' names are masked."""
    page = licence_tables.REGISTER.read(request.GET, licence_register.register())
    return table_response(request, "approvals/licences.html", page, {"crumbs": [Crumb(_("证照目录"))]})


@login_not_required
@require_GET
def entry(request: Request, licence_id: UUID) -> HttpResponse:
    """证照目录中的证照 — what anybody may know of one licence, and how it stands today."""
    shown = get_object_or_404(
        licence_register.register().select_related("document", "predecessor"), pk=licence_id
    )
    context = {
        "licence": shown,
        "holder": licence_tables.holder(shown),
        "standing": shown.standing(timezone.localdate()),
        "reads_life": licence_register.licences(request.actor).filter(pk=licence_id).exists(),
        "crumbs": [Crumb(_("证照目录"), reverse("approvals:licences")), Crumb(shown.number)],
    }
    return render(request, "approvals/licence_entry.html", context)


@require_GET
def mine(request: Request) -> HttpResponseBase:
    """我的证照 — what the signed-in person holds, with what must be done by when."""
    today = timezone.localdate()
    held = list(licence_register.own(request.actor))
    items = licence_register.items_about(held, today)
    rows = [
        (one, one.standing(today), licence_register.advice(one, today), items.get(one.pk, [])) for one in held
    ]
    return render(request, "approvals/my_licences.html", {"rows": rows, "crumbs": [Crumb(_("我的证照"))]})


def seen(request: Request, licence_id: UUID) -> Licence:
    return get_object_or_404(licence_register.licences(request.actor), pk=licence_id)


@require_GET
def licence(request: Request, licence_id: UUID) -> HttpResponse:
    """证照 — for its holder and its body: papers, life, who used it for what, and the acts that are open."""
    return _page(request, seen(request, licence_id))


def _page(request: Request, shown: Licence, *, status: int = 200) -> HttpResponse:
    today, is_mine = timezone.localdate(), str(shown.holder_id) == request.actor.id
    context = {
        "licence": shown,
        "items": licence_register.items_about([shown], today).get(shown.pk, []) if is_mine else [],
        "standing": shown.standing(today),
        "advice": licence_register.advice(shown, today),
        "uses": licence_register.uses(shown),
        "revocations": shown.revocations.select_related("proposed_by", "decided_by"),
        "offers": open_to(request.actor, shown, licence_offers.TABLE),
        "is_mine": is_mine,
        "is_late": status == 409,
        "crumbs": [Crumb(_("证照目录"), reverse("approvals:licences")), Crumb(shown.number)],
    }
    response = render(request, "approvals/licence.html", context)
    response.status_code = status
    return response


@require_GET
def licence_paper(request: Request, licence_id: UUID, paper: str) -> HttpResponseBase:
    """证照和终止文书 as PDF; its holder sees the latter once it is sealed."""
    shown = seen(request, licence_id)
    document = {"licence": shown.document, "end": shown.end_document}.get(paper)
    is_holder = str(shown.holder_id) == request.actor.id
    if document is None or (is_holder and document.state == "drawn_up"):
        raise Http404
    return serve(document, filename=document.filename, inline=True, request=request)


def _act(
    request: Request,
    licence_id: UUID,
    name: str,
    form: Callable[..., BaseForm],
    act: Callable[..., Any],
    title: Text,
    done: Text,
) -> HttpResponse:
    """The page of one verb of a licence: found among what the actor sees and may do it with, else 404."""
    found = seen(request, licence_id)
    offer = licence_offers.BY_ACT[name]
    if not offer.is_permitted(request.actor, found):
        raise Http404
    if request.method != "POST" and not offer.is_open(request.actor, found):
        return _page(request, found, status=409)
    bound = form(sent(request))
    if bound.is_valid() and attempt(
        bound, act, found, **bound.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, done)
        return redirect("approvals:licence", found.pk)
    own = reverse("approvals:licence", args=[found.pk])
    context = {
        "form": bound,
        "heading": title,
        "kind": offer.kind,
        "licence": found,
        "revocation": found.revocations.first(),
        "crumbs": [Crumb(found.number, own), Crumb(title)],
    }
    return render(request, "approvals/licence_act.html", context)


def revocation_proposal(request: Request, licence_id: UUID) -> HttpResponse:
    """提出撤销 — ground, facts, effects; the holder is told and heard."""
    act, done = actions.propose_revocation, _("已提出撤销，持证人会收到通知。")
    return _act(request, licence_id, "propose_revocation", forms.Revocation, act, _("提出撤销"), done)


def opinion(request: Request, licence_id: UUID) -> HttpResponse:
    """陈述申辩 — the holder's word."""
    act, done = actions.state_opinion, _("您的陈述和申辩已提交。")
    return _act(request, licence_id, "state_opinion", forms.Opinion, act, _("陈述和申辩"), done)


def revocation(request: Request, licence_id: UUID) -> HttpResponse:
    """撤销 — decided by another person after the holder was heard."""
    act, done = actions.revoke_licence, _("已决定撤销，决定书等待用印。")
    return _act(request, licence_id, "revoke_licence", forms.Answer, act, _("决定撤销"), done)


def revocation_dropping(request: Request, licence_id: UUID) -> HttpResponse:
    """不予撤销 — the licence stands."""
    act, done = actions.drop_revocation, _("已决定不撤销，持证人会收到通知。")
    return _act(request, licence_id, "drop_revocation", forms.Answer, act, _("不予撤销"), done)


def cancellation(request: Request, licence_id: UUID) -> HttpResponse:
    """注销 — for a ground of the law."""
    act, done = actions.cancel_licence, _("已注销，决定书等待用印。")
    return _act(request, licence_id, "cancel_licence", forms.Cancellation, act, _("注销证照"), done)


def end_seal(request: Request, licence_id: UUID) -> HttpResponse:
    """终止文书用印 — by the seal keeper."""
    act, done = actions.seal_licence_paper, _("已用印。")
    return _act(request, licence_id, "seal_licence_paper", Plain, act, _("在终止文书上用印"), done)


def choice(request: Request, application_id: UUID) -> HttpResponse:
    """选择证照 — which licence the application shall change or renew."""
    application = open_for(request, application_id, Permission.LICENCE_CHOOSE)
    if not application.version.body.about_licence:
        raise Http404
    today = timezone.localdate()
    held = licence_register.changeable(application, today)
    form = forms.OneOf(sent(request), held=held, initial={"licence": application.licence_id})
    if form.is_valid() and attempt(
        form, actions.choose_licence, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return redirect("approvals:materials", application.pk)
    context = {
        "form": form,
        "held": held,
        "application": application,
        "heading": _("选择证照"),
        "today": today,
    }
    return render(request, "approvals/licence_choice.html", context | {"crumbs": [Crumb(_("选择证照"))]})


def material_licence(request: Request, application_id: UUID, key: str) -> HttpResponse:
    """以证代材 — a licence that the applicant holds, instead of a file."""
    application = open_for(request, application_id, Permission.LICENCE_USE)
    held = licence_register.usable(application, key, timezone.localdate())
    if not held:
        raise Http404
    form = forms.OneOf(sent(request), held=held, initial={"licence": held[0]})
    if form.is_valid() and attempt(
        form,
        actions.use_licence,
        application,
        key=key,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("已使用您持有的证照，不用再上传。"))
        return redirect("approvals:materials", application.pk)
    context = {"form": form, "held": held, "application": application, "heading": _("使用已持有的证照")}
    return render(
        request, "approvals/licence_choice.html", context | {"crumbs": [Crumb(_("使用已持有的证照"))]}
    )
