"""What several verbs of approvals share: who acts as a person, the version in force, the next step of work."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.cases import clocks, opening, work
from yimen.kernel.cases.models import ClockKind, PartyRole
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.models import Person
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import closures, papers, patterns, queries
from yimen.modules.approvals.commitment_terms import commitment_of
from yimen.modules.approvals.limits import limit
from yimen.modules.approvals.models import Application, Item, ItemVersion
from yimen.modules.approvals.models.reference import item_version

BESIDE = (
    "confirm_record_correction",
    "check_commitment",
    "verify_rectification",
    "revoke_decision",
    "seal_revocation",
)
"""Kinds of work beside the way of a case: they wait for their own doers, also when the case has ended."""


def acting_person(by: Actor) -> Person:
    """The person who acts; raises NotAllowed for a machine: some acts belong to persons."""
    if not isinstance(by, PersonActor):
        raise NotAllowed
    return by.person


def require_second_officer(
    application: Application,
    officer: Person | None,
    *,
    by: Actor,
    at: datetime,
    field: str = "second_officer",
) -> None:
    """第二名工作人员 — another person, who handles such matters in the body or at its centre on that day."""
    if officer is None:
        return
    if str(officer.pk) == by.id:
        raise RuleBroken(_("两名工作人员不能是同一人。"), fields={field: _("请选择另一人")})
    if not queries.second_officers(application, by, local_day(at)).filter(pk=officer.pk).exists():
        raise RuleBroken(
            _("%(name)s 不是可以办理此事项的工作人员。") % {"name": officer.name},
            fields={field: _("请选择本机关或者本中心的办理人员")},
        )


def version_in_force(item: Item, at: datetime) -> ItemVersion:
    """The version that holds on the day of ``at``; raises RuleBroken, saying why, when the item cannot be applied for."""
    day = local_day(at)
    closures.require_open(item.pk, day)
    found = queries.HOLDING_VERSION.first(item.pk, day)
    if found is None:
        raise RuleBroken(_("此事项目前不能申请，请查看办事指南或致电咨询。"))
    return item_version(found)


def receive(
    application: Application, *, received_on: date, at: datetime, given: opening.Given | None = None
) -> date:
    """收件 — the application's case is opened, the time to accept runs, it waits to be taken in; returns the due date.

    ``given`` is the number and query code that another system gave it already.
    """
    application.case = opening.open_case(
        id=application.pk,
        kind="approvals",
        title=application.subject or application.item.name,
        org=application.org,
        centre=application.centre,
        channel=application.channel,
        parties=[papers.party(application, PartyRole.APPLICANT)],
        at=at,
        day=received_on,
        given=given,
    )
    application.submitted_at, application.received_on = at, received_on
    due_on = start_acceptance_clock(application, received_on=received_on)
    wait_for_intake(application, at=at, due_on=due_on)
    return due_on


def start_acceptance_clock(application: Application, *, received_on: date) -> date:
    """受理时限 — five working days to accept or to say once what is missing (行政许可法 32); returns the due date."""
    allowed = limit("acceptance_limit", received_on)
    clock = clocks.start(
        application.own_case,
        ClockKind.ACCEPTANCE,
        budget=allowed.days,
        start_on=received_on,
        basis=allowed.basis,
    )
    return clock.due_on


def wait_for_intake(application: Application, *, at: datetime, due_on: date) -> None:
    """The window (or the examiner, where the pattern says so) must take the application in."""
    step = patterns.steps(application.pattern)
    work.wait_for(
        application.own_case,
        "decide_by_commitment" if commitment_of(application) else step.intake_work,
        role=step.intake_role,
        at=at,
        due_on=due_on,
        centre_path=application.centre_path,
    )


def way_done(application: Application, *, at: datetime) -> None:
    """The step that waited is done; what goes on beside the way of the case goes on."""
    work.done(application.own_case, at=at, keep=BESIDE)


def wait_for_role(
    application: Application,
    kind: str,
    role: Role,
    *,
    at: datetime,
    due_on: date | None = None,
    org_path: str = "",
) -> None:
    """A role in the responsible body (or the one named) must do the next step, by the promised day unless said otherwise."""
    work.wait_for(
        application.own_case,
        kind,
        role=role,
        at=at,
        due_on=due_on or application.own_case.due_on,
        centre_path=application.centre_path,
        org_path=org_path,
    )


def end(application: Application, outcome: str, *, at: datetime) -> None:
    """The application ends with this outcome; its case is closed with the same one."""
    application.outcome = outcome
    application.ended_at = at
    opening.close_case(application.own_case, outcome=outcome, at=at, keep_work=BESIDE)


def fitting(field: str, value: str) -> str:
    """A statement that fits its field of the application; raises RuleBroken when it is too long."""
    text = value.strip()
    most = getattr(Application._meta.get_field(field), "max_length", None)
    if most is not None and len(text) > most:
        message = _("最多填写 %(most)s 个字。") % {"most": most}
        raise RuleBroken(message, fields={field: message})
    return text


def material_name(application: Application, key: str) -> str:
    """The name of a material as the item calls it; names of files are the applicant's own and stay out of the record."""
    material = application.version.body.material(key)
    return material.name if material else key
