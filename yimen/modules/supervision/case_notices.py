"""通知 of complaints, cases and rectification: the person who complained, the unit, the supervisors, the signers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.notices.sending import send
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import Role

from .events.cases import RectificationOverdue
from .events.complaints import SupervisionComplaintDecided, SupervisionComplaintFiled
from .events.rectifications import (
    NoticeDrafted,
    NoticeIssued,
    PlanAccepted,
    PlanReturned,
    PlanSubmitted,
    RectificationChecked,
    RectificationReported,
    RectificationSuggested,
)
from .models import SupervisionCase

UNIT = (Role.LEADER, Role.SECTION_HEAD)


@tells(SupervisionComplaintFiled)
def complaint_filed(fact: SupervisionComplaintFiled, *, by: Actor, at: datetime) -> None:
    """收到投诉: the supervisors, who decide in time; the body is told nothing."""
    link = reverse("supervision:complaint", args=[fact.complaint.pk])
    for person in supervisors(fact.org, at):
        send(person, "supervision.complaint_filed", {"complaint": fact.complaint}, link=link)


@tells(SupervisionComplaintDecided)
def complaint_decided(fact: SupervisionComplaintDecided, *, by: Actor, at: datetime) -> None:
    """处理投诉: the person who complained."""
    link = reverse("supervision:complaint", args=[fact.complaint.pk])
    data = {"complaint": fact.complaint, "decision": fact.decision}
    send(fact.complaint.person, "supervision.complaint_decided", data, link=link)


@tells(NoticeDrafted)
def drafted(fact: NoticeDrafted, *, by: Actor, at: datetime) -> None:
    """会签: the leaders of each body whose signature is needed."""
    for signature in fact.notice.signatures.select_related("org"):
        _tell(fact.supervision_case, signature.org, "notice_drafted", (Role.LEADER,), at)


@tells(RectificationSuggested)
def suggested(fact: RectificationSuggested, *, by: Actor, at: datetime) -> None:
    """整改建议: the unit."""
    _tell_unit(fact.supervision_case, "told", at, number=fact.number)


@tells(NoticeIssued)
def issued(fact: NoticeIssued, *, by: Actor, at: datetime) -> None:
    """整改通知书: the unit."""
    _tell_unit(fact.supervision_case, "told", at, number=fact.number)


@tells(PlanSubmitted)
def plan_submitted(fact: PlanSubmitted, *, by: Actor, at: datetime) -> None:
    """整改方案: the supervisors."""
    _tell_supervisors(fact.supervision_case, "plan_submitted", at)


@tells(PlanReturned)
def plan_returned(fact: PlanReturned, *, by: Actor, at: datetime) -> None:
    """退回整改方案: the unit, with the reason."""
    _tell_unit(fact.supervision_case, "plan_returned", at, reason=fact.reason)


@tells(PlanAccepted)
def plan_accepted(fact: PlanAccepted, *, by: Actor, at: datetime) -> None:
    """同意整改方案: the unit."""
    _tell_unit(fact.supervision_case, "plan_accepted", at)


@tells(RectificationReported)
def reported(fact: RectificationReported, *, by: Actor, at: datetime) -> None:
    """报告整改结果: the supervisors, one of whom checks."""
    _tell_supervisors(fact.supervision_case, "reported", at)


@tells(RectificationChecked)
def checked(fact: RectificationChecked, *, by: Actor, at: datetime) -> None:
    """复查结果: the unit."""
    _tell_unit(fact.supervision_case, "checked", at, check=fact.check)


@tells(RectificationOverdue)
def overdue(fact: RectificationOverdue, *, by: Actor, at: datetime) -> None:
    """整改逾期: the unit, the supervisors and the leader of their office."""
    case, data = fact.supervision_case, {"what": fact.what, "late_since": date.fromisoformat(fact.due_on)}
    _tell_unit(case, "overdue", at, **data)
    _tell_supervisors(case, "overdue", at, **data)
    _tell(case, case.lead, "overdue", (Role.LEADER,), at, **data)


def supervisors(org: Org, at: datetime) -> list[Any]:
    """监督员 who reach the body: their office stands beside it, under the same government."""
    above = org.path[: org.path.rindex(".", 0, -1) + 1] if org.path.count(".") > 1 else org.path
    beside = Org.objects.filter(path__startswith=above, posts__role=Role.SUPERVISOR).distinct()
    found: dict[Any, Any] = {}
    for office in beside:
        for person in holders(Role.SUPERVISOR, org_path=office.path, on=local_day(at)):
            found[person.pk] = person
    return list(found.values())


def _tell(
    case: SupervisionCase, org: Org, message: str, roles: tuple[Role, ...], at: datetime, **data: Any
) -> None:
    """The holders of the roles in the body itself."""
    for person in holders(*roles, org_path=org.path, on=local_day(at)).filter(posts__org=org):
        _send(case, person, message, data)


def _tell_unit(case: SupervisionCase, message: str, at: datetime, **data: Any) -> None:
    _tell(case, case.unit, message, UNIT, at, **data)


def _tell_supervisors(case: SupervisionCase, message: str, at: datetime, **data: Any) -> None:
    for person in holders(Role.SUPERVISOR, org_path=case.lead.path, on=local_day(at)):
        _send(case, person, message, data)


def _send(case: SupervisionCase, person: Any, message: str, data: dict[str, Any]) -> None:
    link = reverse("supervision:case", args=[case.pk])
    send(person, f"supervision.{message}", {"case": case, **data}, link=link, case_ref=case.pk)
