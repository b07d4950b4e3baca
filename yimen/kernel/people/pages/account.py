"""我的账户: profile, contact, tokens, sessions, second factor."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.adapter import get_adapter
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yimen.kernel.people import actions, forms, queries, token_secret
from yimen.kernel.people.actor import PersonActor, person_actor
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb


def own(request: Request) -> PersonActor:
    actor = person_actor(request.actor)
    if actor is None:
        raise Http404
    return actor


def account(request: Request) -> HttpResponse:
    """我的账户 — what the city knows about me, and how I sign in."""
    actor = own(request)
    context = {
        "person": actor.person,
        "posts": actor.posts,
        "has_second_factor": get_adapter().is_mfa_enabled(actor.person),
        "needs_second_factor": actor.needs_second_factor,
        "token_count": queries.tokens(actor).filter(revoked_at=None).count(),
        "crumbs": [Crumb(_("我的账户"))],
    }
    return render(request, "people/account.html", context)


def contact(request: Request) -> HttpResponse:
    """变更联系方式."""
    actor = own(request)
    person = actor.person
    initial = {name: getattr(person, name) for name in ("email", "phone", "contact_name", "language")}
    form = forms.Contact(request.POST or None, initial=initial)
    if (
        form.is_valid()
        and attempt(form, actions.change_contact, person, **form.cleaned_data, by=actor, at=timezone.now())
        is not None
    ):
        done_message(request, _("联系方式已经变更。"))
        return redirect("people:account")
    context = {
        "form": form,
        "crumbs": [Crumb(_("我的账户"), reverse("people:account")), Crumb(_("联系方式"))],
    }
    return render(request, "people/contact.html", context)


def tokens(request: Request) -> HttpResponse:
    """我的令牌 — a new one is shown once, on the answer to the form."""
    actor = own(request)
    form, secret = forms.Token(request.POST or None), ""
    if form.is_valid():
        made = token_secret.new_secret()
        if attempt(
            form,
            actions.issue_token,
            actor.person,
            **form.cleaned_data,
            secret=made,
            by=actor,
            at=timezone.now(),
        ):
            form, secret = forms.Token(), made
    context = {
        "form": form,
        "secret": secret,
        "tokens": queries.tokens(actor),
        "crumbs": [Crumb(_("我的账户"), reverse("people:account")), Crumb(_("令牌"))],
    }
    return render(request, "people/tokens.html", context)


@require_POST
def revocation(request: Request, token_id: UUID) -> HttpResponse:
    """撤销令牌."""
    token = get_object_or_404(queries.tokens(request.actor), pk=token_id)
    form = Form(request.POST)
    if attempt(form, actions.revoke_token, token, by=request.actor, at=timezone.now()):
        done_message(request, _("令牌已经撤销。"))
    else:
        done_message(request, str(form.non_field_errors()[0]), "error")
    return redirect("people:tokens")
