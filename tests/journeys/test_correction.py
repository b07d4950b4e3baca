"""补正: the window says once all that is wrong; the applicant cures it; the window accepts."""

from __future__ import annotations

from . import office
from .people import Cast, pdf, submit
from .waiting import until


def test_everything_is_said_once_and_cured(cast: Cast) -> None:
    applicant, clerk = cast("resident.two"), cast("clerk.construction")
    filed = submit(applicant, "road-occupation")
    page = clerk.go(filed.case + "correction-notice/")
    wrong = [box.get_attribute("name") or "" for box in page.locator("input[name^=pick-]").all()][:2]
    for name in wrong:
        page.check(f"input[name={name}]")
        page.select_option(f"select[name=defect-{name[5:]}]", "illegible")
    clerk.press("出具补正告知书")

    until(lambda: any(filed.number in mail and "补正" in mail for mail in cast.site.mails()))
    page = applicant.go(filed.case + "resubmission/")
    rows = page.locator("ol.material-rows > li")
    assert rows.count() == len(wrong)
    for number in range(len(wrong)):
        rows.nth(number).locator("input[type=file]").set_input_files(pdf("cured"))
        with page.expect_navigation():
            rows.nth(number).get_by_role("button", name="上传").click()
    applicant.press("提交补正材料")
    office.accept(cast, filed)
    applicant.go(filed.case)
    assert any("受理通知书" in title for title in applicant.files())
    assert clerk.status(filed.case + "correction-notice/") in (404, 409)
