"""Who asks: every request has an actor, found when first needed, so that a public page costs no query."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor, Public
from yimen.kernel.web import menu

from .actor import PersonActor

FREE = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")
SIGN_OUT = "account_logout"
FREE_NAMESPACES = frozenset({"web", "people"})


class ActorMiddleware:
    """Sets ``request.actor``; sends officials who must give a second factor to where they can."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if (
            request.method == "POST"
            and request.resolver_match
            and request.resolver_match.url_name == SIGN_OUT
        ):
            response.headers["Clear-Site-Data"] = (
                '"storage"'  # what pages kept in the browser goes with the person
            )
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if _is_api(request):
            view.login_required = False  # type: ignore[attr-defined]  # auth.py asks: 401, not a sign-in page
        if not getattr(view, "login_required", True) or _is_free(request):
            return None
        actor = request.actor  # type: ignore[attr-defined]
        if not isinstance(actor, PersonActor):
            return None
        if request.resolver_match and menu.hides(request.resolver_match.view_name, actor):
            raise Http404  # what the menu does not show somebody is not there for them
        if not actor.needs_second_factor:
            return None
        return _ask_second_factor(request, actor)


def actor_of(request: HttpRequest, origin: str = "page") -> Actor:
    """The actor of a session: the signed-in person on this day, or the public."""
    from .sign_in import is_secured

    user = request.user  # lazy: acts lock rows by their model, so the row itself is handed on
    if not user.is_authenticated or not user.is_active:
        return Public(origin=origin)
    person = getattr(user, "_wrapped", user)
    today = timezone.localdate()
    return PersonActor(person, on=today, origin=origin, is_secured=is_secured(request, person))


def _is_api(request: HttpRequest) -> bool:
    """Whether the address is one of the API; every operation there says itself whom it answers (auth.py)."""
    return request.resolver_match is not None and "ninja" in request.resolver_match.app_names


def _is_free(request: HttpRequest) -> bool:
    """Pages on which a second factor is set up, given, or not needed."""
    match = request.resolver_match
    if match is None:
        return True
    return bool(FREE_NAMESPACES & set(match.namespaces)) or (match.url_name or "").startswith(FREE)


def _ask_second_factor(request: HttpRequest, actor: PersonActor) -> HttpResponse:
    from allauth.mfa.adapter import get_adapter

    after = urlencode({"next": request.get_full_path()})
    if get_adapter().is_mfa_enabled(actor.person):
        from django.urls import reverse

        return redirect(f"{reverse('mfa_reauthenticate')}?{after}")
    messages.warning(request, _("您的岗位需要二次验证。请先设置验证器应用或者安全密钥，再办理业务。"))
    return redirect("mfa_index")
