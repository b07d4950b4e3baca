"""Verbs of an application that is a part of a stage of a project: begun with all others, its result given out with all others.

The projects module acts as ``machine("projects")``; what the department decides is decided as ever, by its own posts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action, current_act
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, opening, work
from yimen.kernel.cases.models import Case, ClockKind, PartyRole
from yimen.kernel.documents.models import File
from yimen.kernel.orgs.models import Org, Region
from yimen.kernel.people.models import Person
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import papers, patterns, rules
from yimen.modules.approvals.events import (
    ApplicationBegunAsPart,
    ApplicationIssuedWithStage,
    CorrectionLapsed,
    PredecessorArrived,
    SharedMaterialRenewed,
)
from yimen.modules.approvals.item_forms import resealed
from yimen.modules.approvals.models import Application, ApplicationMaterial, ItemVersion
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import DeliveryMethod, Pattern, State

from .acting import end
from .competence import route_of_part
from .deliveries import hand_over
from .endings import LAPSED
from .intake import HANDLING
from .reviews import review_anew
from .settling import settle

DELIVERABLE = (State.SEALED,)


@dataclass(frozen=True)
class SharedFile:
    """共享材料 of a project, as an item calls it."""

    key: str
    name: str
    file: File


@dataclass(frozen=True)
class Part:
    """并联事项 — one item of a stage as it begins: with its answers, its form, its share of the materials."""

    application_id: UUID
    version: ItemVersion
    answers: Mapping[str, list[str]]
    form: Mapping[str, Any]
    files: Sequence[SharedFile]
    waits_for: str = ""


@dataclass(frozen=True)
class Whole:
    """并联阶段 — what all its parts have in common; place, classes and amount say which body is competent for each."""

    case: Case
    applicant: Person
    phone: str
    channel: str
    centre: Org | None
    place: Region | None
    received_on: date
    classes: Sequence[str] = ()
    amount: Decimal | None = None


def draft_parts(whole: Whole, parts: Sequence[Part], *, at: datetime) -> list[Application]:
    """Writes the applications of a stage with their cases and materials, a few statements in all; each is begun by its own act."""
    current_act()
    applications = [_drafted(whole, part, at=at) for part in parts]
    opening.open_parts(
        whole.case,
        [_case_of(whole, one) for one in applications],
        at=at,
        day=whole.received_on,
    )
    Application.objects.bulk_create(applications)
    ApplicationMaterial.objects.bulk_create(
        _material(part.application_id, one, at=at) for part in parts for one in part.files
    )
    return applications


def _drafted(whole: Whole, part: Part, *, at: datetime) -> Application:
    item, applicant = part.version.item, whole.applicant
    route = route_of_part(item, whole.place, whole.classes, whole.amount, received_on=whole.received_on)
    return Application(
        id=part.application_id,
        case_id=part.application_id,
        item=item,
        version=part.version,
        pattern=Pattern.PARALLEL_MEMBER,
        applicant=applicant,
        applicant_name=applicant.name,
        org=route.org,
        org_path=route.org.path,
        in_name_of=route.in_name_of,
        centre=whole.centre,
        centre_path=whole.centre.path if whole.centre else "",
        channel=whole.channel,
        place=whole.place,
        answers=dict(part.answers),
        form=resealed(part.form, owner=whole.case.pk, for_owner=part.application_id),
        subject=whole.case.title[:200],
        contact_phone=whole.phone,
        contact_email=applicant.email,
        waits_for=part.waits_for[:300],
        drafted_at=at,
        amended_at=at,
    )


def _case_of(whole: Whole, application: Application) -> opening.PartStated:
    return opening.PartStated(
        id=application.pk,
        kind="approvals",
        title=application.item.name,
        org=application.org,
        centre=whole.centre,
        channel=whole.channel,
        parties=(papers.party(application, PartyRole.APPLICANT),),
    )


def _material(application_id: UUID, shared: SharedFile, *, at: datetime) -> ApplicationMaterial:
    return ApplicationMaterial(
        application_id=application_id,
        key=shared.key,
        name=shared.name[:200],
        file=shared.file,
        added_at=at,
        added_by=current_act().by.label,
    )


@action(permission=Permission.APPLICATION_BEGIN_PART, moves=((State.DRAFT,), State.ACCEPTED))
def begin_part(
    application: Application, *, received_on: date, accepted_on: date, days: int, by: Actor, at: datetime
) -> ApplicationBegunAsPart:
    """并联受件 — received and accepted with all other parts of the stage, at the same instant; its own clocks run from here."""
    patterns.require(application.pattern, "begin_part")
    settle(application, on=accepted_on)
    application.pattern = Pattern.PARALLEL_MEMBER
    application.submitted_at, application.received_on = at, received_on
    application.accepted_at, application.accepted_on = at, accepted_on
    version, case = application.version, application.own_case
    application.outline["promised_days"] = days
    promised = clocks.start(case, ClockKind.PROMISED, budget=days, start_on=accepted_on)
    statutory = clocks.start(
        case,
        ClockKind.STATUTORY,
        budget=version.statutory_days,
        start_on=accepted_on,
        basis=version.statutory_basis,
    )
    work.wait_for(case, "assign", role=Role.SECTION_EXAMINER, at=at, due_on=promised.due_on)
    dates = promised.due_on.isoformat(), statutory.due_on.isoformat()
    return ApplicationBegunAsPart(application, application.waits_for, *dates)


@action(permission=Permission.APPLICATION_BEGIN_PART, moves=(HANDLING, HANDLING))
def admit_decision(application: Application, *, by: Actor, at: datetime) -> PredecessorArrived:
    """前项已办结 — what came before is decided: this one may be granted from now on."""
    patterns.require(application.pattern, "admit_decision")
    names, application.waits_for = application.waits_for, ""
    return PredecessorArrived(application, names)


@action(permission=Permission.APPLICATION_BEGIN_PART, moves=(HANDLING, HANDLING))
def renew_shared_material(
    application: Application, *, shared: SharedFile, by: Actor, at: datetime
) -> SharedMaterialRenewed:
    """共享材料更新 — the new version takes the place of the old one; a review that used the old one begins anew."""
    patterns.require(application.pattern, "renew_shared_material")
    earlier = application.materials.filter(key=shared.key, replaced_at__isnull=True)
    earlier.update(replaced_at=at)
    _material(application.pk, shared, at=at).save(force_insert=True)
    reopened = application.state == State.IN_APPROVAL
    if reopened:
        application.state = State.IN_REVIEW
        review_anew(application, _("材料已更新：%(name)s") % {"name": shared.name}, at=at)
    name = application.version.body.material(shared.key)
    return SharedMaterialRenewed(application, name.name if name else shared.key, reopened)


@action(permission=Permission.APPLICATION_BEGIN_PART, moves=(HANDLING, State.CLOSED))
def lapse_part(
    application: Application, *, names: Sequence[str], due_on: date, by: Actor, at: datetime
) -> CorrectionLapsed:
    """统一补正逾期 — what this part needs did not come: its item says whether that counts as withdrawn or is refused."""
    patterns.require(application.pattern, "lapse_part")
    if not names or local_day(at) <= due_on:
        raise RuleBroken(_("补正期限尚未届满。"))
    outcome = LAPSED[application.version.correction_lapse]
    papers.issue_part_lapse_notice(application, names, outcome, due_on=due_on, at=at)
    end(application, outcome, at=at)
    return CorrectionLapsed(application, outcome.label)


@action(permission=Permission.APPLICATION_BEGIN_PART, moves=(DELIVERABLE, State.DELIVERED))
def issue_part(
    application: Application, *, method: str, receiver: str, by: Actor, at: datetime
) -> ApplicationIssuedWithStage:
    """结果统一发放 — given out by the lead with the results of all other parts."""
    patterns.require(application.pattern, "issue_part")
    if method not in DeliveryMethod.values:
        raise RuleBroken(_("请选择领取方式。"))
    receiver = rules.require_text(receiver, "receiver", _("请填写签收人。"))
    identity = {"identity_checked": method == DeliveryMethod.WINDOW}
    hand_over(application, method=method, receiver=receiver, by=by, at=at, **identity)
    return ApplicationIssuedWithStage(application, DeliveryMethod(method).label, receiver)
