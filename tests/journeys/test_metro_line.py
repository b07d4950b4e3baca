"""A metro line as a programme: its class of items, a case that is hurried within the law, accepted and done on one page."""

from __future__ import annotations

from urllib.parse import urlparse

from . import office
from .people import Cast, Filed, submit

CLASSES = (
    ("城市道路占用、挖掘", ["road-occupation"]),
    ("城市排水接设", ["drainage-connection"]),
    ("绿地占用、树木砍伐移植", ["green-land-occupation", "tree-moving"]),
    ("城市建筑垃圾排放", ["building-waste"]),
)


def test_a_metro_line_is_followed_on_one_page(cast: Cast) -> None:
    filed = submit(cast("resident.one"), "road-occupation")
    office.accept(cast, filed)
    programme = set_up(cast)
    assert counted(cast, programme) == ["0", "0", "0"]
    grouped(cast, programme, filed)
    assert counted(cast, programme) == ["1", "1", "0"]
    hurried(cast, filed)
    office.take(cast, filed)
    office.examine(cast, filed)
    office.approve(cast, filed)
    office.seal(cast, filed)
    assert counted(cast, programme) == ["1", "1", "1"]


def set_up(cast: Cast) -> str:
    """By the reception of the centre, class by class."""
    reception = cast("reception")
    page = reception.go("/projects/programmes/new/")
    page.fill("input[name=name]", "示例地铁2号线")
    reception.press("设立")
    programme = urlparse(reception.page.url).path
    for name, codes in CLASSES:
        page = reception.go(f"{programme}classes/")
        page.fill("input[name=name]", name)
        page.select_option("select[name=item_codes]", codes)
        reception.press("增加")
    return programme


def grouped(cast: Cast, programme: str, filed: Filed) -> None:
    reception = cast("reception")
    page = reception.go(f"{programme}cases/")
    page.fill("input[name=case]", filed.number)
    reception.press("加入")


def counted(cast: Cast, programme: str) -> list[str]:
    """办件数、受理、办结 of all classes together."""
    page = cast("reception").go(programme)
    return page.locator("#classes tbody tr:last-child td").all_inner_texts()


def hurried(cast: Cast, filed: Filed) -> None:
    """The leader puts it first; the applicant reads that in the story of the case."""
    leader = cast("leader.construction")
    page = leader.go("/projects/special-handling/new/")
    page.fill("input[name=case]", filed.number)
    leader.press("下一步")
    page.check("input[name=departures][value=first]")
    page.fill("textarea[name=reason]", "地铁施工，工期紧")
    leader.press("决定")
    resident = cast("resident.one")
    resident.go(filed.case)
    assert "依据特事特办的决定办理：优先办理" in resident.text()
