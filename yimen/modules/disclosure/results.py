"""双公示 — the result of a concluded permission, published once under the standing check of its class.

How the law is met (保密法实施条例 42: every item is checked before it is published): docs/decisions/0044.
"""

from __future__ import annotations

from datetime import date, datetime
from html import escape

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.orgs.models import Org

from . import actions, personal_data
from .models import ClassificationNode, Publication, StandingCheck
from .states import Origin, Scheme, StandingState

RESULTS = Machine("result publication")
LICENCES = "licence-results"
"""The class of results of administrative licences."""
COLUMNS = (
    ("item", "许可事项"),  # 中文
    ("decision_number", "行政许可决定书文号"),  # 中文
    ("holder", "行政相对人名称"),  # 中文
    ("credit_code", "统一社会信用代码"),  # 中文
    ("decision", "许可决定"),  # 中文
    ("decided_on", "许可决定日期"),  # 中文
    ("valid_from", "有效期自"),  # 中文
    ("valid_until", "有效期至"),  # 中文
    ("organ", "许可机关"),  # 中文
    ("case_number", "办件编号"),  # 中文
)
"""The fixed columns: nothing else of a case is ever published by the machine."""


def publish_result(
    org: Org,
    *,
    case_number: str,
    title: str,
    decided_on: date,
    item: str,
    holder: str,
    decision: str,
    decision_number: str = "",
    credit_code: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    at: datetime,
) -> Publication | None:
    """Publishes one result; the same case number again gives the publication that is there.

    None when the body has no standing check in force, or when something in it looks like personal data: then it is
    for people to draft and check. ``holder`` must be what may be public: the name of an enterprise, or a masked name.
    """
    known = Publication.objects.filter(origin=Origin.STANDING, origin_key=case_number).first()
    standing = StandingCheck.objects.filter(org=org, code=LICENCES, state=StandingState.IN_FORCE).first()
    if known is not None or standing is None:
        return known
    facts = {
        "item": item,
        "decision_number": decision_number,
        "holder": holder,
        "credit_code": credit_code,
        "decision": decision,
        "decided_on": decided_on.isoformat(),
        "valid_from": valid_from.isoformat() if valid_from else "",
        "valid_until": valid_until.isoformat() if valid_until else "",
        "organ": org.name,
        "case_number": case_number,
    }
    if not actions.is_in_force(standing, local_day(at)) or personal_data.find(
        f"{title}\n{' '.join(facts.values())}"
    ):
        return None
    content = {"title": title, "body": table(facts), "created_on": decided_on, **_places()}
    return actions.publish_by_standing_check(
        standing, key=case_number, content=content, by=RESULTS, at=at
    ).publication


def table(facts: dict[str, str]) -> str:
    """The columns as a table, those that are empty left out."""
    rows = "".join(
        f'<tr><th scope="row">{label}</th><td>{escape(facts[name])}</td></tr>'
        for name, label in COLUMNS
        if facts.get(name)
    )
    return f"<table><tbody>{rows}</tbody></table>"


def _places() -> dict[str, ClassificationNode | None]:
    """Where results of licences lie in the trees, as far as the city has these places."""
    wanted = {"genre": "permission-result", "legal_category": "a20-5", "subject": "general"}
    return {
        tree: ClassificationNode.objects.filter(scheme=Scheme(tree), code=code).first()
        for tree, code in wanted.items()
    }
