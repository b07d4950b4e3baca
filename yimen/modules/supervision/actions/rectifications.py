"""整改文书: suggestion and notice, the signatures of two bodies, issue and acknowledgement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.roles import Role
from yimen.modules.supervision import papers
from yimen.modules.supervision.case_states import (
    PLAN_WAITS,
    CaseState,
    NoticeKind,
    NoticeState,
    SignatureState,
    Violation,
)
from yimen.modules.supervision.events.rectifications import (
    NoticeAcknowledged,
    NoticeDrafted,
    NoticeIssued,
    NoticeSigned,
    NoticeWithdrawn,
    RectificationSuggested,
)
from yimen.modules.supervision.models import (
    CaseFinding,
    NoticeSignature,
    RectificationNotice,
    SupervisionCase,
)
from yimen.modules.supervision.permissions import Permission
from yimen.modules.supervision.queries import repeats

from .stating import acting_person, limit, require_own_unit, required, working_day_after

MOST_DAYS = 120


@dataclass(frozen=True)
class Found:
    """认定的问题 as it is stated: the violation, the evidence in words, the rule where a rule found it."""

    violation: str
    text: str
    rule: str = ""


@action(permission=Permission.NOTICE_DRAFT, moves=((CaseState.VERIFYING,), CaseState.SUGGESTED))
def suggest_rectification(
    supervision_case: SupervisionCase,
    *,
    findings: Sequence[Found],
    demands: Sequence[str],
    days: int,
    by: Actor,
    at: datetime,
) -> RectificationSuggested:
    """发出整改建议 — by the office of supervision alone; the unit is told at once."""
    notice = _notice(supervision_case, NoticeKind.SUGGESTION, findings, demands, days, by=by, at=at)
    tell_unit(supervision_case, notice, at=at)
    papers.suggestion(supervision_case, notice, at=at)
    notice.save()
    due_on = supervision_case.due_on or local_day(at)
    return RectificationSuggested(supervision_case, notice, notice.number, due_on.isoformat())


@action(
    permission=Permission.NOTICE_DRAFT,
    moves=((CaseState.VERIFYING, CaseState.SUGGESTED), CaseState.SIGNING),
)
def draft_notice(
    supervision_case: SupervisionCase,
    *,
    findings: Sequence[Found],
    demands: Sequence[str],
    days: int,
    centre: Org,
    by: Actor,
    at: datetime,
) -> NoticeDrafted:
    """拟写整改通知书 — to be issued jointly by the centre and the office of supervision; each signs by its leader."""
    if centre.kind != "centre" or centre.pk in (supervision_case.lead_id, supervision_case.unit_id):
        told = _("请选择联合下达的政务服务中心。")
        raise RuleBroken(told, fields={"centre": told})
    notice = _notice(supervision_case, NoticeKind.ORDER, findings, demands, days, by=by, at=at)
    bodies = (supervision_case.lead, centre)
    NoticeSignature.objects.bulk_create(
        [NoticeSignature(notice=notice, org=one, position=place) for place, one in enumerate(bodies, 1)]
    )
    work.done(supervision_case.case, at=at)
    for place, one in enumerate(bodies, 1):
        kind = f"sign_notice:{place}"
        work.wait_for(supervision_case.case, kind, role=Role.LEADER, at=at, org_path=one.path)
    return NoticeDrafted(supervision_case, notice, "、".join(one.name for one in bodies))  # 中文


@action(permission=Permission.NOTICE_SIGN, moves=((SignatureState.AWAITED,), SignatureState.SIGNED))
def sign_notice(signature: NoticeSignature, *, by: Actor, at: datetime) -> NoticeSigned:
    """签发整改通知书 — for one's own body only; nobody signs for two, nor who drafted it."""
    person, notice = acting_person(by), signature.notice
    if not any(post.org_id == signature.org_id and post.role == Role.LEADER for post in person.posts):
        raise NotAllowed
    if notice.drafted_by_id == person.person.pk:
        raise RuleBroken(_("拟稿人不能签发。"))
    if notice.signatures.filter(signed_by=person.person).exists():
        raise RuleBroken(_("一人不能代表两个机关签发。"))
    signature.signed_by, signature.signed_at = person.person, at
    case = notice.supervision_case.case
    work.done(case, f"sign_notice:{signature.position}", at=at)
    waiting = notice.signatures.filter(state=SignatureState.AWAITED).exclude(pk=signature.pk)
    if not waiting.exists():
        work.wait_for(case, "issue_notice", role=Role.SUPERVISOR, at=at)
    return NoticeSigned(notice.supervision_case, signature, signature.org)


@action(permission=Permission.NOTICE_DRAFT, moves=((CaseState.SIGNING,), CaseState.VERIFYING))
def withdraw_notice(
    supervision_case: SupervisionCase, *, reason: str, by: Actor, at: datetime
) -> NoticeWithdrawn:
    """收回整改通知书 — before it is issued; what was found is verified further."""
    notice = supervision_case.notices.get(state=NoticeState.DRAFT)
    notice.withdrawn_reason = required(reason, "reason", _("请写明收回的理由。"), most=300)
    notice.state = NoticeState.WITHDRAWN
    notice.save()
    notice.signatures.filter(state=SignatureState.AWAITED).update(state=SignatureState.VOID)
    work.done(supervision_case.case, at=at)
    work.wait_for(supervision_case.case, "verify_case", role=Role.SUPERVISOR, at=at)
    return NoticeWithdrawn(supervision_case, notice, notice.withdrawn_reason)


@action(permission=Permission.NOTICE_ISSUE, moves=((CaseState.SIGNING,), CaseState.ORDERED))
def issue_notice(supervision_case: SupervisionCase, *, by: Actor, at: datetime) -> NoticeIssued:
    """下达整改通知书 — once each body has signed: numbered, drawn up, sealed with all their seals, told to the unit."""
    notice = supervision_case.notices.get(state=NoticeState.DRAFT)
    if notice.signatures.exclude(state=SignatureState.SIGNED).exists():
        raise RuleBroken(_("各机关都签发之后才能下达。"))
    tell_unit(supervision_case, notice, at=at)
    papers.order(supervision_case, notice, at=at)
    notice.save()
    due_on, plan_due_on = supervision_case.due_on, supervision_case.plan_due_on
    return NoticeIssued(
        supervision_case, notice, notice.number, f"{due_on:%Y-%m-%d}", f"{plan_due_on:%Y-%m-%d}"
    )


@action(permission=Permission.NOTICE_ACKNOWLEDGE, moves=(PLAN_WAITS, PLAN_WAITS))
def acknowledge_notice(supervision_case: SupervisionCase, *, by: Actor, at: datetime) -> NoticeAcknowledged:
    """签收整改文书 — by the unit itself, once for each paper."""
    require_own_unit(by, supervision_case.unit)
    if supervision_case.acknowledged_at is not None:
        raise RuleBroken(_("整改文书已经签收。"))
    supervision_case.acknowledged_at, supervision_case.acknowledged_by = at, by.label[:100]
    work.done(supervision_case.case, "acknowledge_notice", at=at)
    return NoticeAcknowledged(supervision_case)


def tell_unit(supervision_case: SupervisionCase, notice: RectificationNotice, *, at: datetime) -> None:
    """From here on the unit sees its part, and its days run: for the plan, and for the rectification."""
    case, today = supervision_case.case, local_day(at)
    notice.state, notice.issued_at = NoticeState.ISSUED, at
    supervision_case.told_at = at
    supervision_case.acknowledged_at, supervision_case.acknowledged_by = None, ""
    supervision_case.due_on = working_day_after(today, notice.days)
    plan_days = min(limit("plan_days", today), notice.days)
    supervision_case.plan_due_on = working_day_after(today, plan_days)
    unit = supervision_case.unit.path
    work.done(case, at=at)
    work.wait_for(case, "acknowledge_notice", role=Role.SECTION_HEAD, at=at, org_path=unit)
    ask_for_plan(supervision_case, supervision_case.plan_due_on, at=at)


def ask_for_plan(supervision_case: SupervisionCase, due_on: date, *, at: datetime) -> None:
    case, unit = supervision_case.case, supervision_case.unit.path
    work.wait_for(case, "submit_plan", role=Role.LEADER, at=at, due_on=due_on, org_path=unit)


def _notice(
    supervision_case: SupervisionCase,
    kind: NoticeKind,
    findings: Sequence[Found],
    demands: Sequence[str],
    days: int,
    *,
    by: Actor,
    at: datetime,
) -> RectificationNotice:
    """What was found and what is demanded, as it will stand in the paper."""
    asked = [one.strip() for one in demands if one.strip()]
    if not asked:
        told = _("请写明整改要求。")
        raise RuleBroken(told, fields={"demands": told})
    if not 0 < days <= MOST_DAYS:
        told = _("整改期限应当在1到%(most)s个工作日之间。") % {"most": MOST_DAYS}
        raise RuleBroken(told, fields={"days": told})
    _state_findings(supervision_case, findings, local_day(at))
    return RectificationNotice.objects.create(
        supervision_case=supervision_case,
        kind=kind,
        demands=asked,
        days=days,
        drafted_by=acting_person(by).person,
        drafted_at=at,
    )


def _state_findings(supervision_case: SupervisionCase, findings: Sequence[Found], day: date) -> None:
    """认定的问题 of the case, stated anew; a violation that the same unit committed lately is marked as a repeat."""
    if not findings:
        told = _("请至少写明一个认定的问题。")
        raise RuleBroken(told, fields={"findings": told})
    if any(one.violation not in Violation.values or not one.text.strip() for one in findings):
        told = _("每个问题都应当有违规行为的种类和证据。")
        raise RuleBroken(told, fields={"findings": told})
    supervision_case.findings.all().delete()
    for place, one in enumerate(findings, 1):
        again = repeats.is_repeat(supervision_case, one.violation, one.rule, day)
        CaseFinding.objects.create(
            supervision_case=supervision_case,
            position=place,
            violation=one.violation,
            rule=one.rule,
            text=one.text.strip()[:3000],
            found_on=day,
            is_repeat=again,
            factor=repeats.factor(day) if again else 1,
        )
