"""The report's own case: handled and charged outside the hall, found, ordered, put right, checked, closed."""

from __future__ import annotations

import pytest

from yimen.kernel.documents import jobs as sealing
from yimen.kernel.documents import queries as documents
from yimen.kernel.documents.verification import Outcome, verify
from yimen.modules.supervision.queries import cases

from .bureau import Bureau, facts_of, fresh, waiting

pytestmark = pytest.mark.django_db


def test_from_the_call_to_the_end(bureau: Bureau) -> None:
    case = bureau.closed(suspicions=[bureau.called()])
    assert case.state == "closed"
    assert facts_of(case) == [
        "supervision.case.opened",
        "supervision.case.verification-begun",
        "supervision.notice.drafted",
        "supervision.notice.signed",
        "supervision.notice.signed",
        "supervision.notice.issued",
        "supervision.plan.submitted",
        "supervision.plan.accepted",
        "supervision.rectification.reported",
        "supervision.rectification.checked",
        "supervision.case.closed",
    ]
    assert waiting(case) == [("resample", "supervisor", "supervision", "2026-06-02")]
    found = cases.results(2026)
    assert (found.opened, found.ended, found.rectified, found.unit_count) == (1, 1, 1, 1)
    assert found.kinds == [{"violation": "charges", "cases": 1}, {"violation": "outside_hall", "cases": 1}]
    sealing.set_waiting_seals()
    notice = fresh(case).notices.get()
    verdict = verify(documents.pdf(notice.document))
    assert verdict.outcome == Outcome.GENUINE
    assert [one.org for one in verdict.signatures] == ["沈阳市监察委员会", "沈阳市政务服务中心"]
