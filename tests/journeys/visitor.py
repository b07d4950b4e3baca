"""One person at one browser window: what journeys and the pictures of the README see the site with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page

from .site import Site


@dataclass
class Visitor:
    """One person at one browser window."""

    site: Site
    context: BrowserContext
    page: Page

    def go(self, path: str) -> Page:
        self.page.goto(self.site.url(path))
        return self.page

    def status(self, path: str) -> int:
        """What the address answers, without looking at it."""
        return self.context.request.get(self.site.url(path), max_redirects=0).status

    def text(self) -> str:
        return self.page.inner_text("main")

    def press(self, name: str | re.Pattern[str]) -> Page:
        """Presses a button of the page and waits for the page that answers."""
        exact = isinstance(name, str)
        button = self.page.locator("main").get_by_role("button", name=name, exact=exact).first
        with self.page.expect_navigation():
            button.click()
        return self.page

    def follow(self, name: str) -> Page:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=name).first.click()
        return self.page

    def sign_in(self, login: str, password: str) -> None:
        self.go("/accounts/login/")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", password)
        with self.page.expect_navigation():
            self.page.press("input[name=password]", "Enter")
        assert "/login/" not in self.page.url, self.text()

    def files(self) -> dict[str, str]:
        """The official documents of the case page: title and address."""
        links = self.page.locator("#documents a[href*='/documents/']").all()
        return {link.inner_text().strip(): link.get_attribute("href") or "" for link in links}

    def fetch(self, path: str) -> bytes:
        answer = self.context.request.get(self.site.url(path))
        assert answer.ok, f"{path}: {answer.status}"
        return answer.body()
