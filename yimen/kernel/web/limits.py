"""限速: how often an address may ask, or may fail to find a number. Counted exactly, over all processes.

The count is no state of affairs: it belongs to no act and stands in no record, and it must survive a refusal that
rolls back nothing. So it is kept here, by one statement, and by nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import TooMany

from .models import Tries

ADD = """
INSERT INTO web_tries AS t (key, count, until) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN t.until <= %s THEN 1 ELSE t.count + 1 END,
    until = CASE WHEN t.until <= %s THEN excluded.until ELSE t.until END
RETURNING count
"""
FORGET = "DELETE FROM web_tries WHERE until <= %s"


@dataclass(frozen=True)
class Limit:
    """限额 — how many times of one kind in so many minutes."""

    name: str
    most: int
    minutes: int


BY_ADDRESS = Limit("address", most=20, minutes=10)
BY_NUMBER = Limit("number", most=10, minutes=60)
ASKING = Limit("asking", most=30, minutes=1)
SEARCHING = Limit("searching", most=240, minutes=1)
"""Typing a question asks again with every pause, and many readers may sit behind one address."""


def require_tries_left(asked: dict[Limit, str], at: datetime) -> None:
    """Raises TooMany when one of the values has used up its failures; costs one query."""
    keys = {_key(limit, value): limit.most for limit, value in asked.items()}
    spent = Tries.objects.filter(key__in=keys, until__gt=at).values_list("key", "count")
    if any(count >= keys[key] for key, count in spent):
        raise TooMany(_("查询次数过多，请一小时后再试。您也可以登录后查看自己的办件，或者致电窗口。"))


def note_failure(asked: dict[Limit, str], at: datetime) -> None:
    """One more failure for each of the values."""
    for limit, value in sorted(asked.items(), key=lambda pair: pair[0].name):
        _count(limit, value, at)


def require_patience(request: HttpRequest, what: str, at: datetime, *, limit: Limit = ASKING) -> None:
    """One more time that this address asks for something that costs; raises TooMany when it was too often."""
    if _count(limit, f"{what}:{address_of(request)}", at) > limit.most:
        raise TooMany(_("查询过于频繁，请过一分钟再试。"))


def _count(limit: Limit, value: str, at: datetime) -> int:
    """How often now, this time included."""
    with connection.cursor() as cursor:
        cursor.execute(ADD, [_key(limit, value), at + timedelta(minutes=limit.minutes), at, at])
        return int(cursor.fetchone()[0])


def forget_old(at: datetime) -> int:
    """Takes away counts whose time is over; returns how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [at])
        return int(cursor.rowcount)


def address_of(request: HttpRequest) -> str:
    """The address that asks: the peer; behind a proxy of ours, what that proxy says last."""
    if settings.SECURE_PROXY_SSL_HEADER:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if told:
            return told
    return str(request.META.get("REMOTE_ADDR", ""))


def _key(limit: Limit, value: str) -> str:
    return salted_hmac("web.tries", f"{limit.name}:{value}", algorithm="sha256").hexdigest()
