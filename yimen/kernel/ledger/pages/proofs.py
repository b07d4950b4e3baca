"""证明: whoever knows the hash of an entry asks whether it is in the ledger; anybody asks whether heads fit together."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.base.refusals import TooMany
from yimen.kernel.ledger import offline, proofs, queries
from yimen.kernel.ledger.forms import ConsistencyForm, InclusionForm
from yimen.kernel.ledger.models import Head
from yimen.kernel.web.limits import require_patience
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb

from .files import json_file


@login_not_required
@require_safe
def inclusion(request: Request) -> HttpResponse:
    """入账查验 — yes or no, with the proof; nothing else is said about the entry."""
    form = InclusionForm(request.GET if "hash" in request.GET else None)
    found, status = None, 200
    if form.is_valid():
        try:
            require_patience(request, "ledger", timezone.now())
            found = proofs.proof_of_hash(form.cleaned_data["hash"])
        except TooMany as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
    context = {
        "form": form,
        "asked": form.cleaned_data["hash"].hex() if form.is_valid() else "",
        "found": found,
        "crumbs": [Crumb(_("公开账本"), reverse("ledger:ledger")), Crumb(_("入账查验"))],
    }
    response = render(request, "ledger/inclusion.html", context)
    response.status_code = status
    return response


@login_not_required
@require_safe
def inclusion_file(request: Request, entry_hash: str) -> HttpResponse:
    """入账证明 of an entry for whoever knows its hash."""
    form = InclusionForm({"hash": entry_hash})
    try:
        require_patience(request, "ledger", timezone.now())
    except TooMany as refusal:
        return HttpResponse(str(refusal), status=refusal.status, content_type="text/plain; charset=utf-8")
    found = proofs.proof_of_hash(form.cleaned_data["hash"]) if form.is_valid() else None
    if found is None:
        raise Http404
    return json_file(found, f"yimen-proof-{entry_hash[:16]}.json")


@login_not_required
@require_safe
def consistency(request: Request) -> HttpResponse:
    """前后一致证明 — between two heads: the later tree only added to the earlier one."""
    form = ConsistencyForm(request.GET if "first" in request.GET else None)
    path, heads = None, []
    if form.is_valid():
        heads = [_head(form.cleaned_data[name]) for name in ("first", "second")]
        if None in heads:
            form.add_error(None, _("没有这个序号的签署。"))
        else:
            path = _path(*[one for one in heads if one])
    context = {
        "form": form,
        "path": path,
        "heads": heads,
        "crumbs": [Crumb(_("公开账本"), reverse("ledger:ledger")), Crumb(_("前后一致证明"))],
    }
    return render(request, "ledger/consistency.html", context)


def _head(number: int) -> Head | None:
    return queries.heads().filter(pk=number).first()


def _path(first: Head, second: Head) -> list[str]:
    """The path, computed and checked at once."""
    made = proofs.consistency_of(first, second)
    earlier, later = sorted((first, second), key=lambda one: one.number)
    path = [bytes.fromhex(one) for one in made["path"]]
    roots = offline.roots_by_consistency(earlier.size, later.size, bytes(earlier.root), path)
    if roots != (bytes(earlier.root), bytes(later.root)):
        raise RuntimeError(f"heads {earlier.number} and {later.number} do not fit together")
    return list(made["path"])


@login_not_required
@require_safe
def consistency_file(request: Request, first: int, second: int) -> HttpResponse:
    """前后一致证明 as a file."""
    heads = [get_object_or_404(queries.heads(), pk=one) for one in (first, second)]
    return json_file(proofs.consistency_of(*heads), f"yimen-consistency-{first}-{second}.json")
