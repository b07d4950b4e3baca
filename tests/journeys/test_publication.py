"""Publishing: drafted, checked by three who are not one, out at once, found by anybody; taken back, and gone from everywhere."""

from __future__ import annotations

import re
import time

from .looking import NARROW, barriers, sideways
from .people import Cast, Visitor, pdf
from .waiting import until

MANUSCRIPT = re.compile(r"/disclosure/manuscripts/[0-9a-f-]{36}/")
CHECK = re.compile(r"/disclosure/checks/[0-9a-f-]{36}/")
TITLE = "关于浑南大桥夜间养护期间限制通行的通告"
WORDS = "每日二十二时至次日五时禁止载货汽车通行"
PUBLIC = [
    "/disclosure/",
    "/disclosure/bodies/",
    "/disclosure/bodies/urban-rural-construction/",
    "/disclosure/bodies/urban-rural-construction/directory/",
    "/disclosure/bodies/urban-rural-construction/guide/",
    "/disclosure/bodies/urban-rural-construction/reports/",
    "/disclosure/bodies/general-office/rules/",
    "/disclosure/publications/",
    "/disclosure/timeline/",
    "/disclosure/trees/subject/",
    "/disclosure/collections/",
    "/disclosure/collections/legal-questions/",
    "/disclosure/data/",
    "/leadership/",
    "/search/?q=通告",
]
OFFICE = {
    "drafter.construction": ["/disclosure/manuscripts/", "/disclosure/manuscripts/new/"],
    "secrecy.construction": ["/disclosure/checks/"],
    "disclosure.construction": ["/disclosure/imports/", "/disclosure/sources/", "/disclosure/error-reports/"],
    "editor.office": [
        "/disclosure/collections-kept/",
        "/search/words/synonyms/",
    ],
}


def test_from_the_draft_to_the_reader_and_back(cast: Cast) -> None:
    number = f"沈城建通〔2026〕{time.time_ns() % 10_000}号"
    draft = drafted(cast("drafter.construction"), number)
    check = submitted(cast("drafter.construction"), draft)
    signed(cast, check)
    address = published(cast("disclosure.construction"), draft)
    anyone = cast.anyone()
    for wanted in (number, number.replace("〔2026〕", "(2026)"), WORDS[2:11], "hunnandaqiao"):
        found(anyone, wanted)
    misspelled(anyone)
    read(cast, address, number)
    retracted(cast("leader.construction"), address)
    gone(anyone, address, number)


def drafted(drafter: Visitor, number: str) -> str:
    """Text, number and day, and a file of which the text is read."""
    page = drafter.go("/disclosure/manuscripts/new/")
    page.select_option("select[name=org]", label="沈阳市城乡建设局")
    page.fill("input[name=title]", TITLE)
    page.fill("textarea[name=body]", f"为保障施工安全，{WORDS}。\n\n绕行路线见附件。")
    page.fill("input[name=document_number]", number)
    for tree in ("legal_category", "subject", "genre"):
        page.select_option(f"select[name={tree}]", index=1)
    drafter.press("保存草稿")
    match = MANUSCRIPT.search(page.url)
    assert match is not None, page.url
    page.locator("input[type=file]").set_input_files(pdf("绕行路线"))
    drafter.press("添加附件")
    assert "绕行路线.pdf" in drafter.text()
    return match[0]


def submitted(drafter: Visitor, draft: str) -> str:
    until(lambda: "正在提取" not in _reloaded(drafter, draft))
    drafter.go(f"{draft}submission/")
    drafter.press("送审")
    drafter.go(draft)
    link = drafter.page.locator("main a[href*='/disclosure/checks/']").first.get_attribute("href") or ""
    match = CHECK.search(link)
    assert match is not None, drafter.text()
    assert drafter.status(f"{match[0]}first-opinion/") == 404  # who drafted does not check
    return match[0]


def _reloaded(visitor: Visitor, path: str) -> str:
    visitor.go(path)
    return visitor.text()


def signed(cast: Cast, check: str) -> None:
    """初审, 保密审查, 签发: three persons, in this order."""
    for login, act in (
        ("head.construction", "first-opinion"),
        ("secrecy.construction", "secrecy-opinion"),
        ("leader.construction", "signature"),
    ):
        signer = cast(login)
        page = signer.go(f"{check}{act}/")
        for box in page.locator("main form input[type=radio][value=no]").all():
            box.check()
        page.check("input[name=verdict][value=open]")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(f"**{check}")


def published(officer: Visitor, draft: str) -> str:
    officer.go(f"{draft}publication/")
    page = officer.press("公开")
    match = re.search(r"/disclosure/publications/[0-9a-f-]{36}/", page.url)
    if match is None:
        link = page.locator("main a[href*='/disclosure/publications/']").first.get_attribute("href") or ""
        match = re.search(r"/disclosure/publications/[0-9a-f-]{36}/", link)
    assert match is not None, officer.text()
    return match[0]


def found(anyone: Visitor, wanted: str) -> None:
    """Within moments of the publication, by whatever somebody types."""
    until(lambda: TITLE in _searched(anyone, wanted))


def _searched(anyone: Visitor, wanted: str) -> str:
    page = anyone.go("/search/")
    page.fill("main input[name=q]", wanted)
    page.press("main input[name=q]", "Enter")
    page.wait_for_url("**q=**")
    return anyone.text()


def misspelled(anyone: Visitor) -> None:
    """What sounds the same is offered as it is written."""
    assert TITLE not in _searched(anyone, "浑楠大桥")
    anyone.follow("浑南大桥")
    assert TITLE in anyone.text()


def read(cast: Cast, address: str, number: str) -> None:
    """Who, when, under which numbers; on a telephone, in large print, without barriers."""
    anyone = cast.anyone(width=NARROW, bypass_csp=True)
    page = anyone.go(address)
    text = anyone.text()
    assert WORDS in text
    assert number in text
    assert re.search(r"索引号\s*\S+-\d+", text), text
    assert page.locator("script[type='application/ld+json'], meta[name=ArticleTitle]").count() >= 1
    link = page.locator("main a[href*='/disclosure/attachments/']").first.get_attribute("href") or ""
    assert anyone.fetch(link).startswith(b"%PDF")
    assert barriers(page) + sideways(page) == []


def retracted(leader: Visitor, address: str) -> None:
    page = leader.go(f"{address}retraction/")
    page.select_option("select[name=kind]", index=1)
    page.fill("textarea[name=reason]", "通行时间有误，将重新公布。")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def gone(anyone: Visitor, address: str, number: str) -> None:
    """The address stays and says so; nothing finds the text any more."""
    until(lambda: "已撤回" in _reloaded(anyone, address))
    assert WORDS not in anyone.text()
    until(lambda: not _leads_to(anyone, address, number))
    assert address not in anyone.fetch("/disclosure/feed.atom").decode()


def _leads_to(anyone: Visitor, address: str, wanted: str) -> int:
    _searched(anyone, wanted)
    return anyone.page.locator(f"main a[href^='{address}']").count()


def test_public_pages_of_open_government(cast: Cast) -> None:
    anyone, wrong = cast.anyone(width=NARROW, bypass_csp=True), []
    for path in PUBLIC:
        assert anyone.status(path) == 200, path
        page = anyone.go(path)
        wrong += [f"{path}: {one}" for one in barriers(page) + sideways(page)]
    assert wrong == []


def test_pages_of_the_office(cast: Cast) -> None:
    wrong = []
    for login, paths in OFFICE.items():
        official = cast(login, width=NARROW, bypass_csp=True)
        for path in paths:
            assert official.status(path) == 200, (login, path)
            page = official.go(path)
            wrong += [f"{path}: {one}" for one in barriers(page) + sideways(page)]
    assert wrong == []
