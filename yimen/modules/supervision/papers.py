"""整改文书: what the suggestion and the notice say. Official documents are Chinese by law.

Called inside the acts of actions/rectifications.py: drawn up in the same transaction, sealed by the machine right after;
the notice with the seals of all bodies whose leaders signed it.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from yimen.kernel import policies
from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language
from yimen.kernel.base.punctuation import joined
from yimen.kernel.cases import numbers as series
from yimen.kernel.documents import actions as documents
from yimen.kernel.documents.models import SealKind
from yimen.kernel.orgs.models import Org

from .case_states import NoticeKind
from .models import CaseFinding, RectificationNotice, SupervisionCase

RANK = re.compile("(委员会|管理局|办公室|中心|局|委|办|厅)$")  # 中文
WORDS = {NoticeKind.SUGGESTION: "建", NoticeKind.ORDER: "改"}  # 中文


@official_language()
def suggestion(supervision_case: SupervisionCase, notice: RectificationNotice, *, at: datetime) -> None:
    """整改建议 — a letter of the office of supervision."""
    due_on = supervision_case.due_on
    said = [
        "经核实，你单位在行政审批工作中存在下列问题：",
        *_numbered(_findings(supervision_case)),
        "建议你单位作出以下整改：",
        *_numbered(notice.demands),
        f"请于{due_on:%Y}年{due_on.month}月{due_on.day}日前完成整改并书面报告结果。" if due_on else "",
    ]
    _draw(supervision_case, notice, "letter", {"title": "整改建议书", "paragraphs": said}, (), at=at)


@official_language()
def order(supervision_case: SupervisionCase, notice: RectificationNotice, *, at: datetime) -> None:
    """整改通知书 — of the office of supervision and the bodies that issue it with it."""
    others = [one.org for one in notice.signatures.select_related("org").exclude(org=supervision_case.lead)]
    names = joined((one.name for one in others), "、")
    facts = {
        "paragraphs": [
            f"经{supervision_case.lead.name}、{names}核实，你单位在行政审批工作中存在下列问题。"
            "根据本市行政审批监督的有关规定，现通知你单位限期整改。"
        ],
        "findings": _findings(supervision_case),
        "demands": notice.demands,
        "due_on": f"{supervision_case.due_on:%Y-%m-%d}",
        "plan_due_on": f"{supervision_case.plan_due_on:%Y-%m-%d}",
    }
    _draw(supervision_case, notice, "joint_rectification", facts, others, at=at)


def _draw(
    supervision_case: SupervisionCase,
    notice: RectificationNotice,
    kind: str,
    facts: dict[str, object],
    joint: list[Org] | tuple[()],
    *,
    at: datetime,
) -> None:
    lead, today = supervision_case.lead, local_day(at)
    notice.number = _number(lead, WORDS[NoticeKind(notice.kind)], today)
    notice.document = documents.draw_up(
        kind=kind,
        org=lead,
        number=notice.number,
        data={
            "organ": lead.name,
            "date": today.isoformat(),
            "addressee": supervision_case.unit.name,
            **facts,
        },
        case_ref=supervision_case.pk,
        subject_label=supervision_case.title,
        holder=supervision_case.unit.name,
        seal_with=SealKind.OFFICIAL,
        seals_itself=True,
        joint=joint,
        at=at,
    )


def _findings(supervision_case: SupervisionCase) -> list[str]:
    return [_finding(one) for one in supervision_case.findings.order_by("position")]


def _finding(one: CaseFinding) -> str:
    again = f"（再次违反，按{Decimal(one.factor).normalize():f}倍计）" if one.is_repeat else ""
    return f"{one.get_violation_display()}{again}：{one.text}"


def _numbered(lines: list[str]) -> list[str]:
    return [f"{place}．{line}" for place, line in enumerate(lines, 1)]


def _number(org: Org, word: str, today: date) -> str:
    """文号 in the series of the body, the kind and the year."""
    prefix = str(policies.on(today, "documents.number_prefix").value)
    name = RANK.sub("", (org.short_name or org.name).removeprefix("市"))
    return series.document_number(prefix=prefix, org_code=org.code, word=f"{name}{word}", year=today.year)
