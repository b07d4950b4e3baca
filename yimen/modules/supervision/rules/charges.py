"""R-OC 厅外收费: amounts that no standard makes, money without a bill, what people say they paid."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from yimen.modules.supervision.states import Level

from .answers import PAID_AN_AGENT, PAID_AN_INTERMEDIARY, PAID_OFF_THE_BILL, RECEIPT_NOT_OFFICIAL
from .findings import Evidence, Finding, of_answer, of_numbered, of_org
from .registry import Numbers, number, rule
from .snapshot import Snapshot

PAID = (PAID_OFF_THE_BILL, RECEIPT_NOT_OFFICIAL, PAID_AN_INTERMEDIARY)


@rule(
    "R-OC-1",
    _("收费没有标准或者与标准不符"),
    basis=_("行政许可法第58条、第59条、第75条"),
    level=Level.RED,
    reads=("charges",),
)
def not_by_standard(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """收费没有标准或者与标准不符 — a line of a bill is not what the published standard makes of what was measured."""
    for line in snapshot.charges:
        if line.amount == line.expected or not snapshot.covers(line.day):
            continue
        expected = "" if line.expected is None else f"{line.expected:.2f}"
        evidence = Evidence(line.ref, "not_by_standard", f"{line.amount:.2f} {expected}".strip())
        yield of_numbered(line, f"line:{line.ref}"[:80], line.day, evidence)


@rule(
    "R-OC-2",
    _("到账没有缴费通知单，或者应退未退"),
    basis=_("行政许可法第59条；收支两条线"),
    level=Level.RED,
    reads=("receipts",),
    parameters=(number("days", _("核对到账的工作日"), "3", "0", "30"),),
)
def without_bill(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """到账没有缴费通知单，或者应退未退 — money came in and no bill asks for it; or a case ended and the fee was kept."""
    for one in snapshot.receipts:
        day = snapshot.calendar.add(one.day, int(numbers["days"])).on
        if not snapshot.covers(day):
            continue
        evidence = Evidence(one.ref, one.kind, f"{one.amount:.2f}")
        if one.kind == "not_refunded":
            yield of_numbered(one, f"refund:{one.ref}"[:80], day, evidence)
        else:
            yield of_org(one.org, one.org_path, one.day, f"receipt:{one.ref}"[:80], evidence)


@rule(
    "R-OC-3",
    _("群众反映通知单以外的收费"),
    basis=_("行政许可法第58条、第75条；核实后按红牌处理"),
    level=Level.RED,
    reads=("answers",),
)
def paid_elsewhere(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """群众反映通知单以外的收费 — somebody says so; it stands when it has been checked."""
    for one in snapshot.answers:
        if one.said in PAID and snapshot.covers(one.day):
            yield of_answer(one)


@rule(
    "R-OC-4",
    _("代办人员另行收钱"),
    basis=_("代办服务不得另行收钱（待本市核实）"),
    level=Level.RED,
    reads=("answers",),
)
def agent_paid(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """代办人员另行收钱 — a principal says so in the follow-up of an errand; it stands when it has been checked."""
    for one in snapshot.answers:
        if one.said == PAID_AN_AGENT and snapshot.covers(one.day):
            yield of_answer(one)
