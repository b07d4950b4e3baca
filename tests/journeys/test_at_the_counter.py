"""即办: registered, decided, sealed and handed over at the counter, with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page

from .people import CASE, Cast, Visitor

REACH = 150  # far more than any page has stops


def reach(page: Page, selector: str) -> None:
    """Tab, until the cursor stands in the element."""
    if page.evaluate("s => document.activeElement.matches(s)", selector):
        return
    for _stop in range(REACH):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard on {page.url}")


def type_into(page: Page, selector: str, text: str) -> None:
    reach(page, selector)
    page.keyboard.type(text)


def enter(page: Page, selector: str = "") -> None:
    """Enter, in the element or where the cursor is, and the page that answers."""
    if selector:
        reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


SEND = "main form[method=post] button.button-primary"
ORIGINAL = "main form[action*=original-check] button"
ACT = "main form[data-dirty] button.button-primary"


def registered(clerk: Visitor) -> str:
    """The applicant and the item at the counter; materials on paper; submitted: the case's address."""
    page = clerk.go("/approvals/window/application/")
    type_into(page, "main [name=id_number]", "210102199001019992")
    type_into(page, "main [name=name]", "示例居民甲")
    type_into(page, "main [name=phone]", "13800000004")
    enter(page, SEND)
    type_into(page, "main input[name=q]", "驾驶证换证")
    enter(page)
    enter(page, "main button[value=driving-licence-renewal]")
    for name in ("filer", "business"):
        reach(page, f"main input[name={name}]")
        page.keyboard.press("Space")
        page.locator(".htmx-request, .htmx-swapping, .htmx-settling").first.wait_for(state="detached")
    type_into(page, "main [name=subject]", "期满换证")
    type_into(page, "main [name=contact_phone]", "13800000004")
    enter(page, SEND)
    while page.locator("input[name=is_paper]").count():
        enter(page, "form:has(input[name=is_paper]) button")
    enter(page, "main .form-buttons a.button-primary")
    reach(page, "main form input[type=checkbox]")
    page.keyboard.press("Space")
    enter(page, SEND)
    found = CASE.search(page.url)
    assert found, page.url
    return found.group(0)


def test_a_licence_at_the_counter_with_the_keyboard_alone(cast: Cast) -> None:
    officer = cast("officer.driver")
    case = registered(officer)
    page = officer.go(case + "spot-decision/")
    reach(page, ORIGINAL)
    page.keyboard.press("Enter")
    page.locator(ORIGINAL).wait_for(state="detached")
    enter(page, ACT)

    keeper = cast("seal.joint")
    enter(keeper.go(case + "conclusion/"), ACT)

    issuer = cast("issue.joint")
    page = issuer.go(case + "delivery/")
    reach(page, "main input[name=method]")
    page.keyboard.press("Space")
    type_into(page, "main input[name=receiver]", "示例居民甲")
    reach(page, "main input[name=identity_checked]")
    page.keyboard.press("Space")
    enter(page, ACT)
    resident = cast("resident.one")
    resident.go(case)
    assert any("驾驶证" in title for title in resident.files())
