"""公示内容 — what the public may be told of a permission that was granted (双公示): its fixed fields and no other.

An enterprise or organisation is named with its credit code; of a natural person only the masked name is told,
never a number, a phone or an address.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language
from yimen.kernel.base.text import masked_name
from yimen.kernel.cases.models import Party, PartyRole
from yimen.kernel.documents.models import Document
from yimen.kernel.orgs.models import Org
from yimen.kernel.people import numbers
from yimen.kernel.people.models import IdType, PersonKind

from .models import Application
from .states import Outcome, State

OUT = (State.SEALED, State.DELIVERED, State.CLOSED, State.ARCHIVED)
RESULTS = ("licence", "decision")


@dataclass(frozen=True)
class Publicity:
    """公示 — one granted permission as the public may read it."""

    org: Org
    case_number: str
    item: str
    holder: str
    credit_code: str
    decision: str
    decision_number: str
    decided_on: date
    valid_from: date | None
    valid_until: date | None

    @property
    def title(self) -> str:
        return f"{self.holder}{self.item}行政许可决定"  # 中文


@official_language()
def publicity(application_id: UUID) -> Publicity | None:
    """None for what is not, or not any more, a granted permission under seal."""
    application = (
        Application.objects.select_related("case", "item", "version", "org")
        .filter(pk=application_id, outcome=Outcome.GRANTED, state__in=OUT)
        .first()
    )
    decision = application.decisions.order_by("-sequence").first() if application else None
    if application is None or application.case is None or decision is None:
        return None
    party = application.case.parties.filter(role=PartyRole.APPLICANT).first()
    paper = _paper(application)
    return Publicity(
        org=application.org,
        case_number=application.case.number,
        item=application.item.name,
        holder=_holder(party, application),
        credit_code=_credit_code(party),
        decision=str(Outcome(decision.outcome).label),
        decision_number=(paper.number or "") if paper else "",
        decided_on=local_day(decision.decided_at),
        valid_from=paper.valid_from if paper else None,
        valid_until=paper.valid_until if paper else None,
    )


def _holder(party: Party | None, application: Application) -> str:
    """The name of an enterprise; of anybody else the masked name."""
    name = party.name if party else application.applicant_name
    return name if party is not None and party.kind == PersonKind.ENTERPRISE else masked_name(name)


def _credit_code(party: Party | None) -> str:
    """Of an enterprise only: the code is public by law, a resident's number never is."""
    if party is None or party.kind != PersonKind.ENTERPRISE or party.id_type != IdType.CREDIT_CODE:
        return ""
    return numbers.opened(party.number_sealed, party.case_id) if party.number_sealed else ""


def _paper(application: Application) -> Document | None:
    """The licence or the decision, as it was issued last."""
    issued = application.documents.filter(kind__in=RESULTS).select_related("document").order_by("-pk").first()
    return issued.document if issued else None
