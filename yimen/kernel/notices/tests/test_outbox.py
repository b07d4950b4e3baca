"""投递: sent once, in order of need; a server that is away loses nothing; what is refused is parked at last."""

import json
import socket
import subprocess
import sys
import time
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from django.utils import timezone

from yimen.kernel.notices import gateways
from yimen.kernel.notices.models import Delivery
from yimen.kernel.notices.outbox import WAITS, deliver_waiting

SERVER = Path(__file__).with_name("smtp_server.py")


@pytest.fixture
def now():
    """A moment after all that the test lays into the outbox."""
    return timezone.now() + timedelta(minutes=1)


class Mailbox:
    """A real mail server in its own process, that can be killed and started again."""

    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = None

    def start(self, mode=""):
        arguments = [sys.executable, str(SERVER), str(self.port), str(self.folder), *([mode] if mode else [])]
        self.process = subprocess.Popen(arguments)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("the test mail server did not start")

    def kill(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    @property
    def messages(self):
        return [message_from_bytes(path.read_bytes()) for path in sorted(self.folder.iterdir())]


@pytest.fixture
def mailbox(tmp_path, settings):
    folder = tmp_path / "mail"
    folder.mkdir()
    box = Mailbox(folder)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", box.port, 5
    yield box
    box.kill()


@pytest.mark.django_db
def test_sends_once(told, mailbox, now):
    told()
    mailbox.start()
    assert deliver_waiting(limit=10, at=now) == 1
    assert deliver_waiting(limit=10, at=now) == 0
    (message,) = mailbox.messages
    delivery = Delivery.objects.get()
    assert message["Message-ID"] == f"<{delivery.pk}@yimen.example.org>"
    assert message["To"] == "wang@example.org"
    assert (delivery.state, delivery.sent_at, delivery.attempts) == ("sent", now, 1)
    assert (
        message.get_payload(decode=True).decode().strip()
        == "王芳：<沈2026-1> https://yimen.example.org/cases/1/"
    )


@pytest.mark.django_db
@pytest.mark.kill
def test_a_mail_server_that_was_killed_loses_nothing(told, mailbox, now):
    mailbox.start()
    mailbox.kill()
    for _ in range(3):
        told()
    for minute in range(20):
        deliver_waiting(limit=10, at=now + timedelta(minutes=2 * minute))
    assert set(Delivery.objects.values_list("state", "attempts")) == {("waiting", 0)}
    assert "ConnectionRefusedError" in Delivery.objects.first().last_error
    mailbox.start()
    assert deliver_waiting(limit=10, at=now + timedelta(hours=1)) == 3
    assert deliver_waiting(limit=10, at=now + timedelta(hours=2)) == 0
    assert len({message["Message-ID"] for message in mailbox.messages}) == len(mailbox.messages) == 3
    assert set(Delivery.objects.values_list("state", "last_error")) == {("sent", "")}


@pytest.mark.django_db
@pytest.mark.kill
def test_a_server_that_dies_after_taking_the_text_gets_the_same_message_again(told, mailbox, now):
    told()
    told()
    mailbox.start("hang_up")
    deliver_waiting(limit=10, at=now)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"waiting"}
    mailbox.kill()
    mailbox.start()
    deliver_waiting(limit=10, at=now + timedelta(minutes=2))
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    assert len(mailbox.messages) == 3
    assert len({message["Message-ID"] for message in mailbox.messages}) == 2


@pytest.mark.django_db
def test_a_refused_address_is_tried_again_later_and_parked_at_last(told, mailbox, now):
    told()
    mailbox.start("refuse")
    at = now
    for number, wait in enumerate(WAITS, start=1):
        assert deliver_waiting(limit=10, at=at) == 1
        delivery = Delivery.objects.get()
        assert (delivery.state, delivery.attempts, delivery.next_try_at) == ("failed", number, at + wait)
        assert deliver_waiting(limit=10, at=at + wait - timedelta(seconds=1)) == 0
        at += wait
    assert deliver_waiting(limit=10, at=at) == 1
    delivery.refresh_from_db()
    assert delivery.state == "parked"
    assert "no such mailbox" in delivery.last_error
    assert deliver_waiting(limit=10, at=at + timedelta(days=30)) == 0


@pytest.mark.django_db
def test_what_a_killed_worker_had_taken_is_taken_again_after_the_lease(told, mailbox, now):
    from yimen.kernel.notices.outbox import LEASE, _claim

    told()
    assert len(_claim(10, now)) == 1
    mailbox.start()
    assert deliver_waiting(limit=10, at=now + LEASE - timedelta(seconds=1)) == 0
    assert deliver_waiting(limit=10, at=now + LEASE) == 1
    assert len(mailbox.messages) == 1


@pytest.mark.django_db
def test_texts_go_through_the_gateway(told, settings, tmp_path, now):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.VAR, settings.SMS_GATEWAY = tmp_path, "yimen.kernel.notices.gateways.FileGateway"
    told(sms=True)
    assert deliver_waiting(limit=10, at=now) == 2
    sent = Delivery.objects.get(channel="sms")
    message = json.loads((tmp_path / "sms" / f"{sent.pk}.json").read_text(encoding="utf-8"))
    assert message == {"phone": "13800000000", "text": "已受理 沈2026-1", "reference": str(sent.pk)}
    assert sent.state == "sent"


@pytest.mark.django_db
def test_a_provider_that_is_away_uses_up_no_try(told, settings, now):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SMS_GATEWAY = "yimen.kernel.notices.gateways.HttpGateway"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.SMS_URL, settings.SMS_TOKEN = f"http://127.0.0.1:{free.getsockname()[1]}/", "t"
    told(sms=True)
    deliver_waiting(limit=10, at=now)
    delivery = Delivery.objects.get(channel="sms")
    assert (delivery.state, delivery.attempts) == ("waiting", 0)


def test_the_http_gateway_speaks_json(settings):
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from threading import Thread

    got = []

    class Provider(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(
                (
                    self.headers["Authorization"],
                    json.loads(self.rfile.read(int(self.headers["Content-Length"]))),
                )
            )
            self.send_response(200 if len(got) == 1 else 503 if len(got) == 2 else 400)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Provider)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_URL, settings.SMS_TOKEN = f"http://127.0.0.1:{server.server_port}/", "secret"
    try:
        gateways.HttpGateway().send("138", "text", reference="r1")
        with pytest.raises(gateways.Unreachable):
            gateways.HttpGateway().send("138", "text", reference="r1")
        with pytest.raises(Exception, match="400") as refused:
            gateways.HttpGateway().send("138", "text", reference="r1")
        assert not isinstance(refused.value, gateways.Unreachable)
        refused.value.close()
    finally:
        server.shutdown()
        server.server_close()
    assert got[0][0] == "Bearer secret"
    assert {key: got[0][1][key] for key in ("phone", "text", "reference")} == {
        "phone": "138",
        "text": "text",
        "reference": "r1",
    }


def test_two_workers_take_different_deliveries(django_db_setup, django_db_blocker, now):
    from threading import Thread

    from django.db import connection

    from yimen.kernel.notices.models import Notice
    from yimen.kernel.notices.outbox import _claim

    taken = []

    def work():
        try:
            taken.append([one.id for one in _claim(4, now)])
        finally:
            connection.close()

    with django_db_blocker.unblock():
        notice = Notice.objects.create(
            address="a@example.org", code="x", language="zh-hans", subject="x", created_at=now
        )
        for _ in range(8):
            Delivery.objects.create(notice=notice, channel="email", address="a@example.org", next_try_at=now)
        try:
            workers = [Thread(target=work) for _ in range(2)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
        finally:
            Delivery.objects.filter(notice=notice).delete()
            notice.delete()
    assert sorted(len(ids) for ids in taken) == [4, 4]
    assert len({one for ids in taken for one in ids}) == 8
