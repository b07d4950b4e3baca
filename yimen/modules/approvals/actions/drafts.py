"""Verbs of a draft: begun, amended, its materials, given up or expired. It has no number and no case yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.audit import constraints
from yimen.kernel.audit.action import action
from yimen.kernel.audit.adding import add
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases.models import Channel
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.kernel.orgs.models import Region
from yimen.kernel.people import representing
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.models import Person
from yimen.modules.approvals import rules
from yimen.modules.approvals.events import (
    ApplicationDrafted,
    DraftAmended,
    DraftDiscarded,
    DraftExpired,
    MaterialAttached,
    MaterialRemoved,
)
from yimen.modules.approvals.item_forms import known_answers
from yimen.modules.approvals.limits import limit
from yimen.modules.approvals.models import Application, ApplicationMaterial, Item, ItemVersion
from yimen.modules.approvals.outline import known_of
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.routing import UNSTATED, Attributes
from yimen.modules.approvals.states import State

from .acting import fitting, material_name, version_in_force
from .competence import require_competent

Answers = Mapping[str, Iterable[str]]
POWERS = ("submit", "correct")
"""The powers of a mandate with which an agent writes in an application."""
OPEN_TO_MATERIALS = (
    State.DRAFT,
    State.SUBMITTED,
    State.CORRECTION_REQUESTED,
    State.ACCEPTED,
    State.IN_REVIEW,
    State.IN_APPROVAL,
)
CONTACT = ("subject", "statement", "contact_phone", "contact_email", "contact_address", "delivery_wanted")

IS_THERE = AskedOften(lambda application: Application.objects.filter(pk=application))
HAS_MATERIAL = AskedOften(
    lambda application, key: ApplicationMaterial.objects.filter(
        application=application, key=key, replaced_at__isnull=True
    )
)
SAVED_BEFORE = gettext_lazy("这份草稿已经保存过了，请从“我的申请”中打开它。")
"""Also what the database says when the same draft comes twice at once."""
constraints.register("approvals_application_pkey", SAVED_BEFORE)


@action(permission=Permission.APPLICATION_DRAFT, creates=True)
def save_draft(
    item: Item,
    *,
    applicant: Person,
    answers: Answers,
    application_id: UUID,
    channel: str = Channel.WEB,
    place: Region | None = None,
    project: Attributes = UNSTATED,
    by: Actor,
    at: datetime,
) -> ApplicationDrafted:
    """起草申请 — begins a draft under the version in force now.

    ``application_id`` is chosen by the caller: the same id sent twice is one draft. Raises RuleBroken when the
    item cannot be applied for now, or when somebody who is not of the window applies for another person.
    """
    version = version_in_force(item, at)
    if not _may_apply_for(applicant, item, version, by):
        raise RuleBroken(_("只能以自己的名义申请；代他人申请请到窗口办理。"))
    require_competent(item, place, project, received_on=local_day(at))
    if IS_THERE.any(application_id):
        raise RuleBroken(SAVED_BEFORE)
    draft = Application(
        id=application_id,
        item=item,
        version=version,
        pattern=version.pattern,
        applicant=applicant,
        applicant_name=applicant.name,
        org=version.item.org,
        org_path=version.item.org.path,
        centre=version.centre,
        centre_path=version.centre.path if version.centre else "",
        channel=channel,
        place=place,
        project_class=project.project_class,
        amount=project.amount,
        answers=rules.clean_answers(version.body, answers),
        form=known_answers(version.body.form, applicant, owner=application_id),
        contact_phone=applicant.phone,
        contact_email=applicant.email,
        drafted_at=at,
        amended_at=at,
    )
    return ApplicationDrafted(add(draft))


@action(permission=Permission.APPLICATION_AMEND, moves=((State.DRAFT,), State.DRAFT))
def amend_draft(
    application: Application,
    *,
    answers: Answers | None = None,
    contact: Mapping[str, str] | None = None,
    by: Actor,
    at: datetime,
) -> DraftAmended:
    """修改草稿 — answers and statements; what is not given stays as it was."""
    if answers is not None:
        application.answers = rules.clean_answers(application.version.body, answers)
    for field, value in (contact or {}).items():
        if field not in CONTACT:
            raise RuleBroken(_("不能修改这一栏。"))
        if field == "statement":
            _require_own_statement(application, value, by)
        setattr(application, field, fitting(field, value))
    application.amended_at = at
    return DraftAmended(application)


@action(permission=Permission.APPLICATION_AMEND)
def attach_material(
    application: Application,
    *,
    key: str,
    name: str,
    received: Received | None,
    is_paper: bool = False,
    by: Actor,
    at: datetime,
) -> MaterialAttached:
    """提交材料 — one material of the checklist, as a file or on paper; an earlier version is kept, marked replaced."""
    _require_open_for(application, key, by)
    content = application.version.body
    material = content.material(key)
    if material is None or not content.applies(material, known_of(application, on=local_day(at))):
        raise RuleBroken(_("此办件不需要这项材料。"))
    if received is None and not is_paper:
        raise RuleBroken(_("请选择要上传的文件。"), fields={"file": _("请选择文件")})
    file = keep_file(received, at=at) if received else None
    if HAS_MATERIAL.any(application.pk, key):
        present = ApplicationMaterial.objects.filter(
            application=application, key=key, replaced_at__isnull=True
        )
        present.update(replaced_at=at)
    add(
        ApplicationMaterial(
            application=application,
            key=key,
            name=name[:200],
            file=file,
            is_paper=is_paper,
            added_at=at,
            added_by=by.label,
        )
    )
    application.amended_at = at
    return MaterialAttached(application, material.name, key, file.pk if file else "")


@action(permission=Permission.APPLICATION_AMEND)
def remove_material(application: Application, *, key: str, by: Actor, at: datetime) -> MaterialRemoved:
    """移除材料 — takes a material out of a draft or of a correction that is not yet sent."""
    _require_open_for(application, key, by)
    if application.state not in (State.DRAFT, State.CORRECTION_REQUESTED):
        raise RuleBroken(_("提交后不能移除材料，可以重新上传新的版本。"))
    present = ApplicationMaterial.objects.filter(application=application, key=key, replaced_at__isnull=True)
    if not present.exists():
        raise RuleBroken(_("没有找到这项材料。"))
    present.update(replaced_at=at)
    return MaterialRemoved(application, material_name(application, key), key)


@action(permission=Permission.APPLICATION_AMEND, moves=((State.DRAFT,), State.DISCARDED))
def discard_draft(application: Application, *, by: Actor, at: datetime) -> DraftDiscarded:
    """放弃草稿 — the owner gives the draft up."""
    application.ended_at = at
    return DraftDiscarded(application)


@action(permission=Permission.APPLICATION_EXPIRE, moves=((State.DRAFT,), State.DISCARDED))
def expire_draft(application: Application, *, by: Actor, at: datetime) -> DraftExpired:
    """草稿过期 — the sweep ends a draft that nobody touched for as long as the city's policy says."""
    kept_until = local_day(application.amended_at) + timedelta(days=limit("draft_days", local_day(at)).days)
    if local_day(at) <= kept_until:
        raise RuleBroken(_("草稿还没有过期。"))
    application.ended_at = at
    return DraftExpired(application)


def _may_apply_for(applicant: Person, item: Item, version: ItemVersion, by: Actor) -> bool:
    """In the own name, at a window, or as an agent with a mandate for this item."""
    if by.kind != "person" or str(applicant.pk) == by.id or by.may(Permission.APPLICATION_ACCEPT, version):
        return True
    person = person_actor(by)
    return person is not None and bool(
        representing.represented(person, ("submit",), applicant.pk, item_code=item.code)
    )


def _require_own_statement(application: Application, value: str, by: Actor) -> None:
    """委托人的陈述 — whoever represents the applicant carries what was stated, and alters nothing of it."""
    person = person_actor(by)
    if person is None or not application.statement or value.strip() == application.statement:
        return
    if representing.represented(person, POWERS, application.applicant_id, matter=application.pk):
        raise RuleBroken(_("代理员不得更改委托人的陈述。"), fields={"statement": _("请按委托人的原话提交")})


def _require_open_for(application: Application, key: str, by: Actor) -> None:
    """Materials may change while drafting, in a correction only what was listed, later only what was tolerated."""
    state = application.state
    if state == State.DRAFT:
        return
    if state in (State.SUBMITTED, State.CORRECTION_REQUESTED):
        listed = _listed(application)
        if key in listed or (state == State.SUBMITTED and by.may(Permission.APPLICATION_ACCEPT, application)):
            return
        raise RuleBroken(_("提交后只能补交补正告知中列出的材料。"))
    tolerance = getattr(application, "tolerance", None)
    if (
        state in OPEN_TO_MATERIALS
        and tolerance is not None
        and key in tolerance.keys
        and tolerance.supplied_at is None
    ):
        return
    raise RuleBroken(_("现在不能再提交这项材料。"))


def _listed(application: Application) -> set[str]:
    notice = getattr(application, "correction", None)
    return {row["key"] for row in notice.rows if not row["is_cured"]} if notice else set()
