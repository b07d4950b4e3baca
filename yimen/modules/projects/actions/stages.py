"""Verbs of the applicant: a stage is prepared, filled in, given its materials, submitted; withdrawn, or told how to go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, opening, work
from yimen.kernel.cases.models import Channel, ClockKind, PartyRole
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import public as approvals
from yimen.modules.projects import rules
from yimen.modules.projects.asking import asking_of, situation_of
from yimen.modules.projects.events import (
    MaterialShared,
    StageFilled,
    StagePrepared,
    StageSubmitted,
    StageWithdrawn,
    WishStated,
)
from yimen.modules.projects.limits import limit
from yimen.modules.projects.machines import PROJECTS
from yimen.modules.projects.models import Project, SharedMaterial, Stage, StageTemplate, Task
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import (
    RUNNING,
    ItemRole,
    StageState,
    TemplateState,
)

PREPARING = (StageState.PREPARING,)
OPEN_TO_MATERIALS = (StageState.PREPARING, StageState.SUBMITTED, StageState.IN_PROGRESS)


@action(permission=Permission.STAGE_PREPARE, creates=True)
def prepare_stage(
    project: Project,
    *,
    template: StageTemplate,
    stage_id: UUID,
    channel: str = Channel.WEB,
    by: Actor,
    at: datetime,
) -> StagePrepared:
    """准备阶段申请 — under the version of the template that holds now; ``stage_id`` is chosen by the caller."""
    version = template.versions.filter(state=TemplateState.PUBLISHED).first()
    if version is None:
        raise RuleBroken(_("这个阶段的模板还没有公布。"))
    if not project.is_active:
        raise RuleBroken(_("项目已经结束。"))
    if Stage.objects.filter(pk=stage_id).exists():
        raise RuleBroken(_("这份阶段申请已经保存过了。"))
    open_ones = project.stages.filter(version__template=template, state__in=(*PREPARING, *RUNNING))
    if open_ones.exists():
        raise RuleBroken(_("这个阶段已经在准备或者办理。"))
    chosen = version.items.exclude(role=ItemRole.OPTIONAL).values_list("item_code", flat=True)
    stage = Stage.objects.create(
        id=stage_id,
        project=project,
        version=version,
        applicant=project.owner,
        org=template.lead,
        org_path=template.lead.path,
        channel=channel,
        chosen=list(chosen),
        contact_phone=project.owner.phone,
        drafted_at=at,
        amended_at=at,
    )
    return StagePrepared(stage)


@action(permission=Permission.STAGE_PREPARE, moves=(PREPARING, StageState.PREPARING))
def fill_stage(
    stage: Stage,
    *,
    chosen: Sequence[str] | None = None,
    answers: Mapping[str, Sequence[str]] | None = None,
    form: Mapping[str, Any] | None = None,
    contact_phone: str | None = None,
    by: Actor,
    at: datetime,
) -> StageFilled:
    """填写阶段申请 — items, situation and the one form; what is not given stays as it was."""
    if chosen is not None:
        stage.chosen = _chosen(stage, chosen)
    today = local_day(at)
    asking = asking_of(stage, today)
    if answers is not None:
        stage.answers = {key: [str(one) for one in value] for key, value in answers.items() if value}
        known = {one.key: dict(one.options) for one in asking.questions(situation_of(stage, today))}
        wrong = [key for key, given in stage.answers.items() if set(given) - set(known.get(key, {}))]
        if wrong:
            raise RuleBroken(_("情形选择不正确，请重新选择。"), fields={key: _("请选择") for key in wrong})
    if form is not None:
        shape = asking.form(situation_of(stage, today))
        stage.form = approvals.taken_form(shape, form, stage.form, stage.applicant, owner=stage.pk)
    if contact_phone is not None:
        stage.contact_phone = contact_phone.strip()[:30]
    stage.amended_at = at
    return StageFilled(stage, stage.chosen)


def _chosen(stage: Stage, chosen: Sequence[str]) -> list[str]:
    """The items that are taken, in the order of the template; only optional ones may be left out."""
    items = list(stage.version.items.values_list("item_code", "role"))
    if unknown := set(chosen) - {code for code, _role in items}:
        raise RuleBroken(_("本阶段没有这些事项：%(codes)s") % {"codes": joined(sorted(unknown), "、")})
    return [code for code, role in items if code in chosen or role != ItemRole.OPTIONAL]


@action(permission=Permission.STAGE_PREPARE, moves=(OPEN_TO_MATERIALS, OPEN_TO_MATERIALS))
def share_material(
    stage: Stage, *, key: str, name: str, received: Received, by: Actor, at: datetime
) -> MaterialShared:
    """提交共享材料 — a new version takes the place of the old one wherever it is used; only reviews that used it begin anew."""
    today = local_day(at)
    needed = {one.key: one for one in asking_of(stage, today).materials(situation_of(stage, today))}
    if key not in needed:
        raise RuleBroken(_("本阶段不需要这项材料。"))
    file = keep_file(received, at=at)
    earlier = SharedMaterial.objects.filter(project=stage.project_id, key=key)
    last = earlier.aggregate(last=Max("version"))["last"] or 0
    earlier.filter(replaced_at__isnull=True).update(replaced_at=at)
    material = SharedMaterial.objects.create(
        project=stage.project,
        key=key,
        name=name[:200] or received.filename,
        file=file,
        version=last + 1,
        added_at=at,
        added_by=by.label,
    )
    _note_cured(stage, key)
    users = _renew(stage, material, at=at) if stage.state != StageState.PREPARING or last else []
    stage.amended_at = at
    return MaterialShared(stage, material, needed[key].name, material.version, users)


def _note_cured(stage: Stage, key: str) -> None:
    notice = getattr(stage, "correction", None)
    if notice is None or not notice.is_open:
        return
    notice.rows = [{**row, "is_cured": row["is_cured"] or row["key"] == key} for row in notice.rows]
    notice.save(update_fields=["rows"])


def _renew(stage: Stage, material: SharedMaterial, *, at: datetime) -> list[str]:
    """Every part of the project that uses it and is not decided gets the new version, in one order everywhere."""
    rows = Task.objects.filter(stage__project=stage.project_id, stage__state=StageState.IN_PROGRESS)
    tasks = list(rows.select_related("stage__version", "stage__applicant", "item", "org", "case"))
    running = {one.stage_id: one.stage for one in tasks}
    members = {key: _members(one, material.key, at) for key, one in running.items()}
    standings = approvals.parts_with(one.case_id for one in tasks)
    told = []
    for task in sorted(tasks, key=lambda one: (one.stage_id, one.position)):
        own = members[task.stage_id].get(task.item.item_code)
        if own is None or not standings[task.case_id].is_open:
            continue
        shared = approvals.SharedFile(own, material.name, material.file)
        part = approvals.part_with(task.case_id)
        approvals.renew_shared_material(part, shared=shared, by=PROJECTS, at=at)
        told.append(task.org.name)
    return list(dict.fromkeys(told))


def _members(stage: Stage, key: str, at: datetime) -> dict[str, str]:
    """The items of a stage that use the material, each with its own key for it."""
    today = local_day(at)
    found = asking_of(stage, today).materials(situation_of(stage, today))
    return next((dict(one.members) for one in found if one.key == key), {})


@action(permission=Permission.STAGE_PREPARE, moves=(PREPARING, StageState.SUBMITTED))
def submit_stage(stage: Stage, *, by: Actor, at: datetime) -> StageSubmitted:
    """提交阶段申请 — one application for all items: the case is opened, the lead takes it in within five working days."""
    today = local_day(at)
    asking = asking_of(stage, today)
    if gone := [code for code in stage.chosen if code not in asking.versions]:
        raise RuleBroken(_("这些事项目前不能申请：%(codes)s") % {"codes": joined(gone, "、")})
    _require_filled(stage, asking, situation_of(stage, today))
    rules.require_text(stage.contact_phone, "contact_phone", _("请填写联系电话。"), most=30)
    if not stage.project.is_active:
        raise RuleBroken(_("项目已经结束。"))
    main = next(iter(asking.versions.values()))
    stage.centre, stage.centre_path = main.centre, main.centre.path if main.centre else ""
    stage.case = opening.open_case(
        id=stage.pk,
        kind="projects",
        title=f"{stage.project.name} {stage}",
        org=stage.org,
        centre=stage.centre,
        channel=stage.channel,
        parties=[_party(stage)],
        at=at,
        day=today,
    )
    stage.submitted_at, stage.received_on = at, today
    _await_acceptance(stage, at=at)
    return StageSubmitted(stage, len(stage.chosen))


def _require_filled(stage: Stage, asking: Any, given: Any) -> None:
    """Every question answered, the form right, every material there: names all that is open at once."""
    open_ones = {one.key: _("请选择") for one in asking.questions(given) if one.key not in given.answers}
    if open_ones:
        raise RuleBroken(_("还有情形没有选择。"), fields=open_ones)
    if faults := approvals.faults_of_form(asking.form(given), given.form):
        raise RuleBroken(_("申请表还没有填写完整。"), fields=faults)
    present = set(
        SharedMaterial.objects.filter(project=stage.project_id, replaced_at__isnull=True).values_list(
            "key", flat=True
        )
    )
    if missing := [one.name for one in asking.materials(given) if one.key not in present]:
        raise RuleBroken(_("还缺少材料：%(names)s") % {"names": joined(missing, "、")})


def _party(stage: Stage) -> opening.PartyStated:
    person = stage.applicant
    return opening.party_of(
        person,
        role=PartyRole.APPLICANT,
        owner=stage.pk,
        name=person.name,
        phone=stage.contact_phone,
        email=person.email,
    )


def _await_acceptance(stage: Stage, *, at: datetime) -> None:
    today, case = local_day(at), stage.own_case
    allowed = limit("acceptance_limit", today)
    clock = clocks.start(case, ClockKind.ACCEPTANCE, budget=allowed.days, start_on=today, basis=allowed.basis)
    work.wait_for(
        case,
        "accept_stage",
        role=Role.WINDOW_CLERK,
        at=at,
        due_on=clock.due_on,
        centre_path=stage.centre_path,
    )


@action(
    permission=Permission.STAGE_WITHDRAW,
    moves=(
        (*PREPARING, StageState.SUBMITTED, StageState.IN_PROGRESS),
        (StageState.WITHDRAWN, StageState.IN_PROGRESS),
    ),
)
def withdraw_stage(stage: Stage, *, reason: str = "", by: Actor, at: datetime) -> StageWithdrawn:
    """撤回阶段申请 — what is not decided ends with it; decisions that were made stand, and are given out as ever."""
    ended = withdraw_open_parts(stage, reason, by=by, at=at)
    stage.reason = reason.strip()[:500]
    if any(one.is_decided for one in approvals.parts_of(stage.pk).values()):
        return StageWithdrawn(stage, stage.reason, ended)
    stage.state, stage.ended_at = StageState.WITHDRAWN, at
    if stage.case is not None:
        opening.close_case(stage.case, outcome="withdrawn", at=at)
    return StageWithdrawn(stage, stage.reason, ended)


def withdraw_open_parts(stage: Stage, reason: str, *, by: Actor, at: datetime) -> int:
    """撤回 of every part that is not decided, in the order of the stage; how many they were."""
    standings = approvals.parts_of(stage.pk)
    tasks = [one for one in stage.tasks.order_by("position") if standings[one.case_id].is_open]
    for task in tasks:
        part = approvals.part_with(task.case_id)
        approvals.withdraw(part, reason=reason, by=by, at=at)
    return len(tasks)


@action(permission=Permission.STAGE_WITHDRAW, moves=((StageState.IN_PROGRESS,), StageState.IN_PROGRESS))
def state_wish(stage: Stage, *, goes_on: bool, by: Actor, at: datetime) -> WishStated:
    """其余事项的意愿 — when one part is refused, the others go on unless the applicant does not want them any more."""
    failed = any(one.has_failed for one in approvals.parts_of(stage.pk).values())
    stage.goes_on = goes_on
    if failed and not goes_on:
        withdraw_open_parts(stage, _("申请人不再办理其余事项"), by=by, at=at)
    wish = _("其余事项继续办理") if goes_on else _("不再办理其余事项")
    return WishStated(stage, goes_on, wish)
