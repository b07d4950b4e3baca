"""Without JavaScript: the whole submission, and acceptance at the desk."""

from __future__ import annotations

from . import office
from .people import Cast, submit_plainly


def test_the_whole_submission_without_javascript(cast: Cast) -> None:
    applicant = cast("resident.two", java_script_enabled=False)
    filed = submit_plainly(applicant, "road-occupation")
    clerk = cast("clerk.construction", java_script_enabled=False)
    clerk.go(filed.case + "acceptance/")
    clerk.press("受理")
    office.take(cast, filed)
    applicant.go(filed.case)
    assert "审核" in applicant.text()
