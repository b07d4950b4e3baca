"""Verbs beside requests: complaints to the department in charge, corrections of records, the dictionary of outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.modules.requests import regimes, rules
from yimen.modules.requests.events import (
    ComplaintFiled,
    ComplaintSettled,
    OutcomeSet,
    RecordCorrectionFiled,
    RecordCorrectionSettled,
)
from yimen.modules.requests.models import (
    DisclosureComplaint,
    InformationRequest,
    Outcome,
    RecordCorrectionRequest,
)
from yimen.modules.requests.models.answers import Openness
from yimen.modules.requests.permissions import Permission
from yimen.modules.requests.states import (
    ComplaintKind,
    ComplaintResult,
    CorrectionResult,
    MatterState,
)

from .stating import acting_person


@action(permission=Permission.COMPLAINT_FILE, creates=True)
def file_complaint(
    org: Org,
    *,
    kind: str,
    text: str,
    request: InformationRequest | None = None,
    by: Actor,
    at: datetime,
) -> ComplaintFiled:
    """提出投诉举报 — a body does not publish what it must, or does not answer as the law wants (条例 47, 51)."""
    person = acting_person(by)
    if kind not in ComplaintKind.values:
        raise RuleBroken(_("请选择事由。"), fields={"kind": _("请选择")})
    text = rules.require_text(text, "text", _("请写明情况。"))
    if request is not None and (request.applicant_id != person.pk or request.org_id != org.pk):
        raise NotAllowed
    complaint = DisclosureComplaint.objects.create(
        person=person,
        org=org,
        request=request,
        kind=kind,
        text=text,
        filed_at=at,
        due_on=calendar.current().add(local_day(at), regimes.limit(local_day(at), "complaint_limit")).on,
    )
    return ComplaintFiled(complaint, org.name, str(ComplaintKind(kind).label))


@action(permission=Permission.COMPLAINT_SETTLE, moves=((MatterState.FILED,), MatterState.SETTLED))
def settle_complaint(
    complaint: DisclosureComplaint,
    *,
    result: str,
    finding: str,
    correct_by: date | None = None,
    by: Actor,
    at: datetime,
) -> ComplaintSettled:
    """处理投诉举报 — verified; where it is true, the body is ordered to correct by a day, or criticised."""
    if result not in ComplaintResult.values:
        raise RuleBroken(_("请选择处理结果。"), fields={"result": _("请选择")})
    today = local_day(at)
    if result == ComplaintResult.ORDER_CORRECTION and (correct_by is None or correct_by <= today):
        raise RuleBroken(_("督促整改的，请确定今天之后的整改期限。"), fields={"correct_by": _("请填写期限")})
    complaint.result, complaint.settled_on = result, today
    complaint.finding = rules.require_text(finding, "finding", _("请写明查证情况。"))
    complaint.correct_by = correct_by if result == ComplaintResult.ORDER_CORRECTION else None
    until = complaint.correct_by.isoformat() if complaint.correct_by else ""
    return ComplaintSettled(complaint, str(ComplaintResult(result).label), until)


@action(permission=Permission.RECORD_CORRECTION_FILE, creates=True)
def file_record_correction(
    org: Org, *, record: str, what_is_wrong: str, evidence: str, by: Actor, at: datetime
) -> RecordCorrectionFiled:
    """申请更正记录 — a record about oneself is not accurate, and there is evidence for it (条例 41)."""
    correction = RecordCorrectionRequest.objects.create(
        person=acting_person(by),
        org=org,
        record=rules.require_text(record, "record", _("请写明是哪一份信息记录。"), most=200),
        what_is_wrong=rules.require_text(what_is_wrong, "what_is_wrong", _("请写明不准确之处。")),
        evidence=rules.require_text(evidence, "evidence", _("请写明证据。")),
        filed_at=at,
    )
    return RecordCorrectionFiled(correction)


@action(permission=Permission.RECORD_CORRECTION_SETTLE, moves=((MatterState.FILED,), MatterState.SETTLED))
def settle_record_correction(
    correction: RecordCorrectionRequest,
    *,
    result: str,
    explanation: str,
    transferred_to: str = "",
    by: Actor,
    at: datetime,
) -> RecordCorrectionSettled:
    """处理更正申请 — corrected, handed to the body that may correct it, or declined with the reason."""
    if result not in CorrectionResult.values:
        raise RuleBroken(_("请选择处理结果。"), fields={"result": _("请选择")})
    if result == CorrectionResult.TRANSFERRED:
        message = _("请写明转送哪个行政机关。")
        correction.transferred_to = rules.require_text(transferred_to, "transferred_to", message, most=100)
    correction.result, correction.settled_on = result, local_day(at)
    correction.explanation = rules.require_text(explanation, "explanation", _("请写明处理说明。"))
    return RecordCorrectionSettled(correction, str(CorrectionResult(result).label))


@action(permission=Permission.OUTCOME_SET, creates=True)
def set_outcome(
    city: Org,
    *,
    code: str,
    name: str,
    name_en: str,
    report_row: int,
    openness: str,
    basis: str,
    needs: Sequence[str],
    wording: str,
    is_refusal: bool,
    by: Actor,
    at: datetime,
) -> OutcomeSet:
    """设定答复类型 — one entry of the city's dictionary; what it needs, its wording must have places for."""
    if openness not in Openness.values or [one for one in needs if one not in rules.NEEDED]:
        raise RuleBroken(_("答复类型的公开程度或者必备内容不正确。"))
    if lacking := [one for one in needs if f"{{{one}}}" not in wording]:
        raise RuleBroken(_("答复书文本没有写入：%(names)s") % {"names": joined(lacking, "、")})
    outcome = Outcome.objects.create(
        code=code,
        name=name,
        name_en=name_en,
        report_row=report_row,
        openness=openness,
        basis=basis,
        needs=list(needs),
        wording=wording,
        is_refusal=is_refusal,
    )
    return OutcomeSet(outcome, name)
