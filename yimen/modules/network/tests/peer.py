"""The other side of a link, played by a test: its own key, its own numbering of messages, its envelopes."""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from django.utils import timezone
from stdnum.iso7064 import mod_11_10

from tests.world import FOUR_ONES, World
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import NumberBlock
from yimen.modules.network import actions, keys, signing
from yimen.modules.network.comparing import Found
from yimen.modules.network.envelope import Envelope, is_signed_by, moment_text, read, signed
from yimen.modules.network.models import Incoming, LocalKey, MirroredCase, Node
from yimen.modules.network.tree import Unlike

CENTRE = "shenyang"
AREA = "210100"
APPLICANT = {
    "kind": "resident",
    "name": "示例·赵一",
    "id_type": "resident_id",
    "id_number": "11010519491231002X",
    "phone": "13900000000",
}
OFFICER = {"name": "示例·车管王", "number": "V-07"}
ADDRESS = "/api/v1/network/messages"


class Peer:
    """A node, or the centre, as it is seen from here."""

    def __init__(self, code: str = "vehicles") -> None:
        self.code = code
        self.private = Ed25519PrivateKey.generate()
        raw = self.private.public_key().public_bytes(
            serialization.Encoding.Raw, serialization.PublicFormat.Raw
        )
        self.public_key = base64.b64encode(raw).decode()
        self.key_id = keys.key_id_of(self.public_key)

    def envelope(
        self, message_type: str, body: dict[str, Any], *, case_no: str = "", sequence: int = 0, **more: Any
    ) -> Envelope:
        now = timezone.now()
        facts = {
            "message_id": new_id(),
            "type": message_type,
            "sender": self.code,
            "receiver": CENTRE,
            "case_no": case_no,
            "sequence_in_case": sequence,
            "occurred_at": now - timedelta(seconds=2),
            "sent_at": now,
            "schema_version": 2,
        } | more
        return signed(self.private, key_id=self.key_id, body=body, **facts)

    def send(self, message_type: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Sends one message; the body of the signed receipt, or the problem."""
        return self.post(self.envelope(message_type, body, **more).text())

    def post(self, text: bytes) -> dict[str, Any]:
        answer = Client().post(ADDRESS, text, content_type="application/json")
        if answer.status_code != 200:
            return {"status": answer.status_code, **answer.json()}
        receipt = read(answer.content)
        assert is_signed_by(receipt, LocalKey.objects.get(state="current").public_key)
        assert (receipt.type, receipt.sender, receipt.receiver) == ("ack", CENTRE, self.code)
        return dict(receipt.body)

    def ask(self, method: str, path: str, question: dict[str, Any] | None = None, **more: Any) -> Any:
        """A signed request, as the other side makes it."""
        body = json.dumps(question).encode() if question is not None else b""
        time = moment_text(more.get("at", timezone.now()))
        text = signing._request_bytes(method, path, body, self.code, CENTRE, time)
        signature = base64.b64encode(self.private.sign(text)).decode()
        headers = dict(zip(signing.HEADERS, (self.code, self.key_id, time, signature), strict=True))
        return Client().generic(method, path, body, content_type="application/json", headers=headers)


def joined(world: World, at: datetime) -> None:
    """This installation joins under its code."""
    city = world.org("urban-rural-construction").parent
    while city is not None and city.parent is not None:
        city = city.parent
    actions.establish(city, code=CENTRE, name="沈阳市政务服务中心", by=world.administrator, at=at)


def linked(world: World, peer: Peer, *, role: str, item: str = FOUR_ONES, at: datetime) -> Node:
    """A connected node for an item, with a block of numbers."""
    facts = {"role": role, "address": "http://127.0.0.1:9", "public_key": peer.public_key}
    by = world.administrator
    done = actions.register_node(world.org(), code=peer.code, name="车辆管理分中心", **facts, by=by, at=at)
    node = actions.connect_node(done.node, by=by, at=at)
    actions.assign_item(node.node, item_code=item, by=by, at=at)
    if role == "below":
        block = {"area": AREA, "first_serial": 80_000, "last_serial": 89_999, "first_on": local_day(at)}
        actions.allocate_block(node.node, **block, by=by, at=at)
    return Node.objects.get(pk=done.node.pk)


def number(serial: int, day: datetime) -> str:
    body = f"{AREA}{timezone.localtime(day):%Y%m%d}{serial:05d}"
    return body + str(mod_11_10.calc_check_digit(body))


def submitted(day: datetime, **more: Any) -> dict[str, Any]:
    """The step that opens a case."""
    return {
        "kind": "submitted",
        "state": "submitted",
        "officer": OFFICER,
        "item": FOUR_ONES,
        "title": "占道施工",
        "applicant": APPLICANT,
        "channel": "window",
        "received_on": timezone.localtime(day).date().isoformat(),
        "query_code": "123456",
        **more,
    }


def accepted(day: datetime, **more: Any) -> dict[str, Any]:
    return {
        "accepted_on": timezone.localtime(day).date().isoformat(),
        "state": "accepted",
        "promised_days": 5,
        "statutory_days": 20,
        "officer": OFFICER,
        **more,
    }


def step(kind: str, state: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "state": state, "officer": OFFICER, **more}


def result(day: datetime, outcome: str = "granted", state: str = "concluded", **more: Any) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "state": state,
        "ended_on": timezone.localtime(day).date().isoformat(),
        "is_on_time": True,
        "officer": OFFICER,
        **more,
    }


def whole_case(day: datetime) -> list[tuple[str, dict[str, Any]]]:
    """The messages of one case from receipt to its end, in order."""
    return [
        ("step", submitted(day)),
        ("accept", accepted(day)),
        ("step", step("assigned", "in_review")),
        ("step", step("examined", "in_approval")),
        ("step", step("decided", "decided")),
        ("result", result(day)),
        ("step", step("delivered", "delivered")),
        ("step", step("closed", "closed")),
    ]


def received(message_id: UUID | str) -> Incoming:
    return Incoming.objects.get(message_id=message_id)


def example(world: World, item: str) -> dict[str, str]:
    """One of everything that an address of the network names."""
    now, peer = timezone.now(), Peer("example-node")
    before = now - timedelta(days=1)
    joined(world, before)
    node = linked(world, peer, role="below", item=item, at=before)
    case_no = number(80_001, now)
    for sequence, (kind, body) in enumerate(whole_case(now)[:2], 1):
        said = body | ({"item": item} if kind == "step" else {})
        assert peer.send(kind, said, case_no=case_no, sequence=sequence)["status"] == "applied"
    peer.send("poem", {}, case_no=case_no, sequence=3)
    found = Found(1, 2, [Unlike(number(80_009, now), "", f"{item} accepted")], [], 3, [])
    done = actions.reconcile(node, found=found, started_at=now, by=world.machine("network"), at=now)
    return {
        "node_id": str(node.pk),
        "message_id": str(Incoming.objects.get(type="poem").pk),
        "block_id": str(NumberBlock.objects.get(holder=node.code).pk),
        "reconciliation_id": str(done.reconciliation.pk),
        "difference_id": str(done.reconciliation.differences.get().pk),
        "case_id": str(MirroredCase.objects.get(node=node).pk),
        "paper_id": str(new_id()),
        "key_id": peer.key_id,
        "item_code": item,
        "sha256": "0" * 64,
        "version": "2",
        "message_type": "accept",
    }
