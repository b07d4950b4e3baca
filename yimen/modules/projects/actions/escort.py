"""Verbs of the free escort: begun with a mandate, planned, led past obstacles, concluded, rated by the principal."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases.models import Case
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.models import Person
from yimen.modules.approvals.public import item_with_code
from yimen.modules.projects import rules
from yimen.modules.projects.events import (
    EscortBegun,
    EscortConcluded,
    EscortHandedOn,
    EscortMeetingMinuted,
    EscortRated,
    EscortStepPlanned,
    EscortStepReached,
    ObstacleRaised,
    ObstacleSolved,
)
from yimen.modules.projects.models import (
    EscortMeeting,
    EscortObstacle,
    EscortService,
    EscortStep,
    Project,
)
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import EscortState

from .officers import require_officer

RUNNING_ESCORT = ((EscortState.RUNNING,), EscortState.RUNNING)


@action(permission=Permission.ESCORT_BEGIN, creates=True)
def begin_escort(
    project: Project,
    *,
    officer: Person,
    mandate: Received,
    mandate_scope: str,
    by: Actor,
    at: datetime,
) -> EscortBegun:
    """开始全程无偿代理 — the principal's mandate is on file; the fee is nought and stays so."""
    if not project.is_active:
        raise RuleBroken(_("项目已经结束。"))
    if project.escorts.filter(state=EscortState.RUNNING).exists():
        raise RuleBroken(_("这个项目已经有代理专员在全程代理。"))
    require_officer(project.org, officer, field="officer", at=at)
    escort = EscortService.objects.create(
        project=project,
        org=project.org,
        org_path=project.org_path,
        officer=officer,
        mandate=keep_file(mandate, at=at),
        mandate_scope=rules.require_text(mandate_scope, "mandate_scope", _("请填写委托事项。"), most=300),
        begun_at=at,
        begun_on=local_day(at),
    )
    return EscortBegun(escort, officer)


@action(permission=Permission.ESCORT_KEEP, moves=RUNNING_ESCORT)
def plan_step(
    escort: EscortService,
    *,
    name: str,
    planned_on: date,
    is_milestone: bool = False,
    item_code: str = "",
    by: Actor,
    at: datetime,
) -> EscortStepPlanned:
    """安排代理计划事项 — at the end of the plan."""
    name = rules.require_text(name, "name", _("请填写计划事项。"), most=200)
    if item_code and item_with_code(item_code) is None:
        raise RuleBroken(_("没有这个事项。"), fields={"item_code": _("请选择")})
    last = escort.steps.aggregate(last=Max("position"))["last"] or 0
    EscortStep.objects.create(
        escort=escort,
        position=last + 1,
        name=name,
        item_code=item_code,
        planned_on=planned_on,
        is_milestone=is_milestone,
    )
    return EscortStepPlanned(escort, name, planned_on)


@action(permission=Permission.ESCORT_KEEP, moves=RUNNING_ESCORT)
def reach_step(
    escort: EscortService,
    *,
    step: EscortStep,
    reached_on: date,
    case: Case | None = None,
    by: Actor,
    at: datetime,
) -> EscortStepReached:
    """完成代理计划事项 — on a day, with the case in which it was done, if there is one."""
    found = escort.steps.filter(pk=step.pk, reached_on=None).first()
    if found is None:
        raise RuleBroken(_("这个计划事项已经完成。"))
    if reached_on > local_day(at):
        raise rules.wrong("reached_on", _("完成日期不能晚于今天。"))
    found.reached_on, found.case = reached_on, case
    found.save(update_fields=["reached_on", "case"])
    return EscortStepReached(escort, found.name)


@action(permission=Permission.ESCORT_KEEP, moves=RUNNING_ESCORT)
def raise_obstacle(
    escort: EscortService, *, text: str, org: Org | None = None, by: Actor, at: datetime
) -> ObstacleRaised:
    """提出代理障碍 — what keeps the project from going on, and with which body."""
    text = rules.require_text(text, "text", _("请写明障碍。"))
    obstacle = EscortObstacle.objects.create(escort=escort, org=org, text=text, raised_at=at)
    return ObstacleRaised(escort, str(obstacle.pk), org.name if org else "—")


@action(permission=Permission.ESCORT_KEEP, moves=RUNNING_ESCORT)
def solve_obstacle(
    escort: EscortService, *, obstacle: EscortObstacle, solution: str, by: Actor, at: datetime
) -> ObstacleSolved:
    """解决代理障碍 — how; once."""
    found = escort.obstacles.select_related("org").filter(pk=obstacle.pk, solved_at=None).first()
    if found is None:
        raise RuleBroken(_("这个障碍已经解决。"))
    found.solution = rules.require_text(solution, "solution", _("请写明解决办法。"))
    found.solved_at = at
    found.save(update_fields=["solution", "solved_at"])
    return ObstacleSolved(escort, str(found.pk), found.org.name if found.org else "—")


@action(permission=Permission.ESCORT_KEEP, moves=RUNNING_ESCORT)
def minute_meeting(
    escort: EscortService,
    *,
    held_at: datetime,
    place: str,
    attendees: str,
    minutes: str,
    by: Actor,
    at: datetime,
) -> EscortMeetingMinuted:
    """登记代理协调会 — that was held, with its minutes."""
    if held_at > at:
        raise rules.wrong("held_at", _("会议时间不能晚于现在。"))
    EscortMeeting.objects.create(
        escort=escort,
        held_at=held_at,
        place=rules.require_text(place, "place", _("请填写地点。"), most=200),
        attendees=rules.require_text(attendees, "attendees", _("请填写参会人员。"), most=500),
        minutes=rules.require_text(minutes, "minutes", _("请填写纪要。"), most=5000),
    )
    return EscortMeetingMinuted(escort, local_day(held_at))


@action(permission=Permission.ESCORT_HAND_ON, moves=RUNNING_ESCORT)
def hand_on_escort(
    escort: EscortService, *, officer: Person, reason: str, by: Actor, at: datetime
) -> EscortHandedOn:
    """更换代理专员 — so that nothing is left lying when somebody leaves."""
    reason = rules.require_text(reason, "reason", _("请填写原因。"), most=300)
    if officer.pk == escort.officer_id:
        raise RuleBroken(_("请选择另一人。"), fields={"officer": _("请选择另一人")})
    require_officer(escort.org, officer, field="officer", at=at)
    escort.officer = officer
    return EscortHandedOn(escort, officer, reason)


@action(permission=Permission.ESCORT_KEEP, moves=((EscortState.RUNNING,), EscortState.CONCLUDED))
def conclude_escort(escort: EscortService, *, summary: str, by: Actor, at: datetime) -> EscortConcluded:
    """代理完毕 — every step reached, every obstacle solved; the principal is asked for a rating."""
    open_steps = list(escort.steps.filter(reached_on=None).values_list("name", flat=True))
    if open_steps:
        raise RuleBroken(_("计划事项还没有完成：%(names)s") % {"names": joined(open_steps, "、")})
    if escort.obstacles.filter(solved_at=None).exists():
        raise RuleBroken(_("还有没有解决的障碍。"))
    escort.summary = rules.require_text(summary, "summary", _("请填写代理小结。"), most=5000)
    escort.concluded_at = at
    return EscortConcluded(escort, escort.steps.count())


@action(permission=Permission.ESCORT_RATE, moves=((EscortState.CONCLUDED,), EscortState.RATED))
def rate_escort(
    escort: EscortService, *, rating: int, note: str = "", by: Actor, at: datetime
) -> EscortRated:
    """评价全程代理 — one to five, by the principal alone."""
    if not 1 <= rating <= 5:
        raise RuleBroken(_("请选择一至五分。"), fields={"rating": _("请选择")})
    escort.rating, escort.rating_note, escort.rated_at = rating, note.strip()[:500], at
    return EscortRated(escort, rating)
