"""收费, 评价, 文件: what a node tells of money and scores, once and exactly; no file leaves that was not told of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest

from yimen.kernel.audit.models import Entry
from yimen.modules.network import fetching
from yimen.modules.network.models import Incoming, MirroredCase, MirroredCharge, MirroredPaper, Node
from yimen.replay.paper import small_pdf

from .peer import Peer

pytestmark = pytest.mark.django_db
BILL = {"number": "VEH-2026-1", "amount": "120.50", "payer": "示例居民甲", "is_paid": False}


@pytest.fixture
def case_no(whole: Callable[[int], str]) -> str:
    """A case of the node that has come to its end in eight messages."""
    return whole(80_001)


def mirror(case_no: str) -> MirroredCase:
    return MirroredCase.objects.get(case__number=case_no)


def test_a_bill_is_told_and_then_paid(below: Node, peer: Peer, case_no: str) -> None:
    assert peer.send("charge", BILL, case_no=case_no, sequence=9)["status"] == "applied"
    charge = MirroredCharge.objects.get()
    assert (charge.amount, charge.is_paid, charge.mirror) == (Decimal("120.50"), False, mirror(case_no))
    assert peer.send("charge", BILL | {"is_paid": True}, case_no=case_no, sequence=10)["status"] == "applied"
    assert [(one.number, one.is_paid) for one in MirroredCharge.objects.all()] == [("VEH-2026-1", True)]
    codes = Entry.objects.filter(chain=mirror(case_no).pk, code="network.case.charged").count()
    assert codes == 2


@pytest.mark.parametrize("amount", ["120.5", "-1.00", "1e3", 120, "1000000000000000.00"])
def test_an_amount_that_is_no_amount_is_kept_out(
    below: Node, peer: Peer, case_no: str, amount: object
) -> None:
    answer = peer.send("charge", BILL | {"amount": amount}, case_no=case_no, sequence=9)
    assert answer["status"] in ("parked", 422)
    assert not MirroredCharge.objects.exists()


def test_a_case_is_rated_once(below: Node, peer: Peer, case_no: str) -> None:
    assert peer.send("rating", {"score": 4}, case_no=case_no, sequence=9)["status"] == "applied"
    assert mirror(case_no).rating == 4
    again = peer.send("rating", {"score": 1}, case_no=case_no, sequence=10)
    assert (again["status"], again["reason"]) == ("parked", "此办件已经评价。")
    assert mirror(case_no).rating == 4


@pytest.mark.parametrize("score", [0, 6, "5", True])
def test_a_score_outside_one_to_five_is_kept_out(
    below: Node, peer: Peer, case_no: str, score: object
) -> None:
    assert peer.send("rating", {"score": score}, case_no=case_no, sequence=9)["status"] in ("parked", 422)
    assert mirror(case_no).rating is None


def test_a_file_that_was_not_told_of_does_not_leave(below: Node, peer: Peer, case_no: str) -> None:
    unknown = hashlib.sha256(b"unknown").hexdigest()
    assert not fetching.may_fetch(below, unknown)
    assert peer.ask("GET", f"{fetching.FILES}{unknown}").status_code == 404


class Wire:
    """The other side's file service, with what it answers."""

    def __init__(self, content: bytes) -> None:
        self.content, self.asked = content, []  # type: tuple[bytes, list[str]]

    def fetch(self, path: str, *, at: datetime) -> bytes:
        self.asked.append(path)
        return self.content


def test_a_document_is_kept_only_when_its_hash_is_the_one_that_was_told(
    below: Node, peer: Peer, case_no: str, now: datetime
) -> None:
    right = small_pdf("document of the node")
    sha256 = hashlib.sha256(right).hexdigest()
    paper = MirroredPaper.objects.create(
        mirror=mirror(case_no), kind="licence", name="行驶证", sha256=sha256, told_at=now
    )
    wrong = Wire(small_pdf("another document"))
    assert not fetching.bring_paper(paper, wrong, now)  # type: ignore[arg-type]
    assert MirroredPaper.objects.get(pk=paper.pk).file is None
    wire = Wire(right)
    assert fetching.bring_paper(paper, wire, now)  # type: ignore[arg-type]
    assert wire.asked == [f"{fetching.FILES}{sha256}"]
    assert MirroredPaper.objects.get(pk=paper.pk).file_id == sha256
    assert Incoming.objects.filter(state="parked").count() == 0
