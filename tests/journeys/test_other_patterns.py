"""备案 and 一审一核: the two patterns beside 四个一 and 即办."""

from __future__ import annotations

from . import office
from .people import Cast, submit


def test_a_filing_is_recorded_when_it_is_complete(cast: Cast) -> None:
    enterprise = cast("enterprise.one")
    filed = submit(enterprise, "investment-filing")
    clerk = cast("clerk.centre")
    clerk.go(filed.case + "filing/")
    clerk.press("予以备案")
    office.seal(cast, filed, "seal.joint")
    enterprise.go(filed.case)
    assert any("备案" in title for title in enterprise.files())


def test_a_company_is_registered_by_examiner_and_confirmer(cast: Cast) -> None:
    enterprise = cast("enterprise.one")
    filed = submit(enterprise, "company-registration")
    office.accept(cast, filed, "examiner.market")
    if cast("examiner.market").status(filed.case + "assignment/") == 200:
        office.take(cast, filed, "examiner.market")
    office.examine(cast, filed, "examiner.market")
    assert cast("examiner.market").status(filed.case + "approval/") == 404
    office.approve(cast, filed, "head.market")
    office.seal(cast, filed, "seal.market")
    enterprise.go(filed.case)
    assert any("营业执照" in title for title in enterprise.files())
