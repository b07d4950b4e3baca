"""One application from submission to a sealed decision that anyone can verify, by seven people in a browser."""

from __future__ import annotations

import re
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.world import small_pdf

from .site import Site, Visitor

ITEM = "/approvals/guide/road-occupation/"


def answer_first(page: Page) -> None:
    """Answers each question that is asked with its first choice, as long as new ones appear."""
    for _round in range(12):
        open_ones = [
            group
            for group in page.locator("main form fieldset").all()
            if group.locator("input[type=radio], input[type=checkbox]").count()
            and not group.locator("input:checked").count()
        ]
        if not open_ones:
            return
        with page.expect_response(lambda _response: True):
            open_ones[0].locator("input[type=radio], input[type=checkbox]").first.check()
        page.wait_for_load_state("networkidle")
        page.locator(".htmx-request, .htmx-swapping, .htmx-settling").first.wait_for(state="detached")


def upload_all(page: Page) -> None:
    """Gives a different small PDF for every material that still waits for a file."""
    for number in range(40):
        waiting = page.locator("ol.material-rows > li").filter(has_text="未提交")
        if not waiting.count():
            return
        row, content = waiting.first, small_pdf(f"material {number} {time.time_ns()}")
        chosen = {"name": f"m{number}.pdf", "mimeType": "application/pdf", "buffer": content}
        row.locator("input[type=file]").set_input_files(chosen)
        with page.expect_response(lambda response: response.request.method == "POST"):
            row.get_by_role("button", name="上传").click()
        page.wait_for_load_state("networkidle")


def submitted(visitor: Visitor) -> tuple[str, str, str]:
    """From the guide to the receipt: the case's address, number and query code."""
    page = visitor.go(ITEM)
    page.get_by_role("link", name="开始申请").first.click()
    answer_first(page)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    answer_first(page)
    page.fill("input[name=subject]", "示例路段占用")
    page.fill("input[name=contact_phone]", "13800000001")
    page.get_by_role("button", name="下一步：材料").click()
    page.wait_for_load_state("networkidle")
    upload_all(page)
    page.get_by_role("link", name="下一步：核对提交").click()
    page.locator("main form input[type=checkbox]").first.check()
    page.get_by_role("button", name="提交申请").click()
    page.wait_for_load_state("networkidle")
    text = visitor.text()
    number = re.search(r"\b(\d{20})\b", text)
    code = re.search(r"查询码\D*(\d{6})\b", text)
    assert number is not None and code is not None, text
    found = re.search(r"/approvals/applications/[0-9a-f-]{36}/", page.url) or re.search(
        r"/approvals/applications/[0-9a-f-]{36}/", page.content()
    )
    assert found is not None
    return found.group(0), number.group(1), code.group(1)


def test_from_the_guide_to_a_verified_decision(site: Site, browser: Browser, tmp_path: Path) -> None:
    applicant = site.person(browser, "resident.one")
    case, number, code = submitted(applicant)

    clerk = site.person(browser, "clerk.construction")
    clerk.go("/desk/")
    assert number in clerk.text()
    page = clerk.go(case + "acceptance/")
    page.get_by_role("button", name="受理", exact=True).click()
    page.wait_for_load_state("networkidle")

    examiner = site.person(browser, "examiner.construction")
    page = examiner.go(case + "assignment/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    page = examiner.go(case + "examination/")
    page.locator("input[name=opinion][value=grant]").check()
    page.fill("textarea[name=grounds]", "材料齐全，符合法定条件。")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state("networkidle")
    assert examiner.go(case + "approval/").locator("h1").inner_text() != "批准"  # the reviewer cannot approve

    leader = site.person(browser, "leader.construction")
    page = leader.go(case + "approval/")
    page.get_by_role("button", name=re.compile("^批准")).click()
    page.wait_for_load_state("networkidle")

    keeper = site.person(browser, "seal.construction")
    page = keeper.go(case + "conclusion/")
    page.get_by_role("button", name=re.compile("用印")).click()
    page.wait_for_load_state("networkidle")

    issuer = site.person(browser, "issue.construction")
    page = issuer.go(case + "delivery/")
    page.locator("input[name=method][value=window]").check()
    page.fill("input[name=receiver]", "示例居民甲")
    page.locator("input[name=identity_checked]").check()
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state("networkidle")

    anyone = site.visitor(browser)
    page = anyone.go("/progress/")
    page.fill("main input[name=number]", number)
    page.fill("main input[name=code]", code)
    page.press("main input[name=code]", "Enter")
    page.wait_for_load_state("networkidle")
    assert "准予" in anyone.text() or "已归结" in anyone.text()

    applicant.go(case)
    assert "准予" in applicant.text()
    links = [one.get_attribute("href") for one in applicant.page.locator("main a[href*='/documents/']").all()]
    download = applicant.context.request.get(site.url(next(link for link in links if link)))
    assert download.headers["content-type"] == "application/pdf"
    decision = None
    for link in links:
        body = applicant.context.request.get(site.url(link)).body()
        if b"/ByteRange" in body:
            decision = body
    assert decision is not None
    page = anyone.go("/verify/")
    page.set_input_files(
        "input[type=file]", {"name": "d.pdf", "mimeType": "application/pdf", "buffer": decision}
    )
    page.locator("input[type=file]").locator("xpath=ancestor::form").locator("button").first.click()
    page.wait_for_load_state("networkidle")
    assert "有效" in anyone.text()

    changed = bytearray(decision)
    changed[len(changed) // 3] ^= 1
    page = anyone.go("/verify/")
    page.set_input_files(
        "input[type=file]", {"name": "d.pdf", "mimeType": "application/pdf", "buffer": bytes(changed)}
    )
    page.locator("input[type=file]").locator("xpath=ancestor::form").locator("button").first.click()
    page.wait_for_load_state("networkidle")
    assert "有效" not in anyone.page.locator("main h2, main .alert").first.inner_text()

    manager = site.person(browser, "manager")
    manager.go("/figures/")
    assert "受理" in manager.text()
    deadline = time.monotonic() + 15
    while "受理" not in site.mails() and time.monotonic() < deadline:
        time.sleep(0.5)
    assert number in site.mails()
