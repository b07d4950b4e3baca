"""The yearly report: the officer freezes and drafts, the head reviews, the leader submits and publishes, everybody reads."""

from __future__ import annotations

import json
import re
from datetime import date

from .looking import NARROW, barriers, sideways
from .people import Cast, Visitor

YEAR = date.today().year - 1  # noqa: DTZ011 - the site runs by the clock of this machine
LINES = "2-6.punishment.decided,12,处罚系统\n2-6.coercion.decided,0,强制台账"


def test_the_yearly_report_is_made_and_read(cast: Cast) -> None:
    officer, head, leader = (
        cast(f"{who}.construction") for who in ("disclosure", "disclosurehead", "leader")
    )
    here = made(officer)
    confirmed(head, here)
    officer.go(f"{here}draft/").fill("textarea[name=part_5]", "答复文书不够规范，已安排培训。")
    officer.press("起草")
    head.go(f"{here}review/")
    head.press("审核")
    leader.go(f"{here}submission/")
    leader.press("报送")
    leader.go(f"{here}publication/")
    leader.press("公布")
    assert "已公布" in leader.text()
    read(cast.anyone(bypass_csp=True), here)


def made(officer: Visitor) -> str:
    """Opened (by the calendar, where it came first), frozen, the numbers of other systems entered; its address."""
    title = f"沈阳市城乡建设局{YEAR}年政府信息公开工作年度报告"
    page = officer.go("/reports/desk/")
    if page.get_by_role("link", name=title).count():
        officer.follow(title)
    else:
        page = officer.go("/reports/opening/")
        page.fill("input[name=year]", str(YEAR))
        officer.press("建立年度报告")
    found = re.search(r"/reports/[0-9a-f-]{36}/", page.url)
    assert found is not None, officer.text()
    officer.go(f"{found[0]}freezing/")
    officer.press("锁定年度数据")
    assert "行政处罚 本年处理决定数量”没有填写；没有的写0。" in officer.text()
    page = officer.go(f"{found[0]}supplements/")
    page.fill("textarea[name=lines]", LINES)
    officer.press("填报")
    return found[0]


def confirmed(head: Visitor, here: str) -> None:
    """Somebody else compared them with their sources."""
    page = head.go(f"{here}supplements/confirmation/")
    for box in page.locator("input[name=supplements]").all():
        box.check()
    head.press("复核补充数")


def read(public: Visitor, here: str) -> None:
    """The tables, the files, from the column of the body; on a narrow screen too."""
    public.go("/disclosure/bodies/urban-rural-construction/")
    public.follow("政府信息公开年报")
    page = public.follow(f"沈阳市城乡建设局{YEAR}年政府信息公开工作年度报告")
    assert here in page.url
    row = page.get_by_role("row", name=re.compile("行政处罚"))
    assert row.get_by_role("cell").inner_text() == "12"
    assert page.get_by_role("rowheader", name="四、结转下年度继续办理").is_visible()
    assert barriers(page) == []
    data = json.loads(public.fetch(f"{here}report.json"))
    assert data["parts"][1]["tables"][2]["rows"][0]["values"] == {"decided": "12"}
    assert public.fetch(f"{here}report.docx").startswith(b"PK")
    assert public.fetch(f"{here}report.pdf").startswith(b"%PDF-")
    page.set_viewport_size({"width": NARROW, "height": 740})
    assert sideways(page) == []
