"""审批投诉 and 疑点: what people bring, and what becomes of it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision.case_states import ComplaintDecision, ComplaintState, Said, SuspicionState
from yimen.modules.supervision.events.complaints import (
    SupervisionComplaintDecided,
    SupervisionComplaintFiled,
    SuspicionSetAside,
)
from yimen.modules.supervision.models import SupervisionComplaint, Suspicion
from yimen.modules.supervision.permissions import Permission

from .stating import acting_person, limit, required, working_day_after


@action(permission=Permission.COMPLAINT_FILE, creates=True)
def file_supervision_complaint(
    org: Org, *, said: str = "", text: str, case: Case | None = None, by: Actor, at: datetime
) -> SupervisionComplaintFiled:
    """提出审批投诉 — by a person about a body; about a case only where they are a party to it."""
    person, today = acting_person(by), local_day(at)
    if said and said not in Said.values:
        raise RuleBroken(_("请选择反映的情况。"), fields={"said": _("请选择")})
    if case is not None and (
        case.org_id != org.pk or not case.parties.filter(person_id=person.person.pk).exists()
    ):
        raise NotAllowed
    complaint = SupervisionComplaint.objects.create(
        person=person.person,
        org=org,
        case=case,
        said=said,
        text=required(text, "text", _("请写明情况。")),
        filed_at=at,
        due_on=working_day_after(today, limit("complaint_days", today)),
    )
    if said:
        facts = {"said_on": today, "kind": "complaint", "source": complaint.pk}
        Suspicion.objects.create(said=said, org=org, case=case, **facts)
    return SupervisionComplaintFiled(complaint, org, complaint.due_on.isoformat())


@action(
    permission=Permission.COMPLAINT_DECIDE,
    moves=((ComplaintState.FILED,), ComplaintState.DECIDED),
)
def decide_supervision_complaint(
    complaint: SupervisionComplaint, *, decision: str, answer: str, by: Actor, at: datetime
) -> SupervisionComplaintDecided:
    """处理审批投诉 — taken up as a lead, unfounded, answered, or handed on; the person is answered in each case."""
    person = acting_person(by)
    if decision not in ComplaintDecision.values:
        raise RuleBroken(_("请选择处理决定。"), fields={"decision": _("请选择")})
    if complaint.person_id == person.person.pk or any(
        post.org.path.startswith(complaint.org.path) for post in person.posts
    ):
        raise RuleBroken(_("投诉应当由投诉人和被投诉单位之外的人员处理。"))
    complaint.answer = required(answer, "answer", _("请写明给投诉人的答复。"))
    complaint.decision, complaint.decided_by, complaint.decided_at = decision, person.person, at
    return SupervisionComplaintDecided(complaint, str(ComplaintDecision(decision).label))


@action(permission=Permission.SUSPICION_SET_ASIDE, moves=((SuspicionState.OPEN,), SuspicionState.SET_ASIDE))
def set_aside_suspicion(suspicion: Suspicion, *, reason: str, by: Actor, at: datetime) -> SuspicionSetAside:
    """疑点不予立案 — looked at, with the reason why it is not followed."""
    suspicion.reason = required(reason, "reason", _("请写明不予立案的理由。"), most=500)
    return SuspicionSetAside(suspicion, suspicion.reason)
