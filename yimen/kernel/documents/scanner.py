"""查毒 — a port for malware scanners: ``none``, or clamd by ``clamd://host:port`` or ``clamd:///path/to/socket``.

When the scanner does not answer, the file is not taken: it is asked for again later.
"""

import socket
import struct
from dataclasses import dataclass
from typing import IO, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken

PIECE = 64 * 1024


class Scanner(Protocol):
    """查毒程序 — looks into a stream."""

    def scan(self, stream: IO[bytes]) -> str:
        """The name of what was found, empty when the stream is clean. Raises OSError when it cannot look."""


class NoScanner:
    """不查毒 — for sites that scan elsewhere."""

    def scan(self, stream: IO[bytes]) -> str:
        return ""


@dataclass(frozen=True)
class Clamd:
    """ClamAV — by the INSTREAM command of clamd, on TCP or a Unix socket."""

    host: str = ""
    port: int = 3310
    path: str = ""
    patience: float = 30.0

    def scan(self, stream: IO[bytes]) -> str:
        with self._connected() as line:
            line.sendall(b"zINSTREAM\0")
            while piece := stream.read(PIECE):
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
            answer = self._answer(line)
        if answer.endswith("FOUND"):
            return answer.removeprefix("stream: ").removesuffix("FOUND").strip()
        if answer.endswith("OK"):
            return ""
        raise OSError(f"clamd says {answer!r}")

    def _connected(self) -> socket.socket:
        if not self.path:
            return socket.create_connection((self.host, self.port), timeout=self.patience)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.settimeout(self.patience)
            line.connect(self.path)
        except OSError:
            line.close()
            raise
        return line

    def _answer(self, line: socket.socket) -> str:
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < 4096:
            piece = line.recv(4096)
            if not piece:
                break
            answer += piece
        return answer.rstrip(b"\0\n").decode("utf-8", "replace").strip()


def scanner() -> Scanner:
    """The scanner of the setting YIMEN_SCANNER."""
    named = str(settings.YIMEN_SCANNER or "none")
    if named == "none":
        return NoScanner()
    parts = urlsplit(named)
    if parts.scheme != "clamd":
        raise ImproperlyConfigured(f"YIMEN_SCANNER must be none or clamd://…, not {named!r}")
    return Clamd(
        host=parts.hostname or "", port=parts.port or 3310, path="" if parts.hostname else parts.path
    )


def require_clean(stream: IO[bytes]) -> None:
    """Raises RuleBroken when something is found, or when the scanner cannot look."""
    stream.seek(0)
    try:
        found = scanner().scan(stream)
    except OSError as error:
        raise RuleBroken(_("查毒程序暂时没有响应，文件没有保存。请过几分钟再上传。")) from error
    finally:
        stream.seek(0)
    if found:
        raise RuleBroken(
            _("文件里发现恶意程序（%(found)s），没有保存。请查杀电脑病毒后重新上传。") % {"found": found[:80]}
        )
