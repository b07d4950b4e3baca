"""The report's own case in a browser: a register that the system does not know, a call, a notice of two bodies, put right."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from .looking import barriers, sideways
from .people import Cast, Visitor
from .waiting import until

CASE = re.compile(r"/supervision/cases/[0-9a-f-]{36}/")
CAMPAIGN = re.compile(r"/supervision/campaigns/[0-9a-f-]{36}/")
CITY = ZoneInfo("Asia/Shanghai")
UNIT = "沈阳市水务局"


def test_handled_outside_the_hall(cast: Cast) -> None:
    supervisor = cast("supervisor")
    registered(supervisor)
    campaign = drawn(supervisor)
    called(supervisor, campaign)
    answered(cast, campaign)
    case = opened(supervisor)
    assert cast("leader.joint").status(case) == 404
    ordered(cast, case)
    planned(cast, case)
    checked(cast, case)
    public = cast.anyone(bypass_csp=True, width=360)
    page = public.go("/supervision/results/")
    assert "厅外审批" in public.text()
    assert UNIT not in public.text()
    assert (barriers(page), sideways(page)) == ([], [])


def today() -> date:
    return datetime.now(CITY).date()


def registered(supervisor: Visitor) -> None:
    """The department's own register: two licences that were never issued here."""
    page = supervisor.go("/supervision/registers/import/")
    page.select_option("select[name=org]", label=UNIT)
    lines = "编号,日期,持证人,联系电话\n" + "".join(
        f"水自编{one}号,{today()},示例{name}公司,1390000000{one}\n" for one, name in ((1, "丙"), (2, "丁"))
    )
    file = {"name": "登记册.csv", "mimeType": "text/csv", "buffer": lines.encode()}
    page.set_input_files("input[name=file]", files=[file])  # type: ignore[list-item]
    supervisor.press("导入登记册")


def drawn(supervisor: Visitor) -> str:
    page = supervisor.go("/supervision/campaigns/new/")
    page.fill("input[name=title]", "厅外审批检查")
    page.fill("textarea[name=method]", "随机抽样，回访申请人")
    page.fill("input[name=first_day]", f"{today().replace(day=1)}")
    page.fill("input[name=last_day]", f"{today()}")
    supervisor.press("计划专项检查")
    match = CAMPAIGN.search(page.url)
    assert match is not None
    supervisor.go(f"{match[0]}start/")
    supervisor.press("开始专项检查")
    page = supervisor.go(f"{match[0]}draw/")
    page.check("input[name=source][value=registers]")
    page.fill("input[name=size]", "5")
    supervisor.press("随机抽样")
    return match[0]


def called(supervisor: Visitor, campaign: str) -> None:
    """The whole call by keyboard: tab to a question, arrow or space to its answer, Enter sends."""
    page = supervisor.go(campaign)
    with page.expect_navigation():
        page.locator("main table tbody a").first.click()
    assert "示例丙公司" not in supervisor.text()
    supervisor.follow("回访")
    page.locator("input[name=consents]").focus()
    page.keyboard.press("Space")
    page.locator("input[name=q_handed_in][value=office]").focus()
    page.keyboard.press("Space")
    page.locator("input[name=q_paid_to][value=department]").focus()
    page.keyboard.press("Space")
    page.locator("input[name=q_trips]").focus()
    page.keyboard.type("3")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "部门的办公室" in supervisor.text()


def answered(cast: Cast, campaign: str) -> None:
    """The other one answers alone, by the link in the text message, in a browser that nobody has signed in to."""
    supervisor, public = cast("supervisor"), cast.anyone(width=360)
    page = supervisor.go(campaign)
    with page.expect_navigation():
        page.locator("main table tbody tr", has_text="待询问").locator("a").first.click()
    supervisor.follow("发出问卷")
    supervisor.press("发出问卷")
    until(lambda: links(cast) != [])
    public.go(links(cast)[-1]).check("input[name=consents][value=yes]")
    public.page.check("input[name=q_handed_in][value=office]")
    public.press("提交问卷")
    assert "谢谢" in public.text()


def links(cast: Cast) -> list[str]:
    """The links of questionnaires that have left as text messages."""
    texts = [one.read_text(encoding="utf-8") for one in (cast.site.var / "sms").glob("*.json")]
    return re.findall(r"/supervision/questionnaires/[\w-]+/", "".join(texts))


def opened(supervisor: Visitor) -> str:
    page = supervisor.go("/supervision/suspicions/?said=handed_in_elsewhere")
    with page.expect_navigation():
        page.locator("main table tbody a").first.click()
    supervisor.follow("由此立案")
    page.fill("input[name=title]", "厅外审批")
    page.fill("textarea[name=reason]", "登记册和回访互相印证")
    supervisor.press("立案")
    match = CASE.search(page.url)
    assert match is not None
    supervisor.go(f"{match[0]}verification/")
    supervisor.press("开始核实")
    return match[0]


def ordered(cast: Cast, case: str) -> None:
    """Drafted, signed by the leaders of two bodies, issued, sealed with both seals."""
    supervisor = cast("supervisor")
    page = supervisor.go(f"{case}notice-draft/")
    page.select_option("select[name=violation_1]", "outside_hall")
    page.fill("textarea[name=text_1]", "水自编1号没有在大厅登记")
    page.fill("textarea[name=demands]", "停止厅外审批")
    supervisor.press("拟写整改通知书")
    for login in ("leader.supervision", "leader.centre"):
        signer = cast(login)
        signer.go(f"{case}notice-signature/")
        assert "水自编1号没有在大厅登记" in signer.text()
        signer.press("签发整改通知书")
    supervisor.go(f"{case}notice-issue/")
    supervisor.press("下达整改通知书")
    until(lambda: "待用印" not in supervisor.go(case).inner_text("main"))
    paper = supervisor.page.locator("#papers a").first.get_attribute("href") or ""
    assert supervisor.fetch(paper).count(b"/ByteRange") == 2


def planned(cast: Cast, case: str) -> None:
    leader = cast("leader.joint")
    leader.go(f"{case}notice-acknowledgement/")
    leader.press("签收整改文书")
    assert "登记册和回访互相印证" not in leader.text()
    page = leader.go(f"{case}plan/")
    for name in ("meeting_on", "done_by"):
        page.fill(f"input[name={name}]", f"{today()}")
    page.fill("textarea[name=causes]", "窗口授权不到位")
    page.fill("textarea[name=measures]", "全部事项进厅")
    page.fill("input[name=owner]", "示例·负责人")
    leader.press("报送整改方案")


def checked(cast: Cast, case: str) -> None:
    supervisor, second, leader = cast("supervisor"), cast("supervisor.two"), cast("leader.joint")
    supervisor.go(f"{case}plan-acceptance/")
    supervisor.press("同意整改方案")
    leader.go(f"{case}rectification-report/").fill("textarea[name=report]", "全部进厅")
    leader.press("报告整改结果")
    for who in (supervisor, second):
        page = who.go(f"{case}rectification-check/")
        page.check("input[name=is_passed][value=yes]")
        page.fill("textarea[name=text]", "抽查均在大厅办理")
        who.press("复查整改")
    assert "复查合格" in second.text()
    supervisor.go(f"{case}case-closing/")
    supervisor.press("监督结案")
    assert "已结案" in supervisor.text()
