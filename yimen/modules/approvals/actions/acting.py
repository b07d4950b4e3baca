"""What several verbs of approvals share: who acts as a person, the version in force, the next step of work."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.cases import clocks, opening, work
from yimen.kernel.cases.models import ClockKind
from yimen.kernel.cases.opening import local_day
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.models import Person
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import closures, patterns, queries
from yimen.modules.approvals.limits import limit
from yimen.modules.approvals.models import Application, Item, ItemVersion


def acting_person(by: Actor) -> Person:
    """The person who acts; raises NotAllowed for a machine: some acts belong to persons."""
    if not isinstance(by, PersonActor):
        raise NotAllowed
    return by.person


def version_in_force(item: Item, at: datetime) -> ItemVersion:
    """The version that holds on the day of ``at``; raises RuleBroken, saying why, when the item cannot be applied for."""
    day = local_day(at)
    closures.require_open(item.pk, day)
    version = queries.version_on(item, day)
    if version is None:
        raise RuleBroken(_("此事项目前不能申请，请查看办事指南或致电咨询。"))
    return version


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
        step.intake_work,
        role=step.intake_role,
        at=at,
        due_on=due_on,
        centre_path=application.centre_path,
    )


def wait_for_role(
    application: Application, kind: str, role: Role, *, at: datetime, due_on: date | None = None
) -> None:
    """A role in the responsible body must do the next step, by the promised day unless said otherwise."""
    due = due_on or application.own_case.due_on
    work.wait_for(
        application.own_case, kind, role=role, at=at, due_on=due, centre_path=application.centre_path
    )


def end(application: Application, outcome: str, *, at: datetime) -> None:
    """The application ends with this outcome; its case is closed with the same one."""
    application.outcome = outcome
    application.ended_at = at
    opening.close_case(application.own_case, outcome=outcome, at=at)


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
