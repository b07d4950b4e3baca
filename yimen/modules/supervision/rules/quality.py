"""R-DQ 数据质量, R-RT 评价整改, R-CK 事后核查: what is missing, a bad rating left alone, a promise nobody checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from yimen.modules.supervision.states import Level

from .findings import Evidence, Finding, of_case, of_numbered, of_org
from .registry import Numbers, number, rule
from .snapshot import Snapshot, day_after

MOST_SHOWN = 50


@rule(
    "R-DQ-1",
    _("必填数据缺失"),
    basis=_("GB/T 39046-2020；每缺失百分之一扣一分，最多五分（待本市核实）"),
    level=Level.NOTICE,
    parameters=(number("percent", _("缺失比例（%）"), "1", "0.1", "100", places=1),),
)
def fields_missing(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """必填数据缺失 — the share of a body's cases of a month that lack a field which the exchange demands."""
    for first, last in snapshot.whole_months():
        counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        lacking: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for case in snapshot.cases:
            if case.received is None or not first <= case.received <= last:
                continue
            count = counts[case.org, case.org_path]
            count[0] += 1
            if case.missing:
                count[1] += 1
                lacking[case.org, case.org_path].append(
                    Evidence(f"case:{case.number}", "missing", ",".join(case.missing))
                )
        for (org, path), (total, wanting) in counts.items():
            if wanting and wanting * 100 >= numbers["percent"] * total:
                share = Evidence(f"org:{org}", "missing_share", f"{wanting}/{total}")
                yield of_org(org, path, last, "missing", share, *lacking[org, path][:MOST_SHOWN])


@rule(
    "R-RT-1",
    _("差评未按时联系"),
    basis=_("关于建立政务服务“好差评”制度提高政务服务水平的意见（国办发〔2019〕51号）"),
    level=Level.YELLOW,
    parameters=(
        number("worst", _("视为差评的分数"), "2", "1", "3"),
        number("days", _("联系的工作日"), "1", "1", "10"),
    ),
    waits_for=_("本中心的评价和回访记录，等好差评上线；目前只看节点报送的评价"),
)
def rating_left_alone(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """差评未按时联系 — a bad rating, and the day to call back has passed without a word."""
    for case in snapshot.cases:
        if case.rating is None or case.rated_on is None or case.rating > numbers["worst"]:
            continue
        due = snapshot.calendar.add(case.rated_on, int(numbers["days"])).on
        if snapshot.last > due and snapshot.covers(day_after(due)):
            yield of_case(
                case, "rating", day_after(due), Evidence(f"case:{case.number}", "rated", str(case.rating))
            )


@rule("R-CK-1", _("告知承诺未按时核查"), basis=_("国办发〔2020〕42号关于全面推行告知承诺制的指导意见"),
      level=Level.YELLOW, reads=("checks",))  # fmt: skip
def check_overdue(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """告知承诺未按时核查 — decided on a promise, and nobody looked in time whether it was kept."""
    for one in snapshot.checks:
        if (one.done or snapshot.last) > one.due and snapshot.covers(day_after(one.due)):
            evidence = Evidence(one.ref, "check_due", one.due.isoformat())
            yield of_numbered(one, f"check:{one.due.isoformat()}", day_after(one.due), evidence)
