"""呼叫节点: the HTTP side of the link; one connection a node, kept open while there is work."""

from __future__ import annotations

import http.client
import json
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy

from yimen.kernel.base.language import official_language
from yimen.kernel.base.punctuation import noted
from yimen.kernel.base.refusals import Text

from . import signing
from .models import Node

SECONDS = 20
OF_THE_LINK = ("unknown_sender", "not_connected", "wrong_signature", "wrong_receiver", "clock_skew")
"""Refusals that are about the link, not about a message: everything waits until the link is in order again."""
MOST_ANSWER = 64 * 1024 * 1024
MESSAGES = "/api/v1/network/messages"
FILES = "/api/v1/network/files/"
TREE = "/api/v1/network/tree"
UNREACHABLE = gettext_lazy("连不上对方系统")
SILENT = gettext_lazy("对方系统没有及时应答")
BROKEN_OFF = gettext_lazy("对方系统的应答中断或者不完整")
NOT_TRUSTED = gettext_lazy("对方系统的证书不能验证")
TOO_OFTEN = gettext_lazy("对方系统暂时不再接收，因为发送过于频繁")
OUT_OF_ORDER = gettext_lazy("对方系统暂时发生故障")
NO_ANSWER_OF_OURS = gettext_lazy("对方系统的应答不合数据交换规范")


class Away(Exception):  # noqa: N818 - says what happened
    """节点不通 — nobody answers, or the answer is that it cannot be done now."""


class TurnedAway(Exception):  # noqa: N818 - says what happened
    """节点拒收 — it answers, and says no; the argument is what it says."""


@dataclass
class Call:
    """与一个节点的连接."""

    node: Node
    connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    def __enter__(self) -> Call:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def post(self, path: str, body: bytes, headers: dict[str, str] | None = None) -> bytes:
        return self._ask("POST", path, body, headers or {})

    def ask(self, path: str, question: Any, *, at: datetime) -> Any:
        """A signed question and its answer as JSON."""
        body = json.dumps(question).encode()
        answer = self._ask("POST", path, body, signing.request_headers(self.node, "POST", path, body, at))
        try:
            return json.loads(answer)
        except ValueError as error:
            raise Away(told(NO_ANSWER_OF_OURS, error)) from error

    def fetch(self, path: str, *, at: datetime) -> bytes:
        """A file, by a signed request."""
        return self._ask("GET", path, b"", signing.request_headers(self.node, "GET", path, b"", at))

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        """Raises Away when there is no answer or it is 429 or 5xx, TurnedAway for any other refusal."""
        try:
            status, text = self._once(method, path, body, headers)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Away(told(_why(error), error)) from error
        if status == 429 or status >= 500:
            raise Away(told(TOO_OFTEN if status == 429 else OUT_OF_ORDER, f"HTTP {status}"))
        if status >= 300:
            detail = _detail(text)
            wrong = Away if detail.partition(":")[0] in OF_THE_LINK else TurnedAway
            raise wrong(f"HTTP {status} {detail}"[:500])
        return text

    def _once(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        parts = urlsplit(self.node.address)
        if self.connection is None:
            self.connection = _opened(parts.scheme, parts.hostname or "", parts.port)
        whole = {"Content-Type": "application/json", "Accept": "application/json", **headers}
        self.connection.request(method, f"{parts.path}{path}", body=body or None, headers=whole)
        answer = self.connection.getresponse()
        text = answer.read(MOST_ANSWER + 1)
        if len(text) > MOST_ANSWER:
            self.close()
            raise http.client.HTTPException("the answer is too long")
        if answer.length:  # what remains of the length that was told: read() with a limit does not complain
            self.close()
            raise http.client.IncompleteRead(text, answer.length)
        return answer.status, text


def _opened(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=SECONDS, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=SECONDS)


def _why(error: Exception) -> Text:
    """What went wrong on the line, as whoever looks after the link calls it."""
    if isinstance(error, TimeoutError):
        return SILENT
    if isinstance(error, ssl.SSLError):
        return NOT_TRUSTED
    return UNREACHABLE if isinstance(error, OSError) else BROKEN_OFF


@official_language()
def told(words: Text, detail: Exception | str) -> str:
    """The words first, then what the programs said, for those who search for the fault."""
    exact = f"{type(detail).__name__}: {detail}" if isinstance(detail, Exception) else detail
    return noted(words, exact[:300])


def _detail(text: bytes) -> str:
    """The words of a problem (RFC 9457), else the beginning of the answer."""
    try:
        told = json.loads(text)
        return f"{told['code']}: {told['detail']}"
    except (ValueError, KeyError, TypeError):
        return text[:200].decode(errors="replace")
