"""How an act tells somebody: the message is written in the reader's language and laid into the outbox by the
tail of the act, so it leaves if, and only if, the act was done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from yimen.kernel.audit.action import current_act
from yimen.kernel.base.ids import new_id
from yimen.kernel.people.models import Person

from .models import Channel

TAIL = "notices_tail"
SUBJECT_LENGTH = 200


@dataclass(frozen=True)
class Address:
    """Where somebody without an account is told."""

    email: str = ""
    phone: str = ""
    language: str = "zh-hans"


def send(
    to: Person | Address,
    template: str,
    data: Mapping[str, Any],
    *,
    link: str = "",
    case_ref: UUID | None = None,
    sms: bool = False,
) -> UUID | None:
    """通知 — tells a person (inside and by e-mail) or an address; by SMS too when ``sms`` is set.

    ``template`` is ``approvals.accepted`` for ``templates/approvals/notices/accepted.txt``: first line the
    subject, then an empty line and the text. The template sees ``data``, ``link`` (complete) and ``reader``.
    Returns the id of the notice; None when there is no way to reach an address. Works inside an act only.
    """
    person = to if isinstance(to, Person) else None
    ways = _ways(to, sms)
    if person is None and not ways:
        return None
    act = current_act()
    link = absolute(link)
    subject, body = written(template, {**data, "link": link, "reader": person}, to.language)
    notice_id = new_id()
    row = {
        "id": notice_id,
        "person_id": person.pk if person else None,
        "address": "" if person else ways[0]["address"],
        "code": template,
        "case_ref": case_ref,
        "language": to.language,
        "subject": subject,
        "body": body,
        "link": link,
        "created_at": act.at,
        "deliveries": ways,
    }
    act.tail.add(TAIL, row)
    return notice_id


def written(template: str, data: Mapping[str, Any], language: str) -> tuple[str, str]:
    """Subject and body of a message in a language; plain text, nothing is escaped."""
    module, _, name = template.rpartition(".")
    source: Any = get_template(f"{module}/notices/{name}.txt")
    with translation.override(language):
        text = source.template.render(Context(dict(data), autoescape=False)).strip()
    subject, _, body = text.partition("\n")
    return " ".join(subject.split())[:SUBJECT_LENGTH], body.strip()


def absolute(link: str) -> str:
    """The link as it works from an e-mail."""
    return f"{settings.SITE_URL}{link}" if link.startswith("/") else link


def _ways(to: Person | Address, sms: bool) -> list[dict[str, Any]]:
    ways: list[dict[str, Any]] = []
    if to.email:
        ways.append({"id": new_id(), "channel": Channel.EMAIL.value, "address": to.email})
    if to.phone and (sms or not (to.email or isinstance(to, Person))):
        ways.append({"id": new_id(), "channel": Channel.SMS.value, "address": to.phone})
    return ways
