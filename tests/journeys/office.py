"""What officials do with an application, each at the own desk: one step a function, named by the act."""

from __future__ import annotations

import re

from .people import Cast, Filed


def accept(cast: Cast, filed: Filed, who: str = "clerk.construction") -> None:
    officer = cast(who)
    officer.go(filed.case + "acceptance/")
    officer.press("受理")


def take(cast: Cast, filed: Filed, who: str = "examiner.construction") -> None:
    officer = cast(who)
    officer.go(filed.case + "assignment/")
    officer.press(re.compile("接办|分派审核"))


def examine(cast: Cast, filed: Filed, who: str = "examiner.construction", *, opinion: str = "grant") -> None:
    officer = cast(who)
    page = officer.go(filed.case + "examination/")
    page.check(f"input[name=opinion][value={opinion}]")
    page.fill("textarea[name=grounds]", "经核对，申请材料与实际情况一致。")
    officer.press("提交审核意见")


def approve(cast: Cast, filed: Filed, who: str = "leader.construction") -> None:
    officer = cast(who)
    officer.go(filed.case + "approval/")
    officer.press("批准")


def refuse(cast: Cast, filed: Filed, reasons: str, who: str = "leader.construction") -> None:
    officer = cast(who)
    page = officer.go(filed.case + "refusal/")
    page.fill("textarea[name=reasons]", reasons)
    officer.press("作出不予许可决定")


def seal(cast: Cast, filed: Filed, who: str = "seal.construction") -> None:
    officer = cast(who)
    officer.go(filed.case + "conclusion/")
    officer.press("用印办结")


def deliver(cast: Cast, filed: Filed, receiver: str, who: str = "issue.construction") -> None:
    officer = cast(who)
    page = officer.go(filed.case + "delivery/")
    page.check("input[name=method][value=window]")
    page.fill("input[name=receiver]", receiver)
    page.check("input[name=identity_checked]")
    officer.press("登记送达")
