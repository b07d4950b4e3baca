"""The verbs of reports of errors: anybody reports, the body that publishes answers."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel import calendar, policies
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.people.actor import person_actor
from yimen.modules.disclosure.events.error_reports import ErrorAnswered, ErrorReported
from yimen.modules.disclosure.models import ErrorReport, Publication
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.states import ErrorKind, PublicState, ReportState

LIMIT = "disclosure.error_report_limit"
LONGEST = 1000
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
READABLE = (PublicState.PUBLISHED, PublicState.ARCHIVED)
ANSWERS = (ReportState.CORRECTED, ReportState.EXPLAINED)


@action(permission=Permission.ERROR_REPORT, creates=True)
def report_error(
    publication: Publication,
    *,
    report_id: UUID,
    kind: str,
    text: str,
    contact: str = "",
    by: Actor,
    at: datetime,
) -> ErrorReported:
    """提出纠错 — what is wrong, by anybody; a contact only when they want to be called back."""
    text = text.strip()
    if not publication.is_public:
        raise RuleBroken(_("这件信息现在没有公开。"))
    if kind not in ErrorKind.values:
        raise RuleBroken(_("请选择问题类型。"), fields={"kind": _("请选择问题类型。")})
    if not 5 <= len(text) <= LONGEST:
        message = _("请用 5 至 %(most)s 个字说明哪里有问题。") % {"most": LONGEST}
        raise RuleBroken(message, fields={"text": message})
    if ErrorReport.objects.filter(pk=report_id).exists():
        raise RuleBroken(_("您已经提交，不需要再次提交。"))
    person = person_actor(by)
    day = local_day(at)
    report = ErrorReport.objects.create(
        id=report_id,
        publication=publication,
        org_path=publication.org_path,
        code=new_code(),
        kind=kind,
        text=text,
        contact=contact.strip()[:100],
        person=person.person if person else None,
        received_at=at,
        due_on=calendar.current().add(day, policies.on(day, LIMIT).int).on,
    )
    return ErrorReported(publication, report, str(ErrorKind(kind).label))


@action(permission=Permission.ERROR_ANSWER, moves=((ReportState.RECEIVED,), ANSWERS))
def answer_report(
    report: ErrorReport, *, outcome: str, answer: str, by: Actor, at: datetime
) -> ErrorAnswered:
    """答复纠错 — corrected, or explained why it is right; who reported it reads the answer by the code."""
    person = person_actor(by)
    if person is None:
        raise NotAllowed
    if outcome not in ANSWERS:
        raise RuleBroken(_("请选择处理结果。"), fields={"outcome": _("请选择处理结果。")})
    if not answer.strip():
        raise RuleBroken(_("请填写答复。"), fields={"answer": _("请填写答复。")})
    report.state, report.answer = outcome, answer.strip()[:LONGEST]
    report.answered_by, report.answered_at = person.person, at
    return ErrorAnswered(report, str(ReportState(outcome).label))


def new_code() -> str:
    """查询码 — twelve characters that cannot be guessed and are not mistaken for one another."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _one in range(12))
    return "-".join(letters[start : start + 4] for start in (0, 4, 8))
