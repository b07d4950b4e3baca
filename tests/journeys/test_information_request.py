"""Disclosure on request: a citizen searches, asks for what is not there, and reads the answer and its remedies."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tests.money import ACCOUNT, HEAD

from .looking import barriers, sideways
from .people import Cast, Visitor
from .waiting import until

REQUEST = re.compile(r"/requests/[0-9a-f-]{36}/")
CITY = ZoneInfo("Asia/Shanghai")
WANTED = "桥梁年度检测明细"
REASON = "记录了桥梁结构安全的薄弱部位，公开后可能危及公共安全"


def test_from_the_search_to_the_remedies(cast: Cast) -> None:
    citizen = cast("resident.one")
    case, number, code = asked(citizen)
    assert WANTED in listed(cast("disclosure.construction"))
    registered(cast("disclosure.construction"), case)
    due_on = explained(citizen, case)
    assert charged_and_paid(cast, case) == due_on  # the period begins anew, again from today
    assert extended(cast, case) > due_on
    refused(cast, case)
    read(citizen, case)
    followed(cast.anyone(), number, code)
    until(lambda: sum(number in mail for mail in cast.site.mails()) >= 4)
    for login in ("resident.two", "disclosure.market"):
        assert cast(login).status(case) == 404


def asked(citizen: Visitor) -> tuple[str, str, str]:
    """Search first; what is not there is asked for, with what was typed as its first line."""
    page = citizen.go(f"/requests/?q={WANTED}")
    assert "没有找到已经公开的信息" in citizen.text()
    page.get_by_role("link", name="申请公开这项信息").click()
    page.select_option("select[name=org]", label="沈阳市城乡建设局")
    citizen.press("开始填写")
    assert page.input_value("input[name=matter_1_name]") == WANTED
    page.fill("textarea[name=matter_1_description]", "2025年，含检测单位和结论")
    citizen.press("下一步：核对")
    assert WANTED in citizen.text()
    page.check("input[name=is_true]")
    citizen.press("提交申请")
    number, code = page.locator("main strong.number").all_inner_texts()
    match = REQUEST.search(page.url)
    assert match is not None
    return match[0], number, code


def listed(officer: Visitor) -> str:
    page = officer.go("/requests/handled/?state=submitted")
    with page.expect_navigation():
        page.locator("main table tbody a").first.click()
    return officer.text()


def registered(officer: Visitor, case: str) -> None:
    officer.go(f"{case}registration/")
    officer.press("登记申请")
    assert "已登记" in officer.text()
    officer.go(f"{case}handling/")
    officer.press("开始办理")


def explained(citizen: Visitor, case: str) -> date:
    """The due date line by line; the calculator says the same of the same day."""
    page = citizen.go(case)
    rows = page.locator("#reckoning tbody tr").all_inner_texts()
    assert "收到申请，当日不计入" in rows[0]
    assert "为答复期限的最后一日" in rows[-1]
    own = page.locator("#reckoning tbody tr").last.locator("th").inner_text()
    page.goto(citizen.site.url(f"/requests/calculator/?received_on={datetime.now(CITY):%Y-%m-%d}"))
    assert own in page.locator("#result strong").inner_text()
    return day(own)


def day(text: str) -> date:
    year, month, number = map(int, re.findall(r"\d+", text))
    return date(year, month, number)


def extended(cast: Cast, case: str) -> date:
    """Proposed by the officer, granted by the head of the office; the officer cannot grant it."""
    officer, head = cast("disclosure.construction"), cast("disclosurehead.construction")
    page = officer.go(f"{case}extension/")
    page.fill("input[name=days]", "5")
    page.fill("textarea[name=reason]", "需要逐桥核对检测记录")
    officer.press("提请延长答复期限")
    assert officer.status(f"{case}extension-grant/") == 404
    head.go(f"{case}extension-grant/")
    head.press("同意延长答复期限")
    return day(head.page.locator("#reckoning tbody tr").last.locator("th").inner_text())


def charged_and_paid(cast: Cast, case: str) -> date:
    """The fee is paid to the treasury with its code; the bank's file alone makes the request go on."""
    officer, citizen, cashier = cast("disclosure.construction"), cast("resident.one"), cast("fees.one")
    page = officer.go(f"{case}fee/")
    page.check("input[name=basis][value=pages]")
    page.fill("input[name=pages]", "201")
    officer.press("通知收费")
    code = citizen.go(case).locator("#fee .number").first.inner_text()
    row = f"J{code},{datetime.now(CITY):%Y-%m-%d %H:%M:%S},2740.00,示例付款人,6222000000001234,{ACCOUNT},转账,{code}"
    bank_file = {"name": "bank.csv", "mimeType": "text/csv", "buffer": f"{HEAD}\r\n{row}\r\n".encode()}
    cashier.go("/approvals/bank-files/import/").set_input_files("main input[type=file]", bank_file)
    cashier.press("导入")
    assert "自动核销 1 笔" in cashier.text()
    page = citizen.go(case)
    assert "已到账" in page.locator("#fee").inner_text()
    return day(page.locator("#reckoning tbody tr").last.locator("th").inner_text())


def refused(cast: Cast, case: str) -> None:
    """Drafted with all that the letter must say, approved by another, sealed, served."""
    officer = cast("disclosure.construction")
    page = officer.go(f"{case}answer-draft/")
    page.select_option("select[name=part_1_outcome]", "refused_security_stability")
    officer.press("送审签")
    assert "必须载明" in officer.text()
    page.fill("textarea[name=part_1_reason]", REASON)
    officer.press("送审签")
    leader = cast("leader.construction")
    leader.go(f"{case}answer-approval/")
    assert REASON in leader.text()
    leader.press("签发答复")
    keeper = cast("seal.construction")
    keeper.go(f"{case}answer-seal/")
    keeper.press("答复用印")
    page = officer.go(f"{case}service/")
    page.check("input[name=way][value=online]")
    officer.press("送达答复")


def read(citizen: Visitor, case: str) -> None:
    """The sealed letter, and on the page until when and to whom one may turn: reconsideration first."""
    page = citizen.go(case)
    assert "应当先在" in page.locator("#remedies").inner_text()
    assert "沈阳市人民政府申请行政复议" in page.locator("#remedies").inner_text()
    link = page.locator("#letters").get_by_role("link", name="政府信息公开申请答复书").first
    assert citizen.fetch(link.get_attribute("href") or "").startswith(b"%PDF")
    assert sideways(page) == []


def followed(anyone: Visitor, number: str, code: str) -> None:
    page = anyone.go("/requests/progress/")
    page.fill("main input[name=number]", number)
    page.fill("main input[name=code]", code)
    anyone.press("查询")
    assert "已送达" in anyone.text()
    assert "示例居民甲" not in anyone.text()


def test_public_pages_have_no_barriers(cast: Cast) -> None:
    anyone = cast.anyone(bypass_csp=True)
    for path in (
        "/requests/",
        "/requests/calculator/?received_on=2025-09-15",
        "/requests/outcomes/",
        "/requests/progress/",
    ):
        page = anyone.go(path)
        assert barriers(page) == []
    narrow = cast.anyone(width=360)
    for path in ("/requests/", "/requests/calculator/?received_on=2025-09-15", "/requests/outcomes/"):
        assert sideways(narrow.go(path)) == []
