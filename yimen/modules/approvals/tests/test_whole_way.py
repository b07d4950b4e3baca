"""The whole way of one application, by verbs alone: what stands in the record, on the clocks and in the file."""

from __future__ import annotations

from datetime import date

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry
from yimen.modules.approvals import actions
from yimen.modules.approvals.states import Outcome, State


def test_from_submission_to_delivery(world: World) -> None:
    application = world.sealed()
    done = actions.deliver(
        application, method="window", receiver="示例居民甲", identity_checked=True, by=world.issuer, at=NOON
    )
    application = world.fresh(done.application)
    assert (application.state, application.outcome) == (State.CLOSED, Outcome.GRANTED)
    assert application.is_on_time is True
    assert application.case.closed_at == NOON
    codes = list(Entry.objects.filter(chain=application.pk).order_by("seq").values_list("code", flat=True))
    assert codes[codes.index("approvals.application.submitted") :] == [
        "approvals.application.submitted",
        "approvals.application.accepted",
        "approvals.application.assigned",
        "approvals.application.examined",
        "approvals.application.approved",
        "documents.document.sealed",
        "documents.document.sealed",
        "approvals.application.concluded",
        "approvals.application.delivered",
        "approvals.application.closed",
    ]
    assert [(one.kind, one.document.state) for one in application.documents.order_by("pk")] == [
        ("receipt_slip", "drawn_up"),
        ("acceptance_notice", "drawn_up"),
        ("decision", "sealed"),
        ("licence", "sealed"),
        ("delivery_receipt", "drawn_up"),
    ]
    assert {one.kind: (one.due_on, one.state) for one in application.case.clocks.all()} == {
        "acceptance": (date(2026, 3, 9), "stopped"),
        "promised": (date(2026, 3, 12), "stopped"),
        "statutory": (date(2026, 3, 30), "stopped"),
        "delivery": (date(2026, 3, 16), "stopped"),
    }
    assert not application.case.work.filter(done_at__isnull=True).exists()
