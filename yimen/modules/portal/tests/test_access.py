"""Who reaches which page: every page of the portal with everybody."""

import pytest

OPEN = {
    "",
    "stranger",
    "resident.one",
    "clerk.construction",
    "clerk.market",
    "manager",
    "auditor",
    "administrator",
}
OFFICIALS = OPEN - {"", "stranger", "resident.one"}
PAGES = {
    "/?home": OPEN,
    "/search/?q=许可": OPEN,
    "/search/suggestions/?q=许可": OPEN,
    "/progress/": OPEN,
    "/about/": OPEN,
    "/accessibility/": OPEN,
    "/privacy/": OPEN,
    "/health/": OPEN,
    "/desk/": OFFICIALS,
    "/figures/": {"manager", "auditor"},
    "/figures/department/": {"manager", "auditor"},
    "/figures/day/": {"manager", "auditor"},
    "/record/": {"auditor"},
    "/record/refusals/": {"auditor"},
    "/jobs/": {"administrator"},
}
CAST = [*sorted(OPEN - {"stranger"}), "resident.two"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", PAGES)
def test_everybody_at_every_page(browser, address):
    may = PAGES[address] | ({"resident.two"} if "stranger" in PAGES[address] else set())
    answers = {login: browser(login).get(address) for login in CAST}
    expected = {login: 200 if login in may else 404 if login else 302 for login in CAST}
    assert {login: answer.status_code for login, answer in answers.items()} == expected
    if "" not in may:
        assert answers[""].headers["Location"].startswith("/accounts/login/")


def test_pages_of_acts_are_closed_to_others(browser):
    assert browser("clerk.construction").post("/jobs/1/retry/").status_code == 404
    assert browser().post("/jobs/1/retry/").status_code == 302
    assert browser("administrator").get("/jobs/1/retry/").status_code == 405


@pytest.mark.parametrize("address", ["/api/v1/desk", "/api/v1/figures", "/api/v1/record"])
def test_the_api_is_closed_as_the_pages_are(browser, address):
    assert browser().get(address).status_code == 401
    assert browser("resident.one").get(address).status_code == 404
