"""The verb that moves a running case to a newer version of its item."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks
from yimen.kernel.cases.models import ClockKind
from yimen.modules.approvals import rules
from yimen.modules.approvals.events import CaseMigrated
from yimen.modules.approvals.models import Application, ItemVersion
from yimen.modules.approvals.outline import known_of, outline, promised_days
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import UNPUBLISHED, State

from .settling import settle

RUNNING = (State.SUBMITTED, State.ACCEPTED, State.IN_REVIEW, State.IN_APPROVAL)


@action(permission=Permission.APPLICATION_MIGRATE, moves=(RUNNING, RUNNING))
def migrate_case(
    application: Application, *, version: ItemVersion, benefit: str, by: Actor, at: datetime
) -> CaseMigrated:
    """转入新版本 — a running case goes on under a newer version, for the applicant's benefit, which is stated.

    Never adds a material, never lengthens what was promised, and only where the steps are the same: each step that
    was taken is the same step of the new version. Where the new version gives the body less time, the clocks that run
    get it, from acceptance on: a benefit that the due date does not know would be none. Raises RuleBroken otherwise.
    """
    said = rules.require_text(benefit, "benefit", _("请写明转入新版本对申请人的好处。"))
    today, before = local_day(at), application.version
    if version.item_id != application.item_id or version.number <= before.number:
        raise RuleBroken(_("请选择同一事项的较新版本。"), fields={"version": _("不是较新的版本")})
    if version.state in UNPUBLISHED or version.effective_from > today:
        raise RuleBroken(_("只能转入已经生效的版本。"), fields={"version": _("尚未生效")})
    _require_no_worse(application, version)
    application.version = version
    settle(application, on=today)
    _shorten(application, today)
    return CaseMigrated(application, before.number, version.number, said)


def _shorten(application: Application, today: date) -> None:
    """The promised time of the new version, and its statutory time where that is shorter; running clocks only."""
    case, version = application.own_case, application.version
    clocks.shorten(case, ClockKind.PROMISED, budget=promised_days(application), on=today)
    clocks.shorten(
        case,
        ClockKind.STATUTORY,
        budget=version.statutory_days,
        basis=version.statutory_basis,
        on=today,
    )


def _require_no_worse(application: Application, version: ItemVersion) -> None:
    answers = known_of(application)
    rules.require_answered(version.body, application.answers)
    old = outline(application.version, answers, settled=True)
    new = outline(version, answers, settled=True)
    known = {one.key for one in old.materials}
    added = [one.shown for one in new.materials if one.is_asked_of_applicant and one.key not in known]
    if added:
        raise RuleBroken(_("新版本会要求增加材料：%(names)s，不能转入。") % {"names": joined(added, "、")})
    if new.pattern != application.pattern:
        raise RuleBroken(_("新版本的审批流程不同，已经走过的环节不能对应，不能转入。"))
    if new.promised_days > old.promised_days:
        raise RuleBroken(_("新版本的承诺时限更长，不能转入。"))
