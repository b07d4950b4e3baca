"""市区一网: cases handed from body to body, and results shared between them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.audit.offers import Offer, open_to
from yimen.kernel.documents.serving import serve
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.approvals import actions, checklist, queries, transfers
from yimen.modules.approvals.actions.competence import centre_near
from yimen.modules.approvals.forms import network as forms
from yimen.modules.approvals.forms.acts import Plain
from yimen.modules.approvals.models import Application, HandOver, SharingRequest
from yimen.modules.approvals.states import HandOverState, SharingState

from .acts import opens
from .sheets import require_may, sheet

state_badge = state_badges({"accepted": "success", "proposed": "warning", "declined": "danger"})
HAND_OVERS = Table(
    columns=[
        Column(
            "number",
            gettext_lazy("办件编号"),
            value=lambda row: row.application.number,
            link=lambda row: reverse("approvals:hand-over", args=[row.pk]),
            nowrap=True,
        ),
        Column("item", gettext_lazy("事项"), value=lambda row: named(row.application.item)),
        Column("from_org", gettext_lazy("移出机关"), value=lambda row: named(row.from_org)),
        Column("to_org", gettext_lazy("接收机关"), value=lambda row: named(row.to_org)),
        Column("proposed_at", gettext_lazy("提出"), sort="proposed_at"),
        Column("answered_at", gettext_lazy("答复")),
        Column("state", gettext_lazy("状态"), value=state_badge),
    ],
    filters=[
        Filter("q", gettext_lazy("编号"), lookup="application__case__number__startswith"),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=HandOverState),
    ],
    default_sort="-proposed_at",
    name="hand-overs",
    caption=gettext_lazy("移交"),
    empty=gettext_lazy("没有移交的办件。"),
)


OF_HAND_OVER = (
    Offer(actions.accept_hand_over, gettext_lazy("接收移交"), "approvals:hand-over-acceptance", "primary"),
    Offer(actions.decline_hand_over, gettext_lazy("退回移交"), "approvals:hand-over-declining", "danger"),
)
OF_SHARING = (
    Offer(actions.share_result, gettext_lazy("提供结果"), "approvals:sharing-answer", "primary"),
    Offer(actions.read_shared_result, gettext_lazy("查看结果"), "approvals:shared-document", "primary"),
    Offer(actions.decline_result, gettext_lazy("不予提供"), "approvals:sharing-declining", "danger"),
)


@require_GET
def list_of_hand_overs(request: Request) -> HttpResponseBase:
    """移交 — what the own body handed over and what it is offered."""
    if not queries.reads_cases(request.actor):
        raise Http404
    page = HAND_OVERS.read(request.GET, transfers.hand_overs(request.actor))
    return table_response(request, "approvals/list_of_hand_overs.html", page, {"crumbs": [Crumb(_("移交"))]})


@require_GET
def hand_over(request: Request, hand_over_id: UUID) -> HttpResponse:
    """移交单 — who hands what to whom and why; the case itself only for those who see it."""
    shown = _hand_over(request, hand_over_id)
    context = {
        "hand_over": shown,
        "state": state_badge(shown),
        "materials": [row.material.shown for row in checklist.rows(shown.application) if row.present],
        "sees_case": queries.applications(request.actor).filter(pk=shown.application_id).exists(),
        "offers": open_to(request.actor, shown, OF_HAND_OVER),
        "crumbs": _crumbs(shown),
    }
    return render(request, "approvals/hand_over.html", context)


@opens("propose_hand_over")
def hand_over_offer(request: Request, application: Application) -> HttpResponse:
    """提出移交 — the responsible body signs; until the receiver accepts, nothing moves."""
    form = forms.Offer(sent(request), receivers=transfers.receivers(application))
    if form.is_valid():
        facts = form.cleaned_data | {"to_centre": centre_near(form.cleaned_data["to_org"])}
        if attempt(
            form, actions.propose_hand_over, application, **facts, by=request.actor, at=timezone.now()
        ):
            done_message(request, _("已提出移交；接收之前由本机关继续办理。"))
            return redirect("approvals:application", application.pk)
    context = {"application": application}
    return sheet(
        request, "hand_over_offer", form, _("签署并提出移交"), _case(application, _("移交")), context
    )


@opens("recall_hand_over")
def hand_over_recall(request: Request, application: Application) -> HttpResponse:
    """撤回移交 — while it is not answered."""
    form = Plain(sent(request))
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.recall_hand_over, application, **facts):
        done_message(request, _("已撤回移交。"))
        return redirect("approvals:application", application.pk)
    context = {"application": application, "offer": transfers.offer_of(application)}
    return sheet(request, "hand_over_recall", form, _("撤回移交"), _case(application, _("撤回移交")), context)


def hand_over_acceptance(request: Request, hand_over_id: UUID) -> HttpResponse:
    """接收移交 — the receiver signs; the case is its own from now on."""
    shown = _to_answer(request, hand_over_id)
    form = Plain(sent(request))
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.accept_hand_over, shown, **facts):
        done_message(request, _("已接收，由本机关继续办理，时限连续计算。"))
        return redirect("approvals:application", shown.application_id)
    crumbs = [*_crumbs(shown, linked=True), Crumb(_("接收移交"))]
    return sheet(request, "hand_over_acceptance", form, _("签署并接收"), crumbs, {"hand_over": shown})


def hand_over_declining(request: Request, hand_over_id: UUID) -> HttpResponse:
    """退回移交 — with the reason."""
    shown = _to_answer(request, hand_over_id)
    form = forms.Answer(sent(request))
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.decline_hand_over, shown, **form.cleaned_data, **facts):
        done_message(request, _("已退回。"))
        return redirect("approvals:hand-over", hand_over_id)
    crumbs = [*_crumbs(shown, linked=True), Crumb(_("退回移交"))]
    return sheet(request, "hand_over_declining", form, _("退回"), crumbs, {"hand_over": shown})


# --- 结果共享

SHARING = Table(
    columns=[
        Column(
            "wanted",
            gettext_lazy("所需结果"),
            value=lambda row: row.wanted.number,
            link=lambda row: reverse("approvals:sharing", args=[row.pk]),
            nowrap=True,
        ),
        Column("item", gettext_lazy("事项"), value=lambda row: named(row.wanted.item)),
        Column("asking_org", gettext_lazy("请求机关"), value=lambda row: named(row.asking_org)),
        Column("holding_org", gettext_lazy("提供机关"), value=lambda row: named(row.holding_org)),
        Column("asked_at", gettext_lazy("请求"), sort="asked_at"),
        Column("state", gettext_lazy("状态"), value=state_badges({})),
        Column("read_count", gettext_lazy("查看次数"), number=True),
    ],
    filters=[Filter("state", gettext_lazy("状态"), kind="choice", choices=SharingState)],
    default_sort="-asked_at",
    name="sharing",
    caption=gettext_lazy("结果共享"),
    empty=gettext_lazy("没有结果共享申请。"),
)


@require_GET
def list_of_sharing(request: Request) -> HttpResponseBase:
    """结果共享 — what the own body asked for and what it is asked for."""
    if not queries.reads_cases(request.actor):
        raise Http404
    page = SHARING.read(request.GET, transfers.sharing(request.actor))
    return table_response(request, "approvals/list_of_sharing.html", page, {"crumbs": [Crumb(_("结果共享"))]})


@require_GET
def sharing(request: Request, sharing_id: UUID) -> HttpResponse:
    """结果共享申请 — who asks for what, for which case, by which rule, and the answer."""
    shown = _sharing(request, sharing_id)
    context = {
        "sharing": shown,
        "offers": open_to(request.actor, shown, OF_SHARING),
        "crumbs": [Crumb(_("结果共享"), reverse("approvals:list-of-sharing")), Crumb(shown.wanted.number)],
    }
    return render(request, "approvals/sharing.html", context)


@opens("request_result")
def result_request(request: Request, application: Application) -> HttpResponse:
    """请求结果共享 — another body's result on the same applicant."""
    form = forms.Asking(sent(request))
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.request_result, application, **form.cleaned_data, **facts):
        done_message(request, _("已请求，等待提供机关答复。"))
        return redirect("approvals:application", application.pk)
    crumbs = _case(application, _("请求结果共享"))
    return sheet(request, "result_request", form, _("请求"), crumbs, {"application": application})


def sharing_answer(request: Request, sharing_id: UUID) -> HttpResponse:
    """提供结果 — one document of the case."""
    shown = _sharing(request, sharing_id)
    require_may(request, "share_result", shown)
    form = forms.Sharing(sent(request), documents=queries.documents(shown.wanted, request.actor))
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.share_result, shown, **form.cleaned_data, **facts):
        done_message(request, _("已提供；每次查看都会留痕，申请人可以看到。"))
        return redirect("approvals:sharing", sharing_id)
    crumbs = [*_sharing_crumbs(shown), Crumb(_("提供结果"))]
    return sheet(request, "sharing_answer", form, _("提供"), crumbs, {"sharing": shown})


def sharing_declining(request: Request, sharing_id: UUID) -> HttpResponse:
    """不予提供结果 — with the reason."""
    shown = _sharing(request, sharing_id)
    require_may(request, "decline_result", shown)
    form = forms.Answer(sent(request))
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.decline_result, shown, **form.cleaned_data, **facts):
        done_message(request, _("已答复。"))
        return redirect("approvals:sharing", sharing_id)
    crumbs = [*_sharing_crumbs(shown), Crumb(_("不予提供"))]
    return sheet(request, "sharing_declining", form, _("不予提供"), crumbs, {"sharing": shown})


def shared_document(request: Request, sharing_id: UUID) -> HttpResponseBase:
    """查看共享结果 — the file itself; a look is an act, so it is asked for by POST."""
    shown = _sharing(request, sharing_id)
    require_may(request, "read_shared_result", shown)
    form = Plain(sent(request))
    if form.is_valid() and attempt(
        form, actions.read_shared_result, shown, by=request.actor, at=timezone.now()
    ):
        issued = get_object_or_404(transfers.shared_with(request.actor), pk=sharing_id).document
        assert issued is not None  # noqa: S101 - a shared result names its document (constraint)
        return serve(issued.document, filename=issued.document.filename, inline=True, request=request)
    crumbs = [*_sharing_crumbs(shown), Crumb(_("查看结果"))]
    return sheet(request, "shared_document", form, _("查看并留痕"), crumbs, {"sharing": shown})


def _sharing(request: Request, sharing_id: UUID) -> SharingRequest:
    return get_object_or_404(transfers.sharing(request.actor), pk=sharing_id)


def _sharing_crumbs(shown: SharingRequest) -> list[Crumb]:
    here = reverse("approvals:sharing", args=[shown.pk])
    return [
        Crumb(_("结果共享"), reverse("approvals:list-of-sharing")),
        Crumb(shown.wanted.number, here),
    ]


def _hand_over(request: Request, hand_over_id: UUID) -> HandOver:
    return get_object_or_404(transfers.hand_overs(request.actor), pk=hand_over_id)


def _to_answer(request: Request, hand_over_id: UUID) -> HandOver:
    shown = _hand_over(request, hand_over_id)
    require_may(request, "accept_hand_over", shown)
    return shown


def _crumbs(shown: HandOver, *, linked: bool = False) -> list[Crumb]:
    here = reverse("approvals:hand-over", args=[shown.pk]) if linked else ""
    return [Crumb(_("移交"), reverse("approvals:hand-overs")), Crumb(shown.application.number, here)]


def _case(application: Application, title: str) -> list[Crumb]:
    here = reverse("approvals:application", args=[application.pk])
    return [Crumb(_("办件"), reverse("approvals:handled")), Crumb(application.number, here), Crumb(title)]
