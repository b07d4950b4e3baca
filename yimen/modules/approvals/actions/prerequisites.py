"""Verbs of what must come before what: set, ended, and seen for one application."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals import precedence, rules
from yimen.modules.approvals.events import PrerequisiteChecked, PrerequisiteEnded, PrerequisiteSet
from yimen.modules.approvals.models import Application, Item, Prerequisite, PrerequisiteCheck
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import PrerequisiteKind, State

GRAPH_LOCK = 0x59_49_4D_45_4E_07
"""One change of the graph at a time: two arrows that are lawful alone may make a circle together."""
BEFORE_DECISION = (State.SUBMITTED, State.ACCEPTED, State.IN_REVIEW, State.IN_APPROVAL)


@action(permission=Permission.ITEM_SET_PREREQUISITE, creates=True)
def set_prerequisite(
    item: Item,
    *,
    before: Item,
    kind: str,
    legal_basis: str,
    blocks_decision: bool = False,
    note: str = "",
    note_en: str = "",
    since: date,
    by: Actor,
    at: datetime,
) -> PrerequisiteSet:
    """设置前置 — ``before`` must be had before ``item``; without a basis in law there is none, and no circle may arise."""
    basis = rules.require_text(legal_basis, "legal_basis", _("没有法律依据的前置事项不能设置。"))
    if before.pk == item.pk:
        raise RuleBroken(_("事项不能以自己为前置。"), fields={"before": _("请选择另一事项")})
    if blocks_decision and kind != PrerequisiteKind.HARD:
        raise RuleBroken(_("只有必须前置的事项才能限制作出决定。"), fields={"blocks_decision": _("请取消")})
    _one_at_a_time()
    standing = Prerequisite.objects.filter(ended_on__isnull=True)
    if standing.filter(before=before, after=item).exists():
        raise RuleBroken(_("已经设置过这一前置关系。"), fields={"before": _("已经设置过")})
    pairs = list(standing.values_list("before_id", "after_id"))
    if way := precedence.way(pairs, item.pk, before.pk):
        names = dict(Item.objects.filter(pk__in=way).values_list("pk", "name"))
        round_about = " → ".join([*(names[one] for one in way), names[way[0]]])
        raise RuleBroken(
            _("前置关系绕成了圈：%(way)s") % {"way": round_about}, fields={"before": _("会形成循环")}
        )
    made = Prerequisite.objects.create(
        before=before,
        after=item,
        kind=kind,
        legal_basis=basis,
        blocks_decision=blocks_decision,
        note=note.strip(),
        note_en=note_en.strip(),
        since=since,
    )
    return PrerequisiteSet(made, basis)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GRAPH_LOCK])


@action(permission=Permission.ITEM_SET_PREREQUISITE)
def end_prerequisite(
    prerequisite: Prerequisite,
    *,
    on: date,
    basis: str,
    is_postponed: bool = False,
    by: Actor,
    at: datetime,
) -> PrerequisiteEnded:
    """取消前置 — from a day on; ``is_postponed`` when the one item now comes after the other (后置)."""
    basis = rules.require_text(basis, "basis", _("请填写取消或者改为后置的依据。"))
    if prerequisite.ended_on is not None:
        raise RuleBroken(_("这一前置关系已经取消。"))
    if on < prerequisite.since:
        raise RuleBroken(_("取消日期不能早于开始日期。"), fields={"on": _("早于开始日期")})
    prerequisite.ended_on, prerequisite.ended_basis = on, basis
    prerequisite.is_postponed = is_postponed
    return PrerequisiteEnded(prerequisite, on.isoformat(), basis, is_postponed)


@action(permission=Permission.APPLICATION_CHECK_PREREQUISITE, moves=(BEFORE_DECISION, BEFORE_DECISION))
def check_prerequisite(
    application: Application, *, prerequisite: Prerequisite, evidence: str, by: Actor, at: datetime
) -> PrerequisiteChecked:
    """核对前置 — the applicant has what must come before, on a paper that this house did not issue."""
    text = rules.require_text(evidence, "evidence", _("请填写证照名称、编号和发证机关。"))
    if len(text) > 200:
        raise RuleBroken(_("最多填写200个字。"), fields={"evidence": _("最多填写200个字")})
    if prerequisite.after_id != application.item_id:
        raise RuleBroken(_("此事项没有这一前置要求。"))
    _check, is_new = PrerequisiteCheck.objects.get_or_create(
        application=application,
        prerequisite=prerequisite,
        defaults={"evidence": text, "checked_by": by.label, "checked_at": at},
    )
    if not is_new:
        raise RuleBroken(_("这一前置事项已经核对过。"))
    return PrerequisiteChecked(application, prerequisite.before.name)
