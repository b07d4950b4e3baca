"""A wire that is not to be trusted: it loses, doubles and holds back what goes over it, the same way for the same seed."""

from __future__ import annotations

import http.client
import random
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

MISCHIEF = (("lost", 6), ("unanswered", 6), ("doubled", 8), ("disordered", 10), ("fine", 70))
"""In a hundred: never arrives, arrives but the receipt is lost, arrives twice, goes behind those that follow it."""


class Relay:
    """Between one system and another: give its address instead of the other's."""

    def __init__(self, target: str, seed: int) -> None:
        self.target = urlsplit(target)
        self.random = random.Random(seed)
        self.counts: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.is_fair = False
        relay = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                relay.pass_on(self, b"")

            def do_POST(self) -> None:
                relay.pass_on(self, self.rfile.read(int(self.headers.get("Content-Length") or 0)))

            def log_message(self, *_words: object) -> None:
                """Nobody reads it."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def pass_on(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        what = self._mischief() if handler.path.endswith("/messages") else "fine"
        if what == "lost":
            handler.close_connection = True
            handler.connection.close()
            return
        if what == "disordered":
            self._answer(handler, 409, b"held back")
            return
        try:
            status, answer = self._ask(handler, body)
            if what == "doubled":
                status, answer = self._ask(handler, body)
        except (OSError, http.client.HTTPException):
            status, answer = 502, b"nobody there"
        if what == "unanswered":
            handler.close_connection = True
            handler.connection.close()
            return
        self._answer(handler, status, answer)

    def _mischief(self) -> str:
        with self.lock:
            words, weights = zip(*MISCHIEF, strict=True)
            what = "fine" if self.is_fair else self.random.choices(words, weights)[0]
            self.counts[what] += 1
        return what

    def _ask(self, handler: BaseHTTPRequestHandler, body: bytes) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(self.target.hostname or "", self.target.port, timeout=30)
        try:
            kept = {name: value for name, value in handler.headers.items() if name.lower() != "host"}
            connection.request(handler.command, handler.path, body=body or None, headers=kept)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def _answer(self, handler: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
        try:
            handler.send_response(status)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
        except OSError:
            handler.close_connection = True
