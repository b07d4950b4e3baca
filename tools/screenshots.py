"""`make screenshots`: the pictures of the README, taken again from a real site.

It starts Yimen in an empty folder, walks one application from the guide to the verified decision as the people of
the example city, and writes docs/images/*.png. With two arguments (the address of a running site and its folder of
data) it walks through that site instead, which must hold the example city.

The picture of the decision needs pdftoppm (package poppler-utils); without it the old one stays.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfWriter

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.journeys.site import FLAGS, Site, chromium, start, stop  # noqa: E402
from tests.journeys.visitor import Visitor  # noqa: E402

IMAGES = ROOT / "docs" / "images"
LARGEST = 250 * 1000
ITEM = "/approvals/guide/road-occupation/"
WIDE, PHONE = 1280, 360


def main() -> int:
    """Take all pictures; 1 when one is too large."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with running_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium() or None, args=FLAGS)
        walk(site, browser)
        browser.close()
    sizes = {path.name: path.stat().st_size for path in sorted(IMAGES.glob("*.png"))}
    for name, size in sizes.items():
        print(f"{name:24} {size / 1000:6.0f} kB")
    return 1 if max(sizes.values()) > LARGEST else 0


@contextmanager
def running_site() -> Iterator[Site]:
    if len(sys.argv) == 3:
        yield Site(sys.argv[1].rstrip("/"), Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory(prefix="yimen-pictures-") as folder:
        site = start(Path(folder) / "var")
        try:
            yield site
        finally:
            stop(site)


def visitor(site: Site, browser: Browser, login: str = "", *, width: int = WIDE) -> Visitor:
    """Somebody, signed in when a login is given."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    made = Visitor(site, context, context.new_page())
    if login:
        made.sign_in(login, site.password)
    return made


def walk(site: Site, browser: Browser) -> None:
    """One application from the guide to the verified decision, with a picture of each main page."""
    anyone, phone = visitor(site, browser), visitor(site, browser, width=PHONE)
    picture(anyone.go("/"), "home")
    picture(phone.go("/"), "home-phone")
    picture(anyone.go(ITEM), "item")
    picture(phone.go(ITEM), "item-phone")
    resident = visitor(site, browser, "resident.one")
    case = submit(resident)
    accept(site, browser, case)
    decide(site, browser, case)
    decision = sealed_pdf(site, resident, case)
    show_pdf(decision)
    verify(anyone, decision)
    manager = visitor(site, browser, "manager")
    picture(manager.go("/figures/"), "figures")


def submit(resident: Visitor) -> str:
    """From the first question to the receipt; the address of the case."""
    page = resident.go(ITEM + "application/")
    answer(page)
    press(page, page.locator("main form button[type=submit]").first)
    answer(page)
    page.fill("input[name=subject]", "青年大街示例路段占用人行道，铺设通信管线")
    page.fill("input[name=contact_phone]", "13800000001")
    picture(page, "draft")
    press(page, page.get_by_role("button", name="下一步：材料"))
    upload(page)
    press(page, page.get_by_role("link", name="下一步：核对提交"))
    page.locator("main form input[type=checkbox]").first.check()
    press(page, page.get_by_role("button", name="提交申请"))
    found = re.search(r"/approvals/applications/[0-9a-f-]{36}/", page.url)
    if found is None:
        raise RuntimeError(f"not submitted: {page.url} {page.inner_text('main')[:500]}")
    return found.group(0)


def accept(site: Site, browser: Browser, case: str) -> None:
    clerk = visitor(site, browser, "clerk.construction")
    picture(clerk.go("/desk/"), "desk")
    page = clerk.go(case + "acceptance/")
    picture(page, "acceptance")
    press(page, page.get_by_role("button", name="受理", exact=True))


def decide(site: Site, browser: Browser, case: str) -> None:
    """Examined by one, approved by another, sealed by a third."""
    page = visitor(site, browser, "examiner.construction").go(case + "assignment/")
    press(page, page.locator("main form button[type=submit]").first)
    page.goto(site.url(case + "examination/"))
    page.locator("input[name=opinion][value=grant]").check()
    page.fill("textarea[name=grounds]", "材料齐全，现场具备占用条件，符合《城市道路管理条例》的规定。")
    press(page, page.locator("main form button[type=submit]").last)
    page = visitor(site, browser, "leader.construction").go(case + "approval/")
    press(page, page.get_by_role("button", name=re.compile("^批准")))
    page = visitor(site, browser, "seal.construction").go(case + "conclusion/")
    press(page, page.get_by_role("button", name=re.compile("用印")))


def sealed_pdf(site: Site, resident: Visitor, case: str) -> bytes:
    """The decision, as its applicant gets it."""
    page = resident.go(case)
    for link in page.locator("main a[href*='/documents/']").all():
        if "决定" in link.inner_text():
            body = resident.context.request.get(site.url(link.get_attribute("href") or "")).body()
            if b"/ByteRange" in body:
                return body
    raise RuntimeError("the case has no sealed decision")


def show_pdf(pdf: bytes) -> None:
    """The first page of the decision as a picture."""
    program = shutil.which("pdftoppm")
    if program is None:
        print("decision.png stays as it is: pdftoppm (poppler-utils) is not here", file=sys.stderr)
        return
    command = [program, "-png", "-singlefile", "-scale-to-x", "900", "-scale-to-y", "-1", "-"]
    drawn = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    paper = Image.open(io.BytesIO(drawn)).convert("RGB")
    keep(paper.crop((0, 0, paper.width, min(paper.height, 1273))), "decision")


def verify(anyone: Visitor, pdf: bytes) -> None:
    page = anyone.go("/verify/")
    page.set_input_files("input[type=file]", {"name": "d.pdf", "mimeType": "application/pdf", "buffer": pdf})
    form = page.locator("input[type=file]").locator("xpath=ancestor::form")
    press(page, form.locator("button").first)
    picture(page, "verification")


# --- hands and eyes


def press(page: Page, what: object) -> None:
    what.click()  # type: ignore[attr-defined]
    page.wait_for_load_state("networkidle")


def answer(page: Page) -> None:
    """The first choice of every question, as long as new ones appear."""
    for _round in range(12):
        waiting = [
            group
            for group in page.locator("main form fieldset").all()
            if group.locator("input[type=radio], input[type=checkbox]").count()
            and not group.locator("input:checked").count()
        ]
        if not waiting:
            return
        waiting[0].locator("input[type=radio], input[type=checkbox]").first.check()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)


def upload(page: Page) -> None:
    """A blank page for every material that waits for a file."""
    for number in range(40):
        rows = page.locator("ol.material-rows > li").filter(has_text="未提交")
        if not rows.count():
            return
        content = io.BytesIO()
        paper = PdfWriter()
        paper.add_blank_page(595 - number, 842)
        paper.write(content)
        chosen = {
            "name": f"材料{number + 1}.pdf",
            "mimeType": "application/pdf",
            "buffer": content.getvalue(),
        }
        rows.first.locator("input[type=file]").set_input_files(chosen)
        press(page, rows.first.get_by_role("button", name="上传"))
        page.wait_for_timeout(300)


def picture(page: Page, name: str) -> None:
    """What fits on one and a half screens, without what moves."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    width = (page.viewport_size or {"width": WIDE})["width"]
    height = min(page.evaluate("document.documentElement.scrollHeight"), 1100 if width > PHONE else 1000)
    page.set_viewport_size({"width": width, "height": int(height)})
    keep(Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB"), name)
    page.set_viewport_size({"width": width, "height": 900})


def keep(image: Image.Image, name: str) -> None:
    """As a PNG with a palette: text stays sharp, the file small."""
    flat = image.quantize(colors=128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    flat.save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
