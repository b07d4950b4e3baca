"""Verbs of the lead's window: a stage is taken in once, for all departments at the same instant; declined; extended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.language import official_language
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, opening, work
from yimen.kernel.cases.models import ClockKind, ClockState
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import public as approvals
from yimen.modules.projects import rules
from yimen.modules.projects.asking import Asking, Situation, asking_of, situation_of
from yimen.modules.projects.events import StageAccepted, StageDeclined, StageExtended
from yimen.modules.projects.limits import limit, working_days_after
from yimen.modules.projects.machines import PROJECTS
from yimen.modules.projects.models import SharedMaterial, Stage, Task
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import ProjectClass, StageState

YUAN = "CNY"
"""Limits of delegations are in yuan."""
SUBMITTED = (StageState.SUBMITTED,)


@dataclass(frozen=True)
class _Plan:
    """What acceptance makes: ids, days and what each item of the stage waits for."""

    ids: Mapping[str, UUID]
    days: Mapping[str, int]
    before: Mapping[str, list[str]]


@action(permission=Permission.STAGE_ACCEPT, moves=(SUBMITTED, StageState.IN_PROGRESS))
def accept_stage(stage: Stage, *, by: Actor, at: datetime) -> StageAccepted:
    """并联受理 — taken in at one window; every department gets its part in this act, received and accepted at this instant."""
    today = local_day(at)
    asking, given = asking_of(stage, today), situation_of(stage, today)
    if gone := [code for code in stage.chosen if code not in asking.versions]:
        raise RuleBroken(_("这些事项目前不能申请：%(codes)s") % {"codes": joined(gone, "、")})
    days = asking.days(given, settled=True)
    before = {code: [a for a, b in asking.orders if b == code] for code in asking.items}
    plan = _Plan({code: new_id() for code in asking.items}, days, before)
    stage.accepted_at, stage.accepted_on = at, today
    due_on = _start_clocks(stage, rules.longest(days, asking.orders).days)
    bodies = _begin_parts(stage, asking, given, plan, at=at)
    departments = _give_tasks(stage, asking, plan, bodies, at=at)
    return StageAccepted(stage, len(plan.ids), departments, due_on.isoformat())


def _start_clocks(stage: Stage, promised: int) -> date:
    """Forty-five working days by law for all together (行政许可法 42); promised is the longest way, where it is shorter."""
    case, today = stage.own_case, stage.accepted_day
    clocks.stop(case, ClockKind.ACCEPTANCE, on=today)
    work.done(case, "accept_stage", at=stage.accepted_at or stage.drafted_at)
    allowed = limit("joint_limit", today)
    if 0 < promised < allowed.days:
        clocks.start(case, ClockKind.PROMISED, budget=promised, start_on=today)
    joint = clocks.start(case, ClockKind.STATUTORY, budget=allowed.days, start_on=today, basis=allowed.basis)
    return joint.due_on


def _begin_parts(
    stage: Stage, asking: Asking, given: Situation, plan: _Plan, *, at: datetime
) -> dict[str, Org]:
    """Written together, then each begun by its own act in the order of the stage; which body each went to."""
    whole, files = _whole(stage), _files(stage, asking, given)
    parts = [_part(asking, code, given, files, plan) for code in asking.items]
    drafted = dict(zip(asking.items, approvals.draft_parts(whole, parts, at=at), strict=True))
    for code, part in drafted.items():
        approvals.begin_part(
            part,
            received_on=whole.received_on,
            accepted_on=stage.accepted_day,
            days=plan.days[code],
            by=PROJECTS,
            at=at,
        )
    return {code: part.org for code, part in drafted.items()}


def _whole(stage: Stage) -> approvals.Whole:
    """What all parts have in common; where the project lies, its classes and its sum in yuan say who is competent for each."""
    project = stage.project
    return approvals.Whole(
        case=stage.own_case,
        applicant=stage.applicant,
        phone=stage.contact_phone,
        channel=stage.channel,
        centre=stage.centre,
        place=project.place,
        received_on=stage.received_on or stage.accepted_day,
        classes=_official(project.classes),
        amount=project.investments.filter(currency=YUAN).values_list("amount", flat=True).first(),
    )


@official_language()
def _official(classes: Sequence[str]) -> list[str]:
    """The classes by their official names, as decisions of delegation say them."""
    return [str(ProjectClass(one).label) for one in classes]


def _part(
    asking: Asking,
    code: str,
    given: Situation,
    files: Mapping[str, list[approvals.SharedFile]],
    plan: _Plan,
) -> approvals.Part:
    known = asking.known(code, given)
    return approvals.Part(
        application_id=plan.ids[code],
        version=asking.versions[code],
        answers=known.answers,
        form=known.form,
        files=files.get(code, []),
        waits_for="、".join(asking.versions[one].item.name for one in plan.before[code]),  # 中文
    )


def _files(stage: Stage, asking: Asking, given: Situation) -> dict[str, list[approvals.SharedFile]]:
    """What the project's pool holds of each item's materials; a department sees no other."""
    pool = SharedMaterial.objects.filter(project=stage.project_id, replaced_at__isnull=True)
    held = {one.key: one for one in pool.select_related("file")}
    found: dict[str, list[approvals.SharedFile]] = {}
    for need in asking.materials(given):
        if (material := held.get(need.key)) is not None:
            for code, key in need.members:
                found.setdefault(code, []).append(approvals.SharedFile(key, material.name, material.file))
    return found


def _give_tasks(stage: Stage, asking: Asking, plan: _Plan, bodies: Mapping[str, Org], *, at: datetime) -> int:
    """A task for every part, and the work of acknowledging it; how many departments there are."""
    today = stage.accepted_day
    receipt = working_days_after(today, limit("task_receipt_days", today).days)
    opinion = working_days_after(today, limit("task_opinion_days", today).days)
    tasks = [
        Task(
            stage=stage,
            item=item,
            case_id=plan.ids[code],
            position=item.position,
            org=bodies[code],
            org_path=bodies[code].path,
            begun_at=at,
            acknowledge_due_on=receipt,
            opinion_due_on=opinion,
            waits_for=plan.before[code],
        )
        for code, item in asking.items.items()
    ]
    Task.objects.bulk_create(tasks)
    for task in tasks:
        work.wait_for(
            stage.own_case,
            f"acknowledge_task:{task.position}",
            role=Role.SECTION_EXAMINER,
            at=at,
            due_on=receipt,
            org_path=task.org_path,
        )
    return len({one.org_id for one in tasks})


@action(permission=Permission.STAGE_ACCEPT, moves=(SUBMITTED, StageState.DECLINED))
def decline_stage(stage: Stage, *, reason: str, by: Actor, at: datetime) -> StageDeclined:
    """不予并联受理 — with the reason; nothing was given to any department."""
    stage.reason = rules.require_text(reason, "reason", _("请写明不予受理的理由。"), most=500)
    stage.ended_at = at
    opening.close_case(stage.own_case, outcome="refused_acceptance", at=at)
    return StageDeclined(stage, stage.reason)


@action(permission=Permission.STAGE_EXTEND, moves=((StageState.IN_PROGRESS,), StageState.IN_PROGRESS))
def extend_stage(stage: Stage, *, days: int, reason: str, by: Actor, at: datetime) -> StageExtended:
    """延长并联期限 — once, by at most fifteen working days, by the head of the government (行政许可法 42); the applicant is told why."""
    reason = rules.require_text(reason, "reason", _("请写明延长的理由。"), most=300)
    today = local_day(at)
    clock = stage.own_case.clocks.filter(kind=ClockKind.STATUTORY).exclude(state=ClockState.STOPPED).first()
    if clock is None:
        raise RuleBroken(_("期限已经停止计算。"))
    most = limit("joint_extension", today).days
    clocks.extend(clock, days=days, reason=reason, on=today, most=most)
    clock.refresh_from_db()
    return StageExtended(stage, days, clock.due_on.isoformat(), reason)
