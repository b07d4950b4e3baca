"""通知 about licences: to their holders."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.notices.sending import send

from .events import (
    LicenceCancelled,
    LicenceDeemedRenewed,
    LicenceReminded,
    LicenceRevoked,
    LicenceUsed,
    RevocationDropped,
    RevocationProposed,
)
from .models import Licence


def _tell(licence: Licence, message: str, *, page: str = "licence", sms: bool = False, **data: Any) -> None:
    common = {"licence": licence, "phone": licence.org.phone, "number": ""}
    link = reverse(f"approvals:{page}", args=[licence.pk])
    send(licence.holder, f"approvals.{message}", common | data, link=link, sms=sms)


@tells(LicenceReminded)
def reminded(fact: LicenceReminded, *, by: Actor, at: datetime) -> None:
    """到期提醒: until when renewal must be asked for."""
    until, ask_by = date.fromisoformat(fact.until), fact.licence.renewal_until
    _tell(fact.licence, "licence_expiring", sms=True, until=until, ask_by=ask_by)


@tells(LicenceDeemedRenewed)
def deemed_renewed(fact: LicenceDeemedRenewed, *, by: Actor, at: datetime) -> None:
    """视为准予延续: until when it holds now."""
    _tell(fact.licence, "licence_deemed_renewed", until=date.fromisoformat(fact.until))


@tells(LicenceUsed)
def used(fact: LicenceUsed, *, by: Actor, at: datetime) -> None:
    """用证: for which matter; who did not do it can say so."""
    item, name = fact.application.item, fact.name
    _tell(fact.licence, "licence_used", item=item, name=name)


@tells(RevocationProposed)
def revocation_proposed(fact: RevocationProposed, *, by: Actor, at: datetime) -> None:
    """拟撤销: ground, and until when to answer."""
    until = date.fromisoformat(fact.opinion_until)
    _tell(
        fact.licence,
        "licence_revocation_proposed",
        page="licence-opinion",
        sms=True,
        ground=fact.ground,
        until=until,
        revocation=fact.revocation,
    )


@tells(RevocationDropped)
def revocation_dropped(fact: RevocationDropped, *, by: Actor, at: datetime) -> None:
    """不予撤销."""
    _tell(fact.licence, "licence_revocation_dropped", reason=fact.reason)


@tells(LicenceRevoked)
def revoked(fact: LicenceRevoked, *, by: Actor, at: datetime) -> None:
    """撤销."""
    _tell(fact.licence, "licence_ended", sms=True, ground=fact.ground, is_revoked=True)


@tells(LicenceCancelled)
def cancelled(fact: LicenceCancelled, *, by: Actor, at: datetime) -> None:
    """注销."""
    _tell(fact.licence, "licence_ended", sms=True, ground=fact.ground, is_revoked=False)
