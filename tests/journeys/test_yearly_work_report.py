"""The yearly work report: the centre counts and freezes it, the office publishes it, a citizen counts it again."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from .looking import NARROW, barriers, sideways
from .people import Cast, Visitor

ROOT = Path(__file__).resolve().parents[2]
YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011 - the site runs by the clock of this machine


def test_the_yearly_work_report_is_made_and_counted_again(cast: Cast, tmp_path: Path) -> None:
    manager, office = cast("manager"), cast("openness.office")
    here = computed(manager)
    office.go(f"{here}review/")
    office.press("审核")
    manager.go(f"{here}freezing/")
    manager.press("定稿")
    office.go(f"{here}publication/")
    office.press("公布")
    public = cast.anyone(bypass_csp=True)
    public.go("/summaries/")
    page = public.follow(f"沈阳市政务服务中心{YESTERDAY.year}年工作总结")
    assert here in page.url
    assert barriers(page) == []
    page.set_viewport_size({"width": NARROW, "height": 740})
    assert sideways(page) == []
    recounted(public, here, tmp_path)


def computed(manager: Visitor) -> str:
    """Drafted up to yesterday, counted; one number followed to its cases. Its address."""
    page = manager.go("/summaries/drafting/")
    page.fill("input[name=year]", str(YESTERDAY.year))
    page.fill("input[name=as_of]", YESTERDAY.isoformat())
    page = manager.press("起草年度工作总结")
    found = re.search(r"/summaries/[0-9a-f-]{36}/", page.url)
    assert found is not None, manager.text()
    manager.go(f"{found[0]}computation/")
    page = manager.press("计算数值")
    row = page.get_by_role("row", name=re.compile("^受理 "))
    with page.expect_navigation():
        row.get_by_role("link", name="受理", exact=True).click()
    page = manager.follow("查看所计的办件")
    assert f"accepted_to={YESTERDAY.isoformat()}" in page.url
    return found[0]


def recounted(public: Visitor, here: str, folder: Path) -> None:
    """What the script says of the files that a citizen has downloaded."""
    path = folder / "open-data.zip"
    path.write_bytes(public.fetch(f"{here}data/open-data.zip"))
    command = [sys.executable, "-I", str(ROOT / "tools" / "recompute_report.py"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONUTF8": "1"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 different, 0 files spoilt" in done.stdout
