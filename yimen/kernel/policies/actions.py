"""The verbs of parameters. They lock the one book, so that changes stand in one order; the past is never edited."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.web.words import cn_date

from . import queries
from .events import PolicyConfirmed, PolicySet
from .models import Policy, PolicyBook
from .permissions import Permission

CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


def book() -> PolicyBook:
    """参数册 — the one row; made when it is missing."""
    return PolicyBook.objects.get_or_create(pk=1)[0]


@action(permission=Permission.POLICY_SET)
def set_policy(
    book: PolicyBook,
    *,
    code: str,
    value: Any,
    in_force_from: date,
    in_force_to: date | None = None,
    scope: str = "",
    unit: str = "",
    basis: str = "",
    note: str = "",
    name: str = "",
    name_en: str = "",
    is_confirmed: bool = True,
    by: Actor,
    at: datetime,
) -> PolicySet:
    """设定参数 — a value from a day on; the one in force before ends the day before.

    What holds on past days cannot be changed: a value that follows another begins today or later. A value
    for days on which nothing held (older law) may be added. One not yet in force is replaced by another from
    the same day.
    """
    _require_sense(code, basis, is_confirmed, in_force_from, in_force_to)
    today = local_day(at)
    before = _make_room(_overlapping(code, scope, in_force_from, in_force_to), in_force_from, today)
    policy = Policy.objects.create(
        code=code,
        scope=scope,
        name=name or (before.name if before else ""),
        name_en=name_en or (before.name_en if before else ""),
        value=value,
        unit=unit,
        basis=basis.strip(),
        note=note.strip(),
        in_force_from=in_force_from,
        in_force_to=in_force_to,
        is_confirmed=is_confirmed,
    )
    _new_edition(book)
    return PolicySet(
        policy, value, policy.shown, policy.basis, in_force_from, before.value if before else None
    )


@action(permission=Permission.POLICY_SET)
def confirm_policy(
    book: PolicyBook, *, policy: Policy, basis: str, by: Actor, at: datetime
) -> PolicyConfirmed:
    """核实参数 — the basis was checked and is named; value and dates stay as they are."""
    policy = Policy.objects.get(pk=policy.pk)
    if policy.is_confirmed:
        raise RuleBroken(_("这项参数已经核实。"))
    if not basis.strip():
        raise RuleBroken(_("请写明依据的文件和条款。"), fields={"basis": _("请写明依据的文件和条款")})
    policy.basis, policy.is_confirmed = basis.strip(), True
    policy.save(update_fields=["basis", "is_confirmed"])
    _new_edition(book)
    return PolicyConfirmed(policy, policy.basis)


def _require_sense(code: str, basis: str, is_confirmed: bool, start: date, end: date | None) -> None:
    if not CODE.fullmatch(code):
        raise RuleBroken(
            _("参数代码应写作 approvals.statutory_limit。"), fields={"code": _("参数代码不正确")}
        )
    if is_confirmed and not basis.strip():
        raise RuleBroken(_("请写明依据的文件和条款。"), fields={"basis": _("请写明依据的文件和条款")})
    if end is not None and end < start:
        raise RuleBroken(_("失效日期不能早于施行日期。"), fields={"in_force_to": _("不能早于施行日期")})


def _overlapping(code: str, scope: str, start: date, end: date | None) -> QuerySet[Policy]:
    rows = Policy.objects.filter(Q(in_force_to=None) | Q(in_force_to__gte=start), code=code, scope=scope)
    return (rows if end is None else rows.filter(in_force_from__lte=end)).order_by("in_force_from")


def _make_room(overlapping: QuerySet[Policy], start: date, today: date) -> Policy | None:
    """Ends the value that the new one follows, drops one that it replaces; returns what held before."""
    before = None
    for one in overlapping:
        if start < today:
            raise RuleBroken(
                _("%(day)s已有施行的规定，已经施行的不能更改；新的规定最早从今天起施行。")
                % {"day": cn_date(start)},
                fields={"in_force_from": _("最早从今天起施行")},
            )
        if one.in_force_from > start:
            raise RuleBroken(
                _("已经设定自%(day)s起施行的规定，请先处理该项。") % {"day": cn_date(one.in_force_from)},
                fields={"in_force_from": _("与以后施行的规定重叠")},
            )
        before = one
        if one.in_force_from < start:
            one.in_force_to = start - timedelta(days=1)
            one.save(update_fields=["in_force_to"])
        elif start > today:
            one.delete()
        else:
            raise RuleBroken(
                _("今天已有施行的规定，请从明天或以后起施行。"),
                fields={"in_force_from": _("从明天或以后起施行")},
            )
    return before


def _new_edition(book: PolicyBook) -> None:
    """Every process reads anew: this one at once, the others within seconds after commit."""
    book.edition = new_id()
    queries.forget()
    transaction.on_commit(queries.forget)
