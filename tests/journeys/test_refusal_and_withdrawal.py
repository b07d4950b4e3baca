"""不予许可 with reasons and remedies on paper; 撤回 at any moment before the decision."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from . import office
from .people import Cast, submit

REASONS = "占用路段处于施工禁止期，不符合城市道路管理条例规定的条件。"


def test_a_refusal_says_why_and_what_can_be_done(cast: Cast) -> None:
    applicant = cast("resident.one")
    filed = submit(applicant, "road-occupation")
    office.accept(cast, filed)
    office.take(cast, filed)
    office.examine(cast, filed, opinion="refuse")
    office.refuse(cast, filed, REASONS)
    applicant.go(filed.case)
    assert REASONS not in applicant.text()  # nothing is told before the seal
    office.seal(cast, filed)
    applicant.go(filed.case)
    (link,) = [link for title, link in applicant.files().items() if "决定书" in title]
    pages = PdfReader(BytesIO(applicant.fetch(link))).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    assert REASONS in text
    assert "行政复议" in text
    assert "行政诉讼" in text


def test_a_withdrawn_application_is_over(cast: Cast) -> None:
    applicant = cast("resident.two")
    filed = submit(applicant, "road-occupation")
    page = applicant.go(filed.case + "withdrawal/")
    page.fill("textarea[name=reason]", "改期施工")
    with page.expect_navigation():
        page.locator("main form[method=post] button").first.click()
    assert page.url == cast.site.url(filed.case)
    assert "撤回" in applicant.text()
    assert cast("clerk.construction").status(filed.case + "acceptance/") in (404, 409)
