"""People at browser windows, and the steps that many journeys share."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from yimen.replay.paper import small_pdf

from .site import Site
from .visitor import Visitor

CASE = re.compile(r"/approvals/applications/[0-9a-f-]{36}/")
CHOICES = "input[type=radio], input[type=checkbox]"


class Cast:
    """Everybody: the example accounts sign in once a run, visitors come fresh."""

    def __init__(self, site: Site, browser: Browser) -> None:
        self.site, self.browser = site, browser
        self._states: dict[str, Any] = {}
        self._windows: list[BrowserContext] = []

    def anyone(self, **options: Any) -> Visitor:
        """A window in which nobody has signed in: Chinese, 1280 wide, unless said otherwise."""
        settings = {"viewport": {"width": options.pop("width", 1280), "height": 900}, "locale": "zh-CN"}
        context = self.browser.new_context(**(settings | options))
        context.set_default_timeout(20_000)
        self._windows.append(context)
        return Visitor(self.site, context, context.new_page())

    def __call__(self, login: str, **options: Any) -> Visitor:
        """A window of the person with this login."""
        if login in self._states:
            return self.anyone(storage_state=self._states[login], **options)
        visitor = self.anyone(**options)
        visitor.sign_in(login, self.site.password)
        self._states[login] = visitor.context.storage_state()
        return visitor

    def leave(self) -> None:
        """Everybody closes their windows; whoever was signed in comes back so."""
        while self._windows:
            self._windows.pop().close()

    def speaks_english(self, visitor: Visitor) -> None:
        """As the switch at the top of each page does."""
        cookie = {"name": "django_language", "value": "en", "url": self.site.address}
        visitor.context.add_cookies([cookie])  # type: ignore[list-item]


@dataclass(frozen=True)
class Filed:
    """What a submitted application leaves with the applicant."""

    case: str
    number: str
    code: str


def pdf(text: str = "example") -> dict[str, Any]:
    """A small PDF that no other upload of the run equals."""
    content = small_pdf(f"{text} {time.time_ns()}")
    return {"name": f"{text}.pdf", "mimeType": "application/pdf", "buffer": content}


def answer(page: Page, **chosen: str) -> None:
    """Answers every question that is asked: as named, else with its first choice; new ones may appear."""
    for _round in range(12):
        group = _unanswered(page)
        if group is None:
            return
        name = group.locator(CHOICES).first.get_attribute("name") or ""
        choice = (
            group.locator(f"input[value={chosen[name]}]") if name in chosen else group.locator(CHOICES).first
        )
        with page.expect_response(lambda response: response.request.method == "GET"):
            choice.check()
        page.locator(".htmx-request, .htmx-swapping, .htmx-settling").first.wait_for(state="detached")


def _unanswered(page: Page) -> Locator | None:
    for group in page.locator("main form fieldset").all():
        if group.locator(CHOICES).count() and not group.locator("input:checked").count():
            return group
    return None


def waiting_materials(page: Page) -> Locator:
    return page.locator("ol.material-rows > li").filter(
        has=page.get_by_role("button", name="上传", exact=True)
    )


def upload_all(visitor: Visitor) -> None:
    """Gives a different small PDF for every material that still waits for a file."""
    page = visitor.page
    for _number in range(40):
        waiting = waiting_materials(page)
        if not waiting.count():
            return
        row = waiting.first
        row.locator("input[type=file]").set_input_files(pdf("material"))
        with page.expect_navigation():
            row.get_by_role("button", name="上传", exact=True).click()


def begin(visitor: Visitor, item: str, **chosen: str) -> None:
    """From the guide to the page of materials."""
    page = visitor.go(f"/approvals/guide/{item}/application/")
    visitor.press("开始填写")
    answer(page, **chosen)
    page.fill("input[name=subject]", "示例内容")
    page.fill("input[name=contact_phone]", "13800000001")
    visitor.press("下一步：材料")


def submit(visitor: Visitor, item: str, **chosen: str) -> Filed:
    """The whole way of an applicant: fill in, upload, check, submit."""
    begin(visitor, item, **chosen)
    upload_all(visitor)
    visitor.follow("下一步：核对提交")
    return declare(visitor)


def submit_plainly(visitor: Visitor, item: str) -> Filed:
    """The same way without JavaScript: nothing changes on a page, new questions come with the next one."""
    page = visitor.go(f"/approvals/guide/{item}/application/")
    visitor.press("开始填写")
    page.fill("input[name=subject]", "示例内容")
    page.fill("input[name=contact_phone]", "13800000001")
    for _round in range(12):
        while (group := _unanswered(page)) is not None:
            group.locator(CHOICES).first.check()
        visitor.press("下一步：材料")
        if "/materials/" in page.url:
            break
    upload_all(visitor)
    visitor.follow("下一步：核对提交")
    return declare(visitor)


def declare(visitor: Visitor) -> Filed:
    """The declaration, the last button, and the receipt."""
    for box in visitor.page.locator("main form input[type=checkbox]").all():
        box.check()
    visitor.press("提交申请")
    return received(visitor)


def received(visitor: Visitor) -> Filed:
    """What the receipt says."""
    text = visitor.text()
    number, code = re.search(r"\b(\d{20})\b", text), re.search(r"查询码\D*(\d{6})\b", text)
    case = CASE.search(visitor.page.url)
    assert number, text
    assert code, text
    assert case, visitor.page.url
    return Filed(case.group(0), number.group(1), code.group(1))
