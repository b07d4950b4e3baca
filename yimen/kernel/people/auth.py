"""Who asks through the API: a token, else the session of a page. Endpoints get the same actor as pages."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer, SessionAuth

from yimen.kernel.base.actor import Actor, Public
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import WrongState

from . import actions, token_secret
from .actor import PersonActor
from .middleware import actor_of
from .models import ApiToken

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class TokenAuth(HttpBearer):
    """令牌 — ``Authorization: Bearer yimen_…``; a read-only token opens reading only."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        now = timezone.now()  # noqa: TID251 - a door, like a page
        today = local_day(now)
        row = ApiToken.objects.select_related("person").filter(secret_hash=token_secret.hashed(token)).first()
        if row is None or not row.is_valid(now, today) or not row.person.is_active:
            return None
        if row.is_read_only and request.method not in SAFE:
            return None
        actor = PersonActor(
            row.person, on=today, origin="endpoint", is_secured=row.is_secured, is_read_only=row.is_read_only
        )
        if row.last_used_on != today:
            with suppress(WrongState):  # another request of the same program was first
                actions.use_token(row, by=actor, at=now)
        request.actor = actor  # type: ignore[attr-defined]
        return actor


class SessionActor(SessionAuth):
    """The session of a signed-in page, with its CSRF token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        actor = actor_of(request, origin="endpoint")
        if actor.kind != "person":
            return None
        request.actor = actor  # type: ignore[attr-defined]
        return actor


def public(request: HttpRequest) -> Actor | None:
    """Anybody, for the reading half of the API; a wrong token is not anybody."""
    if request.headers.get("Authorization"):
        return None
    actor = Public(origin="endpoint")
    request.actor = actor  # type: ignore[attr-defined]
    return actor


SESSION_OR_TOKEN = [TokenAuth(), SessionActor()]
"""What every operation asks for, unless it says otherwise."""

OPEN = [TokenAuth(), SessionActor(), public]
"""``auth=OPEN``: tokens, sessions and the public, who read what is public."""
