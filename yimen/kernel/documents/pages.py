"""Public verification, the certificates of the authority, and the register of seals."""

from __future__ import annotations

from uuid import UUID

from cryptography.hazmat.primitives import serialization
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yimen.kernel.base.refusals import TooMany
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.limits import require_patience
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb

from . import actions, authority, findings, forms, queries
from .making import examples, make_pdf
from .papers import PAPERS
from .permissions import Permission
from .seal_image import seal_png


@login_not_required
@require_http_methods(["GET", "POST"])
def verify(request: Request) -> HttpResponse:
    """文书查验 — by code, or by the file itself; the file is not kept."""
    coded = forms.VerifyCode(request.GET if "code" in request.GET else None)
    if coded.is_bound and coded.is_valid():
        return redirect("documents:verification", coded.cleaned_data["code"])
    filed = forms.VerifyFile(request.POST or None, request.FILES or None)
    finding, status = None, 200
    if filed.is_bound and filed.is_valid():
        try:
            require_patience(request, "verify", timezone.now())
            finding = findings.for_file(filed.cleaned_data["file"].read(), on=timezone.localdate())
        except TooMany as refusal:
            filed.add_error(None, str(refusal))
            status = refusal.status
    context = {"coded": coded, "filed": filed, "finding": finding, "crumbs": [Crumb(_("文书查验"))]}
    response = render(request, "documents/verify.html", context)
    response.status_code = status
    return response


@login_not_required
@require_GET
def verification(request: Request, code: str) -> HttpResponse:
    """查验结果 — where the QR code of a document leads."""
    finding, status = None, 200
    coded = forms.VerifyCode({"code": code})
    try:
        require_patience(request, "verify", timezone.now())
        finding = findings.for_code(code, on=timezone.localdate())
        status = 200 if finding.is_known else 404
    except TooMany as refusal:
        coded.is_valid()
        coded.add_error(None, str(refusal))
        status = refusal.status
    crumbs = [Crumb(_("文书查验"), reverse("documents:verify")), Crumb(_("查验结果"))]
    context = {"coded": coded, "filed": forms.VerifyFile(), "finding": finding, "crumbs": crumbs}
    response = render(request, "documents/verify.html", context)
    response.status_code = status
    response.headers["Cache-Control"] = "private, no-store"
    return response


@login_not_required
@require_GET
def root_certificate(request: Request) -> HttpResponse:
    """根证书 — for those who check signatures with their own programs."""
    der = authority.root().certificate.public_bytes(serialization.Encoding.DER)
    response = HttpResponse(der, content_type="application/pkix-cert")
    response.headers["Content-Disposition"] = 'attachment; filename="yimen-root.cer"'
    return response


@login_not_required
@require_GET
def revocation_list(request: Request) -> HttpResponse:
    """停用印章目录 — the revoked certificates, signed by the issuing authority."""
    listed = authority.revocation_list(queries.revoked_serials().items(), at=timezone.now())
    return HttpResponse(listed, content_type="application/pkix-crl")


@require_GET
def seals(request: Request) -> HttpResponse:
    """印章管理 — the register of seals, as far as the reader may see it."""
    shown = list(queries.seals(request.actor))
    may_register = request.actor.may(Permission.SEAL_REGISTER, None)
    if not shown and not may_register:
        raise Http404
    at = timezone.now()
    context = {
        "seals": shown,
        "ended": [seal for seal in shown if seal.has_ended(at)],
        "ending": [seal for seal in shown if seal.ends_soon(at)],
        "may_register": may_register,
        "revocable": [seal for seal in shown if request.actor.may(Permission.SEAL_REVOKE, seal)],
        "crumbs": [Crumb(_("印章管理"))],
    }
    return render(request, "documents/seals.html", context)


@require_http_methods(["GET", "POST"])
def seal_registration(request: Request) -> HttpResponse:
    """登记印章 — a new seal of an organ."""
    if not request.actor.may(Permission.SEAL_REGISTER, None):
        raise Http404
    form = forms.Registration(request.POST or None)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        org = facts.pop("org")
        if attempt(form, actions.register_seal, org, **facts, by=request.actor, at=timezone.now()):
            done_message(request, _("印章已登记。"))
            return redirect("documents:seals")
    crumbs = [Crumb(_("印章管理"), reverse("documents:seals")), Crumb(_("登记印章"))]
    return render(request, "documents/seal_registration.html", {"form": form, "crumbs": crumbs})


@require_http_methods(["GET", "POST"])
def seal_revocation(request: Request, seal_id: UUID) -> HttpResponse:
    """停用印章 — from now on nothing can be sealed with it."""
    seal = get_object_or_404(queries.seals(request.actor), pk=seal_id)
    if not request.actor.may(Permission.SEAL_REVOKE, seal):
        raise Http404
    form = forms.Reason(request.POST or None)
    if form.is_valid():
        reason, at = form.cleaned_data["reason"], timezone.now()
        if attempt(form, actions.revoke_seal, seal, reason=reason, by=request.actor, at=at):
            done_message(request, _("印章已停用。"))
            return redirect("documents:seals")
    crumbs = [Crumb(_("印章管理"), reverse("documents:seals")), Crumb(_("停用印章"))]
    return render(request, "documents/seal_revocation.html", {"form": form, "seal": seal, "crumbs": crumbs})


@require_GET
def impression(request: Request, seal_id: UUID) -> HttpResponse:
    """印模 — the picture of a seal, for the register only: it is worth nothing without the key."""
    seal = get_object_or_404(queries.seals(request.actor), pk=seal_id)
    response = HttpResponse(seal_png(seal.org.name, seal.stamp_text), content_type="image/png")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@require_GET
def papers(request: Request) -> HttpResponse:
    """文书格式 — every kind of document, each with a specimen of invented data."""
    if not request.actor.may(Permission.SEAL_REGISTER, None):
        raise Http404
    context = {
        "papers": PAPERS.values(),
        "crumbs": [Crumb(_("印章管理"), reverse("documents:seals")), Crumb(_("文书格式"))],
    }
    return render(request, "documents/papers.html", context)


@require_GET
def specimen(request: Request, code: str) -> HttpResponse:
    """样张 — one kind of document as it looks, made from the examples."""
    if code not in PAPERS or not request.actor.may(Permission.SEAL_REGISTER, None):
        raise Http404
    pdf = make_pdf(code, examples()[code])
    return HttpResponse(pdf, content_type="application/pdf")
