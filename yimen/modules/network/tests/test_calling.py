"""呼叫节点: what is wrong with the line is told in words, with what the programs said behind them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.utils import translation

from yimen.modules.network import calling
from yimen.modules.network.calling import Away, Call, TurnedAway
from yimen.modules.network.models import Node


def answer(status: str, body: bytes = b"") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@contextmanager
def answering(said: bytes | None) -> Iterator[Node]:
    """A node whose system says this to whoever calls it, then hangs up; with None it says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = threading.Event()

        def serve() -> None:
            connection, _address = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(said or b"")
                if said is None:
                    done.wait()
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65536):  # a request that is left unread would make of the end a reset
                    pass

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield Node(address=f"http://127.0.0.1:{server.getsockname()[1]}")
        finally:
            done.set()
            thread.join()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (answer("503 Service Unavailable"), "对方系统暂时发生故障（HTTP 503）"),
        (answer("429 Too Many Requests"), "对方系统暂时不再接收，因为发送过于频繁（HTTP 429）"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
            "对方系统的应答中断或者不完整（IncompleteRead: ",
        ),
        (b"no protocol at all\r\n", "对方系统的应答中断或者不完整（BadStatusLine: "),
    ],
)
def test_a_line_that_is_bad_is_told_in_words(said: bytes, told: str) -> None:
    with answering(said) as node, Call(node) as call, pytest.raises(Away) as away, translation.override("en"):
        call.post("/", b"{}")
    assert str(away.value).startswith(told)


def test_silence_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "SECONDS", 0.2)
    with answering(None) as node, Call(node) as call, pytest.raises(Away) as away:
        call.post("/", b"{}")
    assert str(away.value).startswith("对方系统没有及时应答（TimeoutError: ")


def test_what_the_other_system_refuses_is_told_as_it_said() -> None:
    said = answer("409 Conflict", '{"code": "twice", "detail": "报文已经收到"}'.encode())
    with answering(said) as node, Call(node) as call, pytest.raises(TurnedAway) as refused:
        call.post("/", b"{}")
    assert str(refused.value) == "HTTP 409 twice: 报文已经收到"


@pytest.mark.django_db
def test_an_answer_of_another_kind_is_told_in_words(below: Node, now: datetime) -> None:
    with answering(answer("200 OK", b"<html>")) as other:
        below.address = other.address
        with Call(below) as call, pytest.raises(Away) as away:
            call.ask("/", {}, at=now)
    assert str(away.value).startswith("对方系统的应答不合数据交换规范（JSONDecodeError: ")
