"""The applicant's side: search first, the draft, its files, the check before it is sent, the receipt, the own list."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.intake import receive
from yimen.kernel.people.actor import person_actor
from yimen.kernel.search.answering import Wish, answer
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.once import once_key
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly
from yimen.modules.requests import actions, queries, regimes
from yimen.modules.requests.forms import asking as forms
from yimen.modules.requests.models import InformationRequest
from yimen.modules.requests.permissions import Permission
from yimen.modules.requests.states import State
from yimen.modules.requests.uploading import upload_limits

from .acts import PAGES, seen
from .listing import due_shown, state_badge

MINE = Table(
    columns=[
        Column(
            "number",
            gettext_lazy("编号"),
            value=lambda row: str(row) or _("草稿"),
            link=lambda row: reverse("requests:request", args=[row.pk]),
            nowrap=True,
        ),
        Column("org", gettext_lazy("行政机关"), value=lambda row: briefly(row.org)),
        Column("state", gettext_lazy("状态"), value=state_badge),
        Column("received_on", gettext_lazy("收到日期"), sort="received_on"),
        Column("due", gettext_lazy("答复期限"), value=due_shown),
        Column("drafted_at", gettext_lazy("开始时间"), sort="drafted_at"),
    ],
    filters=[
        Filter("q", gettext_lazy("信息名称"), lookups=["matters__name__icontains"]),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=State),
    ],
    default_sort="-drafted_at",
    name="mine",
    page_size=30,
    export=False,
    empty=gettext_lazy("还没有公开申请。"),
)


@login_not_required
@require_safe
def home(request: Request) -> HttpResponse:
    """依申请公开 — search first; then how one asks, what it costs, how long it takes."""
    words = request.GET.get("q", "").strip()[:200]
    found = answer(request.actor, Wish(words), on=timezone.localdate()) if words else None
    context = {
        "words": words,
        "found": found,
        "is_signed_in": person_actor(request.actor) is not None,
        "crumbs": [Crumb(_("依申请公开"))],
    }
    return render(request, "requests/home.html", context)


@require_safe
def mine(request: Request) -> HttpResponseBase:
    """我的公开申请 — drafts, what is being handled, what has ended."""
    rows = queries.own_requests(request.actor).exclude(state=State.DISCARDED)
    page = MINE.read(request.GET, rows)
    return table_response(request, "requests/mine.html", page, {"crumbs": [Crumb(_("我的公开申请"))]})


def start(request: Request) -> HttpResponse:
    """开始申请 — to which body; what was searched for becomes the first line of the draft."""
    on, words = timezone.localdate(), request.GET.get("q", "")[:200]
    form = forms.ChosenBody(request.POST or None, bodies=queries.bodies(on))
    if form.is_valid():
        key, body = once_key(request) or new_id(), form.cleaned_data["org"]
        matters = [{"name": words}] if words else []
        done = attempt(
            form,
            actions.draft_request,
            body,
            request_id=key,
            matters=matters,
            by=request.actor,
            at=timezone.now(),
        )
        if done is not None or queries.own_requests(request.actor).filter(pk=key).exists():
            return redirect("requests:draft", key)
    crumbs = [Crumb(_("依申请公开"), reverse("requests:home")), Crumb(_("开始申请"))]
    return render(request, "requests/start.html", {"form": form, "words": words, "crumbs": crumbs})


def draft(request: Request, request_id: UUID) -> HttpResponse:
    """填写申请 — who asks, for what, in which form and way."""
    shown = _own(request, request_id, State.DRAFT)
    if shown is None:
        return PAGES.as_it_is(request, seen(request, request_id))
    asks_use = regimes.flag(timezone.localdate(), "asks_use")
    form = forms.Draft(shown, request.POST or None, asks_use=asks_use)
    if form.is_valid():
        stated, matters, at = form.stated, form.matters, timezone.now()
        act = actions.amend_request
        if attempt(form, act, shown, stated=stated, matters=matters, by=request.actor, at=at):
            keeps = request.POST.get("act") == "keep"
            return redirect("requests:mine") if keeps else redirect("requests:check", shown.pk)
    context = {"shown": shown, "form": form, "crumbs": _crumbs(_("填写申请"))}
    return render(request, "requests/draft.html", context)


def attachments(request: Request, request_id: UUID) -> HttpResponse:
    """附件 — proofs of identity, authority, what describes the information; one at a time."""
    shown = seen(request, request_id)
    if not request.actor.may(Permission.REQUEST_CORRECT, shown):
        raise Http404
    limits = upload_limits(timezone.localdate())
    form = forms.Attachment(request.POST or None, request.FILES or None, largest=limits.size)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        given = attempt(
            form, receive, upload.file, filename=upload.name, formats=forms.FORMATS, limits=limits
        )
        facts = {"use": form.cleaned_data["use"], "received": given}
        if given and attempt(form, actions.attach_file, shown, **facts, by=request.actor, at=timezone.now()):
            done_message(request, _("已添加附件。"))
            return redirect("requests:attachments", shown.pk)
    context = {"shown": shown, "form": form, "files": queries.files(request.actor, shown)}
    return render(request, "requests/attachments.html", context | {"crumbs": _crumbs(_("附件"))})


def attachment_removal(request: Request, request_id: UUID, attachment_id: UUID) -> HttpResponse:
    """移除附件 — before it is submitted."""
    shown = seen(request, request_id)
    one = get_object_or_404(queries.files(request.actor, shown), pk=attachment_id)
    form = Form(sent(request))
    if form.is_valid() and attempt(
        form, actions.remove_file, shown, file=one, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已移除附件。"))
        return redirect("requests:attachments", shown.pk)
    context = {"shown": shown, "form": form, "file": one, "crumbs": _crumbs(_("移除附件"))}
    return render(request, "requests/attachment_removal.html", context)


def check(request: Request, request_id: UUID) -> HttpResponse:
    """核对并提交 — everything once more; what one asked for before is said here."""
    shown = _own(request, request_id, State.DRAFT)
    if shown is None:
        return PAGES.as_it_is(request, seen(request, request_id))
    form = forms.Declaration(request.POST or None)
    if form.is_valid() and attempt(form, actions.submit_request, shown, by=request.actor, at=timezone.now()):
        return redirect("requests:receipt", shown.pk)
    context = {
        "shown": shown,
        "form": form,
        "matters": shown.matters.order_by("position"),
        "files": queries.files(request.actor, shown),
        "asked_before": queries.asked_before(shown),
        "crumbs": _crumbs(_("核对并提交")),
    }
    return render(request, "requests/check.html", context)


@require_safe
def receipt(request: Request, request_id: UUID) -> HttpResponse:
    """提交凭证 — number and query code, and what happens next."""
    shown = get_object_or_404(queries.own_requests(request.actor), pk=request_id, case__isnull=False)
    context = {"shown": shown, "crumbs": _crumbs(_("提交凭证"))}
    return render(request, "requests/receipt.html", context)


def discarding(request: Request, request_id: UUID) -> HttpResponse:
    """放弃草稿."""
    shown = _own(request, request_id, State.DRAFT)
    if shown is None:
        return PAGES.as_it_is(request, seen(request, request_id))
    form = Form(sent(request))
    if form.is_valid() and attempt(form, actions.discard_request, shown, by=request.actor, at=timezone.now()):
        done_message(request, _("草稿已放弃。"))
        return redirect("requests:mine")
    context = {"shown": shown, "form": form, "crumbs": _crumbs(_("放弃草稿"))}
    return render(request, "requests/discarding.html", context)


def _own(request: Request, request_id: UUID, state: State) -> InformationRequest | None:
    """The own request in this state; None in another one; 404 where it is not one's own."""
    shown = get_object_or_404(queries.own_requests(request.actor), pk=request_id)
    return shown if shown.state == state else None


def _crumbs(title: str) -> list[Crumb]:
    return [Crumb(_("我的公开申请"), reverse("requests:mine")), Crumb(title)]
