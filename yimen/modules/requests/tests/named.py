"""One example of each thing that the addresses of requests name."""

from __future__ import annotations

from collections.abc import Mapping

from tests.world import NOON, World
from yimen.modules.requests import actions

from .stage import Desk


def example(world: World) -> Mapping[str, str]:
    """A registered request of the resident with a file, a complaint about it, a correction of a record."""
    desk = Desk(world)
    draft = desk.draft()
    given = desk.received_file()
    actions.attach_file(draft, use="description", received=given, by=desk.resident, at=NOON)
    actions.submit_request(draft, by=desk.resident, at=NOON)
    actions.register_request(draft, confirmed_on=NOON.date(), by=desk.officer, at=NOON)
    about = {"kind": "not_replied", "text": "示例", "request": None}
    complaint = actions.file_complaint(desk.org, **about, by=desk.resident, at=NOON).complaint
    facts = {"record": "示例", "what_is_wrong": "示例", "evidence": "示例"}
    correction = actions.file_record_correction(desk.org, **facts, by=desk.resident, at=NOON).correction
    return {
        "request_id": str(draft.pk),
        "attachment_id": str(draft.files.get().pk),
        "complaint_id": str(complaint.pk),
        "correction_id": str(correction.pk),
    }
