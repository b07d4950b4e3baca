"""走进基层: an errand at the door without a network; a resident at the street centre."""

from __future__ import annotations

import io
import random
import re
from typing import Any

from PIL import Image

from .people import Cast

STREET = "/outreach/?q=黄河街道服务中心"


def photograph(side: int = 60) -> dict[str, Any]:
    """A picture of a signed form, as a telephone takes it."""
    out = io.BytesIO()
    noise = random.Random(side).randbytes(side * side * 3)
    Image.frombytes("RGB", (side, side), noise).save(out, "PNG")
    return {"name": "mandate.png", "mimeType": "image/png", "buffer": out.getvalue()}


def test_an_errand_at_the_door_with_the_network_off(cast: Cast) -> None:
    agent = cast("agent.village", width=360)
    page = agent.go("/outreach/phone/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    agent.context.set_offline(True)
    page.reload()
    page.get_by_text("代办：当面受理委托").click()
    form = page.locator("form[data-phone-form]:has(input[name=kind][value=errand])")
    form.locator("[name=service]").select_option("minimum-allowance")
    for name, text in {
        "id_number": "210124196505050015",
        "name": "示例村民丙",
        "phone": "13800000013",
        "statement": "家里困难，想申请低保",
        "materials": "身份证、户口簿",
    }.items():
        form.locator(f"[name={name}]").fill(text)
    form.locator("[name=powers][value=withdraw]").uncheck()
    photo = form.locator("[name=proof]")
    photo.set_input_files(photograph(1900))  # ten megabytes
    page.locator("form[aria-busy]").wait_for(state="detached")
    assert photo.evaluate("field => field.files[0].size") < 3_000_000
    form.get_by_role("button", name="保存代办").click()
    page.locator("[data-phone][data-waiting='1']").wait_for(state="attached")
    page.reload()
    page.locator("[data-phone-list] li").filter(has_text="已保存在手机上").wait_for()
    agent.context.set_offline(False)
    page.locator("[data-phone][data-waiting='0']").wait_for(state="attached")
    assert page.inner_text("[data-phone-status]").strip() == "已收到并登记"

    agent.go("/outreach/errands/?state=pre_checked")
    agent.page.locator("main table tbody a").first.click()
    assert "家里困难，想申请低保" in agent.text()
    assert "按手印并拍照" in agent.text()


def test_nothing_stays_on_the_telephone_after_signing_out(cast: Cast) -> None:
    agent = cast.anyone()
    agent.sign_in("agent.town", cast.site.password)
    page = agent.go("/outreach/phone/")
    page.locator("[data-phone][data-waiting]").wait_for(state="attached")
    kept = "indexedDB.databases().then((all) => all.filter((one) => one.name.startsWith('yimen-outreach-')).length)"
    assert page.evaluate(kept) == 1
    page.locator("details.account > summary").click()
    with page.expect_navigation():
        page.get_by_role("button", name="退出登录").click()
    assert page.evaluate(kept) == 0


def test_a_resident_at_the_street_centre(cast: Cast) -> None:
    visitor = cast.anyone(width=360)
    visitor.go("/outreach/services/")
    assert "7类26项" in visitor.page.inner_text("main")
    visitor.go(STREET)
    visitor.page.locator("main table tbody a").first.click()
    point = visitor.page.url.split(str(visitor.site.address))[1]
    assert "代办不收任何费用" in visitor.text()

    officer = cast("officer.community")
    page = officer.go(point + "errand/")
    page.select_option("[name=service]", "unemployment-register")
    for name, text in {
        "statement": "登记失业，想找工作",
        "id_number": "210105197803030026",
        "name": "示例居民丁",
        "phone": "13800000014",
    }.items():
        page.fill(f"main [name={name}]", text)
    officer.press("提出代办")
    officer.follow("签署委托")
    page.set_input_files("[name=proof]", photograph())
    officer.press("签署委托")
    officer.follow("受理代办")
    officer.press("受理代办")
    officer.follow("当场办结")
    page.fill("main [name=result]", "已登记失业")
    officer.press("当场办结")
    officer.follow("送达结果")
    officer.press("送达结果")
    assert re.search("已送达", officer.text())
