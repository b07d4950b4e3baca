"""The verb by which an order of special handling takes effect on one application, within the law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken, Text
from yimen.kernel.cases import clocks, work
from yimen.kernel.cases.models import ClockKind
from yimen.modules.approvals import patterns, queries
from yimen.modules.approvals.events import ApplicationExpedited
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.outline import known_of, promised_days
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import State

from .intake import HANDLING

EXPEDITED = (State.SUBMITTED, *HANDLING)


@action(permission=Permission.APPLICATION_EXPEDITE, moves=(EXPEDITED, EXPEDITED))
def expedite(
    application: Application,
    *,
    days: int | None,
    is_first: bool,
    after_hours: str,
    tolerated: Sequence[str],
    by: Actor,
    at: datetime,
) -> ApplicationExpedited:
    """特事特办 — a shorter promise, the first place on the desk, materials that may come later; every step stays.

    Raises RuleBroken where it would overtake who was accepted earlier for what is limited in number, or do without a
    material that the item requires.
    """
    patterns.require(application.pattern, "expedite")
    _require_in_turn(application)
    names = _tolerable(application, tolerated)
    told: list[Text] = []
    if days is not None:
        told.append(_shorten(application, days, at=at))
    if is_first:
        work.put_first(application.own_case)
        told.append(_("优先办理"))
    if after_hours:
        told.append(_("延时办理：%(when)s") % {"when": after_hours})
    if tolerated:
        told.append(_("容缺受理：%(names)s") % {"names": "、".join(names)})  # 中文
    return ApplicationExpedited(application, told)


def _require_in_turn(application: Application) -> None:
    """行政许可法 57: of what is limited in number, whoever was accepted first is decided first."""
    if application.version.quota is None:
        return
    if application.accepted_at is None or queries.accepted_before(application).exists():
        raise RuleBroken(
            _(
                "此事项有数量限制，尚有受理在先而未决定的申请，不能越过其先办"
                "（行政许可法第五十七条：应当根据受理行政许可申请的先后顺序作出准予行政许可的决定）。"
            )
        )


def _tolerable(application: Application, keys: Sequence[str]) -> list[str]:
    """The names of what may come later; what the item requires is required of everybody (行政许可法 32)."""
    if not keys:
        return []
    if application.state != State.SUBMITTED:
        raise RuleBroken(_("容缺只能在受理之前决定。"), fields={"materials": _("已经受理")})
    listed = {one.key: one for one in application.version.body.checklist(known_of(application))}
    strict = [key for key in keys if key not in listed or not listed[key].tolerable]
    if strict:
        raise RuleBroken(
            _("以下材料是此事项必需的材料，不能免交或者容缺（行政许可法第三十二条第一款第四项）：%(names)s")
            % {"names": joined((listed[key].shown if key in listed else key for key in strict), "、")},
            fields={"materials": _("不能容缺")},
        )
    return [listed[key].shown for key in keys]


def _shorten(application: Application, days: int, *, at: datetime) -> str:
    """From acceptance on, never more than before, never so few that the day has passed already."""
    before = promised_days(application)
    if not 1 <= days < before:
        raise RuleBroken(
            _("缩短后的承诺时限应当少于目前的 %(days)s 个工作日。") % {"days": before},
            fields={"days": _("请填写更短的时限")},
        )
    case, today = application.own_case, local_day(at)
    if clocks.shorten(case, ClockKind.PROMISED, budget=days, on=today) is None:
        raise RuleBroken(
            _("承诺时限还没有起算或者已经停止，不能缩短。"), fields={"days": _("请在受理后缩短")}
        )
    application.outline["promised_days"] = days
    return _("承诺时限由 %(before)s 个工作日缩短为 %(days)s 个工作日") % {"before": before, "days": days}
