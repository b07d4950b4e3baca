"""名单: from whom a sample is drawn. Each person by a key that says nothing, with a hash to ask nobody twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.crypto import salted_hmac

from yimen.kernel.base.days import local_day
from yimen.kernel.cases.models import Party
from yimen.kernel.cases.queries import under
from yimen.kernel.documents.models import Document
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals.public import Application
from yimen.modules.supervision.case_states import FrameSource
from yimen.modules.supervision.models import (
    InspectionCampaign,
    RegisterRow,
    Sample,
    SupervisionComplaint,
)


@dataclass(frozen=True)
class Candidate:
    """名单上的人 — one whom the lot may name; the fields are those of the sample."""

    key: str
    org: Org
    respondent_key: str
    item_code: str = ""
    case_id: object = None
    register_row_id: int | None = None
    complaint_id: object = None


def people(campaign: InspectionCampaign, source: str, *, asked_since: datetime) -> dict[str, Candidate]:
    """The list by key; who was asked since that moment is not on it, in whatever campaign."""
    read = {
        FrameSource.CASES: _cases,
        FrameSource.REGISTERS: _registers,
        FrameSource.COMPLAINTS: _complaints,
    }
    rows = read[FrameSource(source)](campaign)
    asked = set(Sample.objects.filter(asked_at__gte=asked_since).values_list("respondent_key", flat=True))
    return {one.key: one for one in rows if one.respondent_key not in asked}


def months_before(at: datetime, months: int) -> datetime:
    """The same time of day so many months earlier; a day that is not there is that month's 28th."""
    total = at.year * 12 + at.month - 1 - months
    return at.replace(year=total // 12, month=total % 12 + 1, day=min(at.day, 28))


def hashed(*parts: object) -> str:
    """受访人散列值 — keyed, so that nobody can try names against it."""
    return salted_hmac(
        "supervision.respondent", "/".join(str(one) for one in parts), algorithm="sha256"
    ).hexdigest()


def _cases(campaign: InspectionCampaign) -> list[Candidate]:
    """Applicants whose case was concluded in the period, in the scope."""
    rows = Application.objects.filter(
        under("case__org_path", campaign.scope_paths),
        case__closed_at__date__range=(campaign.first_day, campaign.last_day),
    )
    if campaign.item_codes:
        rows = rows.filter(item__code__in=campaign.item_codes)
    found = {
        one["pk"]: one
        for one in rows.values("pk", "case__number", "case__org_id", "item__code").iterator(chunk_size=5000)
    }
    parties = Party.objects.filter(case__in=rows.values("case_id"), role="applicant")
    orgs = Org.objects.in_bulk({one["case__org_id"] for one in found.values()})
    return [
        Candidate(
            key=found[case_id]["case__number"],
            org=orgs[found[case_id]["case__org_id"]],
            respondent_key=hashed(person_id or digest or name, "" if person_id or digest else phone),
            item_code=found[case_id]["item__code"],
            case_id=case_id,
        )
        for case_id, person_id, digest, name, phone in parties.values_list(
            "case_id", "person_id", "number_digest", "name", "phone"
        ).iterator(chunk_size=5000)
        if case_id in found
    ]


def _registers(campaign: InspectionCampaign) -> list[Candidate]:
    """Holders in a department's own register whose licence or decision this system never issued."""
    issued = Document.objects.filter(org=OuterRef("register__org"), number=OuterRef("number"))
    rows = RegisterRow.objects.filter(
        ~Exists(issued),
        under("register__org__path", campaign.scope_paths),
        ~Q(holder=""),
        dated_on__range=(campaign.first_day, campaign.last_day),
    ).select_related("register__org")
    if campaign.item_codes:
        rows = rows.filter(item_code__in=campaign.item_codes)
    return [
        Candidate(
            key=f"{one.register_id}:{one.row}",
            org=one.register.org,
            respondent_key=hashed(one.holder, one.phone),
            item_code=one.item_code,
            register_row_id=one.pk,
        )
        for one in rows
    ]


def _complaints(campaign: InspectionCampaign) -> list[Candidate]:
    """Those who complained about a body in the scope, in the period."""
    rows = SupervisionComplaint.objects.filter(under("org__path", campaign.scope_paths)).select_related("org")
    return [
        Candidate(
            key=str(one.pk),
            org=one.org,
            respondent_key=hashed(one.person_id, ""),
            case_id=one.case_id,
            complaint_id=one.pk,
        )
        for one in rows
        if campaign.first_day <= local_day(one.filed_at) <= campaign.last_day
    ]
