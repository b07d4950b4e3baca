"""公开账本: heads are there for everybody; proofs are checked in the browser, on the site and without any network."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from yimen.kernel.ledger.tests.test_offline import EARLY, VERIFIERS, consistency, proof

from .people import Cast
from .waiting import until

END = re.compile("全部成立|有不成立之处")


def results(page: Page, folder: Path, files: dict[str, Any], kept: Any = None, key: str = "") -> list[str]:
    """What the page says of the files."""
    for name, data in (files | ({"kept": kept} if kept else {})).items():
        (folder / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
    page.set_input_files("[data-files]", [folder / f"{name}.json" for name in files])
    page.set_input_files("[data-kept]", [folder / "kept.json"] if kept else [])
    page.fill("[data-key]", key)
    page.click("[data-check]")
    page.locator(
        "[data-results] li:last-child", has_text=END
    ).wait_for()  # the page's own policy forbids eval
    return [line.split(":")[0] for line in page.locator("[data-results] li").all_inner_texts()]


def spoilt() -> Any:
    data = copy.deepcopy(proof())
    data["entries"][0]["path"][1] = "00" * 32
    return data


def test_proofs_without_a_network(cast: Cast, tmp_path: Path) -> None:
    anyone = cast.anyone()
    page = anyone.go("/ledger/verify/")
    with page.expect_download() as fetched:
        page.click("text=下载核验网页")
    alone = tmp_path / "yimen-verify.html"
    fetched.value.save_as(alone)
    anyone.context.set_offline(True)
    page.goto(alone.as_uri())
    good = ["✓ 账本签署有效", "✓ 已入账本"]
    assert results(page, tmp_path, {"proof": proof()}, key=VERIFIERS[0]) == [*good, "✓ 全部成立"]
    both = {"proof": proof(), "consistency": consistency()}
    assert results(page, tmp_path, both, kept=EARLY)[-1] == "✓ 全部成立"
    assert results(page, tmp_path, {"proof": proof()}, kept=EARLY)[-2:] == [
        "✗ 缺少与所保存签署之间的前后一致证明", "✗ 有不成立之处",
    ]  # fmt: skip
    assert results(page, tmp_path, {"spoilt": spoilt()}) == [
        "✓ 账本签署有效", "✗ 不在账本之中", "· 公钥取自文件本身，请与另处公布的公钥核对", "✗ 有不成立之处",
    ]  # fmt: skip
    assert results(page, tmp_path, {}) == ["✗ 请先选择要核验的文件", "✗ 有不成立之处"]
    cut = VERIFIERS[0][:-2]
    assert results(page, tmp_path, {"proof": proof()}, key=cut)[0] == "✗ 这不是账本的公钥，请核对是否抄录完整"
    assert results(page, tmp_path, {"proof": proof()}, key=VERIFIERS[2])[0] == "✗ 签署所用的密钥不在登记之中"


def test_heads_of_the_site(cast: Cast, tmp_path: Path) -> None:
    anyone = cast.anyone()

    def is_signed() -> bool:
        return anyone.page.request.get(cast.site.url("/ledger/heads/1.json")).ok

    until(is_signed, seconds=60)
    head = anyone.page.request.get(cast.site.url("/ledger/heads/1.json")).json()
    page = anyone.go("/ledger/")
    assert "最近一次签署" in anyone.text()
    page = anyone.go("/ledger/verify/")
    found = results(page, tmp_path, {"head": head, "keys": head["keys"]})
    assert (found[0], found[-1]) == ("✓ 账本签署有效", "✓ 全部成立")
