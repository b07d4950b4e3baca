"""The outbox: takes what is due, sends it, notes what came of it. Several workers may do so at once.

A delivery is taken by pushing its next try ahead (a lease), so no row is locked while a server is spoken to,
and what a killed worker had taken is tried again when the lease is over. It may then be sent a second time:
with the same Message-ID, by which a mail program knows it.

A server that cannot be reached uses up no try: everything waits until it is back. A message that is refused is
tried again after 1 minute, 5, 30, 2 hours, 12 hours, and then parked for an administrator.
"""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from .gateways import Unreachable, gateway
from .models import Channel, Delivery, DeliveryState

LEASE = timedelta(minutes=10)
WAIT_FOR_SERVER = timedelta(minutes=1)
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)

CLAIM = """
WITH due AS MATERIALIZED (
    SELECT id FROM notices_delivery
    WHERE state IN ('waiting', 'failed') AND next_try_at <= %(at)s
    ORDER BY next_try_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
UPDATE notices_delivery d SET next_try_at = %(until)s, attempts = d.attempts + 1
FROM due, notices_notice n
WHERE d.id = due.id AND n.id = d.notice_id
RETURNING d.id, d.channel, d.address, d.attempts, n.subject, n.body, n.link
"""


@dataclass(frozen=True)
class Claimed:
    """A delivery that this worker has taken."""

    id: UUID
    channel: str
    address: str
    attempts: int
    subject: str
    body: str
    link: str

    @property
    def message_id(self) -> str:
        """The same at every try."""
        return f"<{self.id}@{urlsplit(settings.SITE_URL).hostname or 'yimen'}>"


def deliver_waiting(*, limit: int, at: datetime) -> int:
    """投递 — one round: takes what is due at the moment and sends it; says how many were taken."""
    claimed = _claim(limit, at)
    mails = [one for one in claimed if one.channel == Channel.EMAIL]
    if mails:
        _mail_all(mails, at)
    for one in claimed:
        if one.channel == Channel.SMS:
            _text(one, at)
    return len(claimed)


def _claim(limit: int, at: datetime) -> list[Claimed]:
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"at": at, "limit": limit, "until": at + LEASE})
        return [Claimed(*row) for row in cursor.fetchall()]


def _mail_all(claimed: list[Claimed], at: datetime) -> None:
    """All mails over one connection; when the server goes away, the rest waits."""
    server: BaseEmailBackend = get_connection()
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as error:
        _wait(claimed, error, at)
        return
    try:
        for index, one in enumerate(claimed):
            try:
                server.send_messages([_mail(one, server)])
            except smtplib.SMTPServerDisconnected as error:
                _wait(claimed[index:], error, at)
                return
            except smtplib.SMTPException as error:
                _failed(one, error, at)
            except OSError as error:
                _wait(claimed[index:], error, at)
                return
            else:
                _sent(one, at)
    finally:
        server.close()


def _mail(one: Claimed, server: BaseEmailBackend) -> EmailMessage:
    body = f"{one.body}\n\n{one.link}" if one.link and one.link not in one.body else one.body
    return EmailMessage(
        subject=one.subject,
        body=f"{body}\n",
        to=[one.address],
        connection=server,
        headers={"Message-ID": one.message_id, "Auto-Submitted": "auto-generated"},
    )


def _text(one: Claimed, at: datetime) -> None:
    try:
        gateway().send(one.address, one.subject, reference=str(one.id))
    except Unreachable as error:
        _wait([one], error, at)
    except Exception as error:  # a gateway of the city may fail in its own ways; none may stop the outbox
        _failed(one, error, at)
    else:
        _sent(one, at)


def _sent(one: Claimed, at: datetime) -> None:
    Delivery.objects.filter(pk=one.id).update(state=DeliveryState.SENT, sent_at=at, last_error="")


def _wait(claimed: list[Claimed], error: Exception, at: datetime) -> None:
    """The server is away: the try does not count."""
    for one in claimed:
        Delivery.objects.filter(pk=one.id).update(
            attempts=one.attempts - 1, next_try_at=at + WAIT_FOR_SERVER, last_error=_words(error)
        )


def _failed(one: Claimed, error: Exception, at: datetime) -> None:
    parked = one.attempts > len(WAITS)
    Delivery.objects.filter(pk=one.id).update(
        state=DeliveryState.PARKED if parked else DeliveryState.FAILED,
        next_try_at=at if parked else at + WAITS[one.attempts - 1],
        last_error=_words(error),
    )


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
