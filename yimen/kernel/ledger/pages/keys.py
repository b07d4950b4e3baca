"""更换账本密钥: by the administrator; the key before endorses the new one and signs nothing any more."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yimen.kernel.ledger import actions
from yimen.kernel.ledger.forms import KeyForm
from yimen.kernel.ledger.permissions import Permission
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb


@require_http_methods(["GET", "POST"])
def key_replacement(request: Request) -> HttpResponse:
    """更换账本密钥 — a new one signs from now on."""
    if not request.actor.may(Permission.KEY_APPOINT, None):
        raise Http404
    form = KeyForm(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.appoint_key, actions.ledger(), by=request.actor, at=timezone.now()
    ):
        done_message(request, _("新的账本密钥已启用。"))
        return redirect("ledger:keys")
    crumbs = [
        Crumb(_("公开账本"), reverse("ledger:ledger")),
        Crumb(_("账本密钥"), reverse("ledger:keys")),
        Crumb(_("更换账本密钥")),
    ]
    return render(request, "ledger/key_replacement.html", {"form": form, "crumbs": crumbs})
