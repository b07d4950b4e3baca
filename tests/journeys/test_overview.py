"""领导总览: a leader sees what is in hand, follows a number to its cases and a figure to its chart, with the keyboard alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from . import office
from .people import Cast, submit
from .test_at_the_counter import enter


def test_a_leader_follows_numbers_to_cases_and_charts(cast: Cast) -> None:
    filed = submit(cast("resident.one"), "road-occupation")
    office.accept(cast, filed)
    leader = cast("leader.construction")
    page = leader.go("/overview/")
    enter(page, "#overview-1")
    assert "open=1" in page.url
    assert filed.number in leader.text()
    page = leader.go("/overview/")
    enter(page, "#overview-today-chart-1")
    assert page.url.endswith("/figures/one/approvals.accepted/")
    page.wait_for_selector("[data-chart]:not([hidden]) canvas")
    told = page.get_attribute("[data-chart-place]", "aria-label")
    assert told is not None
    assert "本期" in told
    assert "行政许可法第三十二条" in leader.text()


def test_the_board_is_renewed_without_moving_the_focus(cast: Cast) -> None:
    page = cast("leader.construction").go("/overview/")
    page.focus("#overview-chart-2")
    before = page.locator(".overview-told").inner_text()
    page.evaluate("document.querySelector('.overview-told').textContent = 'old'")
    with page.expect_response("**/overview/"):
        page.evaluate("htmx.ajax('GET', '/overview/', {target: '#overview', swap: 'innerHTML'})")
    page.wait_for_function("document.querySelector('.overview-told').textContent !== 'old'")
    assert page.locator(".overview-told").inner_text()[:2] == before[:2]
    assert page.evaluate("document.activeElement.id") == "overview-chart-2"


def test_a_wall_keeps_its_last_numbers_when_the_server_is_away(cast: Cast) -> None:
    manager = cast("manager")
    page = manager.go("/overview/walls/")
    page.fill("main [name=place]", "一层大厅")
    page.select_option("main [name=org]", index=1)
    manager.press("开通大屏")
    address = page.locator("main code").inner_text()
    wall = cast.anyone().go(urlsplit(address).path)
    assert wall.locator(".wall-panel:visible").count() == 1
    told = wall.locator(".wall-told").inner_text()
    wall.context.set_offline(True)
    wall.evaluate("document.querySelector('[data-wall]').dispatchEvent(new Event('wall:look'))")
    wall.wait_for_selector("[data-wall-lost]:visible")
    assert wall.locator(".wall-told").inner_text().startswith(told)
    assert wall.locator(".wall-panel:visible").count() == 1
