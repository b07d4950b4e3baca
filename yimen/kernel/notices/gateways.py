"""The port to the city's SMS provider: SMS_GATEWAY names a class with one method.

A gateway raises ``Unreachable`` when the provider cannot be reached (everything waits) and anything else when
the message was refused (it is tried again a few times, then parked). ``reference`` is the same at every try,
so that a provider can tell a repetition.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from urllib import error, request

from django.conf import settings
from django.utils.module_loading import import_string


class Unreachable(Exception):  # noqa: N818 - says what happened
    """The provider cannot be reached."""


class SmsGateway(Protocol):
    """短信网关."""

    def send(self, phone: str, text: str, *, reference: str) -> None:
        """Hands one message over; returns when the provider has taken it."""


class FileGateway:
    """Writes each message as a file under var/sms: for the example city and for tests."""

    def send(self, phone: str, text: str, *, reference: str) -> None:
        folder = Path(settings.VAR) / "sms"
        folder.mkdir(parents=True, exist_ok=True)
        message = {"phone": phone, "text": text, "reference": reference}
        (folder / f"{reference}.json").write_text(json.dumps(message, ensure_ascii=False), encoding="utf-8")


class HttpGateway:
    """Posts ``{"phone", "text", "reference", "sent_at"}`` as JSON to SMS_URL with ``Authorization: Bearer SMS_TOKEN``.

    Any answer 2xx means taken; 429 and 5xx mean not reachable now; other answers mean refused.
    """

    seconds = 10

    def send(self, phone: str, text: str, *, reference: str) -> None:
        body = {
            "phone": phone,
            "text": text,
            "reference": reference,
            "sent_at": datetime.now(UTC).isoformat(),
        }
        call = request.Request(  # noqa: S310 - the address is a setting
            settings.SMS_URL,
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_TOKEN}"},
            method="POST",
        )
        try:
            with request.urlopen(call, timeout=self.seconds):  # noqa: S310 - the address is a setting
                return
        except error.HTTPError as answer:
            if answer.code == 429 or answer.code >= 500:
                raise Unreachable(f"HTTP {answer.code}") from answer
            raise
        except (error.URLError, TimeoutError, OSError) as away:
            raise Unreachable(str(away)) from away


@lru_cache(maxsize=4)
def _made(path: str) -> SmsGateway:
    made: SmsGateway = import_string(path)()
    return made


def gateway() -> SmsGateway:
    """The gateway that this city uses."""
    return _made(settings.SMS_GATEWAY)
