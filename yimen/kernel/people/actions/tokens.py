"""The verbs of tokens."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.base.text import normal
from yimen.kernel.people import rules, token_secret
from yimen.kernel.people.events import TokenIssued, TokenRevoked, TokenUsed
from yimen.kernel.people.models import ApiToken, Person
from yimen.kernel.people.permissions import Permission

MOST = 20


@action(permission=Permission.TOKEN_ISSUE, creates=True)
def issue_token(
    person: Person,
    *,
    name: str,
    secret: str,
    expires_on: date,
    is_read_only: bool = True,
    by: Actor,
    at: datetime,
) -> TokenIssued:
    """签发令牌 — a program may act as the person; made in a secured session, it counts as secured.

    ``secret`` comes from ``token_secret.new_secret()``; its hash alone is kept.
    """
    if not normal(name):
        raise RuleBroken(_("请填写用途。"), fields={"name": _("请填写用途")})
    today = localdate(at)
    if not today <= expires_on <= today + timedelta(days=rules.TOKEN_DAYS):
        raise RuleBroken(_("有效期最长一年。"), fields={"expires_on": _("请选择今天起一年以内的日期")})
    if ApiToken.objects.filter(person=person, revoked_at=None, expires_on__gte=today).count() >= MOST:
        raise RuleBroken(_("有效的令牌已达20个，请先撤销不用的令牌。"))
    token = ApiToken.objects.create(
        person=person,
        name=normal(name)[:60],
        prefix=secret[: token_secret.SHOWN],
        secret_hash=token_secret.hashed(secret),
        is_read_only=is_read_only,
        is_secured=bool(getattr(by, "is_secured", False)),
        issued_at=at,
        expires_on=expires_on,
    )
    return TokenIssued(token, expires_on, is_read_only)


@action(permission=Permission.TOKEN_USE)
def use_token(token: ApiToken, *, by: Actor, at: datetime) -> TokenUsed:
    """使用令牌 — the first use of a day is recorded; later ones of the day are not acts."""
    on = localdate(at)
    if token.last_used_on is not None and token.last_used_on >= on:
        raise WrongState(_("今天已经记录过。"))
    token.last_used_on = on
    return TokenUsed(token, on)


@action(permission=Permission.TOKEN_REVOKE)
def revoke_token(token: ApiToken, *, by: Actor, at: datetime) -> TokenRevoked:
    """撤销令牌 — it opens nothing from now on."""
    if token.revoked_at is not None:
        raise WrongState(_("令牌已经撤销。"))
    token.revoked_at = at
    return TokenRevoked(token)
