"""手机代办: 1,000 drafts that were written without a network, sent while the network is cut at random points.

Each draft is sent over real sockets to a server of its own, like a telephone does: until an answer says that it was received.
What happens on the way is drawn for every attempt:

  before   the line is cut before anything is sent
  half     the line is cut in the middle of the photograph
  after    everything is sent, the line is cut before the answer is read
  twice    sent, answered, and sent again as if the answer had not come
  tabs     sent from two tabs at the same moment
  plain    nothing happens

Counted afterwards: drafts that are not there (lost), and drafts whose errand, mandate, receipt, message or advice is
there more than once (doubled). The limit is the number itself: every draft exactly once. Last line: one JSON object.
"""

from __future__ import annotations

import http.client
import io
import json
import os
import random
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from bench import database

NAME = "yimen_bench_offline"
DRAFTS = int(os.environ.get("DRAFTS", "1000"))
CLIENTS = int(os.environ.get("CLIENTS", "4"))
WORKERS = int(os.environ.get("WORKERS", "6"))
SEED = int(os.environ.get("SEED", "20081105"))
CUTS = ("before", "half", "after", "twice", "tabs", "plain")
LINE = "----yimen"


class Server(WSGIServer):
    """A few threads that work at once, as the processes of a real server do; each keeps its connection to the database."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.workers = ThreadPoolExecutor(WORKERS)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.workers.submit(self._work, request, client_address)

    def _work(self, request: Any, client_address: Any) -> None:
        try:
            self.finish_request(request, client_address)
        except OSError:
            pass  # a line that was cut is what this is about
        finally:
            self.shutdown_request(request)


class Quiet(WSGIRequestHandler):
    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        """Nothing."""


@dataclass
class Telephone:
    """One draft and what happened to it on the way."""

    number: int
    body: bytes
    id: UUID = field(default_factory=uuid4)
    attempts: int = 0
    answers: list[int] = field(default_factory=list)
    took: list[float] = field(default_factory=list)


class Network:
    """The line between telephones and server; it is cut as the die falls."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self.port, self.headers = port, headers
        self.happened: Counter[str] = Counter()

    def deliver(self, phone: Telephone) -> None:
        """Sends until an answer says that it was received; the first answer may be the last of many attempts."""
        die = random.Random(SEED + phone.number)
        while not {200, 201} & set(phone.answers):
            cut = die.choice(CUTS) if phone.attempts < 5 else "plain"
            phone.attempts += 1
            self.happened[cut] += 1
            getattr(self, f"_{cut}")(phone)

    def _before(self, phone: Telephone) -> None:
        connection = self._connection()
        connection.connect()
        connection.close()

    def _half(self, phone: Telephone) -> None:
        connection = self._begun(phone)
        connection.send(phone.body[: len(phone.body) // 2])
        connection.close()

    def _after(self, phone: Telephone) -> None:
        connection = self._begun(phone)
        connection.send(phone.body)
        connection.close()

    def _twice(self, phone: Telephone) -> None:
        self._plain(phone)
        self._plain(phone)

    def _tabs(self, phone: Telephone) -> None:
        tabs = [threading.Thread(target=self._plain, args=(phone,)) for _tab in range(2)]
        for one in tabs:
            one.start()
        for one in tabs:
            one.join()

    def _plain(self, phone: Telephone) -> None:
        began = time.perf_counter()
        connection = self._begun(phone)
        connection.send(phone.body)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        phone.took.append(time.perf_counter() - began)
        phone.answers.append(answer.status)
        if 400 <= answer.status < 500:  # a telephone sends again what a server failed at
            raise RuntimeError(f"{answer.status}: {content[:500].decode()}")

    def _begun(self, phone: Telephone) -> http.client.HTTPConnection:
        connection = self._connection()
        connection.putrequest("POST", f"/api/v1/outreach/phone-drafts/{phone.id}")
        for name, value in self.headers.items():
            connection.putheader(name, value)
        connection.putheader("Content-Type", f"multipart/form-data; boundary={LINE}")
        connection.putheader("Content-Length", str(len(phone.body)))
        connection.endheaders()
        return connection

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)


def multipart(fields: dict[str, Any], photo: bytes) -> bytes:
    parts = [
        f'--{LINE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if photo:
        head = f'--{LINE}\r\nContent-Disposition: form-data; name="proof"; filename="a.jpg"\r\n'
        parts.append(head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + photo + b"\r\n")
    return b"".join(parts) + f"--{LINE}--\r\n".encode()


def photograph(number: int) -> bytes:
    """A picture that no other draft has."""
    from PIL import Image

    out = io.BytesIO()
    Image.frombytes("RGB", (160, 120), random.Random(number).randbytes(57_600)).save(out, "JPEG", quality=85)
    return out.getvalue()


def resident_number(number: int) -> str:
    from stdnum.cn import ric

    beginning = f"21012419700101{number % 1000:03d}"
    return beginning + str(ric.calc_check_digit(beginning + "0"))


def telephones(agent: Any) -> list[Telephone]:
    """Seven of ten log advice, three are errands taken in at the door with a photograph of the mandate."""
    from datetime import timedelta

    from django.utils import timezone

    until, now = timezone.localdate() + timedelta(days=30), timezone.now().isoformat()
    made = []
    for number in range(DRAFTS):
        both: dict[str, Any] = {"agent": agent.pk, "phone_at": now, "sent_at": now}
        if number % 10 < 7:
            said = {"kind": "advice", "topic": f"draft {number}", "answer": "示例"}
            made.append(Telephone(number, multipart(both | said, b"")))
            continue
        stated = {
            "kind": "errand",
            "service": "minimum-allowance",
            "statement": f"draft {number}",
            "id_type": "resident_id",
            "id_number": resident_number(number),
            "name": f"示例{number}",
            "phone": "13800000000",
            "powers": "submit",
            "valid_until": until,
            "signing": "thumbprint",
            "materials": "身份证",
        }
        made.append(Telephone(number, multipart(both | stated, photograph(number))))
    return made


def signed_in() -> dict[str, str]:
    """The session of the village's agent, as a browser would send it."""
    from django.conf import settings
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from yimen.kernel.people.models import Person

    client = Client()
    person = Person.objects.get(login="agent.village")
    client.force_login(person)
    session, token = client.cookies[settings.SESSION_COOKIE_NAME].value, _get_new_csrf_string()
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
    return {"Cookie": cookies, "X-CSRFToken": token}


def counted(phones: list[Telephone]) -> tuple[int, int]:
    """How many drafts are not there, and how many have something twice."""
    from yimen.kernel.audit.models import Entry
    from yimen.kernel.notices.models import Notice
    from yimen.modules.outreach.models import Advice, Errand, Mandate, PhoneDraft

    said = Counter(Advice.objects.values_list("topic", flat=True))
    said.update(Errand.objects.values_list("statement", flat=True))
    drafts = Counter(PhoneDraft.objects.values_list("pk", flat=True))
    mandates = Counter(Mandate.objects.values_list("errands__pk", flat=True))
    told = Counter(Notice.objects.filter(code="outreach.accepted").values_list("case_ref", flat=True))
    codes = ("outreach.errand.requested", "outreach.errand.accepted", "outreach.advice.logged")
    facts = Counter(Entry.objects.filter(code__in=codes).values_list("chain", "code"))
    lost = doubled = 0
    for one in phones:
        times = [said[f"draft {one.number}"], drafts[one.id]]
        if one.number % 10 >= 7:
            times += [mandates[one.id], told[one.id], facts[one.id, codes[0]], facts[one.id, codes[1]]]
        else:
            times.append(facts[one.id, codes[2]])
        lost += min(times) == 0
        doubled += max(times) > 1
    return lost, doubled


def main() -> None:
    database.prepare(NAME)
    from django.core.wsgi import get_wsgi_application

    from yimen.modules.outreach.models import Agent

    server = Server(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    phones = telephones(Agent.objects.get(person__login="agent.village"))
    network = Network(server.server_port, signed_in())
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(network.deliver, phones))
    took = time.perf_counter() - began
    time.sleep(2)  # requests whose line was cut may still be at work
    lost, doubled = counted(phones)
    answers = sorted(second for one in phones for second in one.took)
    attempts = sum(one.attempts for one in phones)
    print(f"{DRAFTS} drafts, {attempts} attempts, {took:.0f} s; what happened: {dict(network.happened)}")
    print(
        f"answers: median {answers[len(answers) // 2] * 1000:.0f} ms, 95 % {answers[int(len(answers) * 0.95)] * 1000:.0f} ms"
    )
    print(json.dumps({"drafts": DRAFTS, "attempts": attempts, "lost": lost, "doubled": doubled}))
    server.shutdown()
    sys.exit(1 if lost or doubled else 0)


if __name__ == "__main__":
    main()
