"""受理: a complete application found by its number, read and accepted at the counter, with the keyboard alone."""

from __future__ import annotations

from .people import Cast, submit
from .test_at_the_counter import enter, reach, type_into

ACCEPT = "main a.button-primary[href$='/acceptance/']"


def test_a_complete_application_is_accepted_with_the_keyboard_alone(cast: Cast) -> None:
    filed = submit(cast("resident.one"), "road-occupation")
    officer = cast("clerk.construction")
    page = officer.go("/desk/")
    type_into(page, "main .scan-field [name=number]", filed.number)
    enter(page)
    assert filed.case in page.url
    enter(page, ACCEPT)
    assert page.url.endswith("/acceptance/")
    assert "材料核对" in officer.text()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    officer.go(filed.case)
    assert "已受理" in officer.text()
    assert page.locator(ACCEPT).count() == 0


def test_a_number_that_nobody_has_is_said_to_be_so(cast: Cast) -> None:
    page = cast("clerk.construction").go("/desk/")
    type_into(page, "main .scan-field [name=number]", "21010020260000000000")
    enter(page)
    assert "没有找到" in page.inner_text("main")
    assert page.evaluate("document.activeElement.name") == "number"


def test_the_rows_of_the_desk_are_walked_with_keys(cast: Cast) -> None:
    submit(cast("resident.one"), "road-occupation")
    page = cast("clerk.construction").go("/desk/")
    page.keyboard.press("j")
    reach(page, "main [data-key-row]")
    enter(page)
    assert "/approvals/applications/" in page.url
