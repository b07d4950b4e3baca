"""The verbs by which an errand is carried: taken in, passed on or handled, delivered, filed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel import calendar, policies
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.cases import numbers
from yimen.kernel.cases.models import Channel
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.modules.approvals import public as approvals
from yimen.modules.outreach import rules
from yimen.modules.outreach.events import (
    ErrandAccepted,
    ErrandApplied,
    ErrandArchived,
    ErrandDelivered,
    ErrandForwarded,
    ErrandHandled,
)
from yimen.modules.outreach.models import Errand, HomeVisit
from yimen.modules.outreach.permissions import Permission
from yimen.modules.outreach.states import ErrandState, Power

AT_HOME, AT_POINT = gettext_lazy("送上门"), gettext_lazy("在代理点领取")
TAKEN_IN = (ErrandState.PRE_CHECKED, ErrandState.FORWARDED)


@action(permission=Permission.ERRAND_CARRY, moves=((ErrandState.MANDATED,), ErrandState.PRE_CHECKED))
def accept_errand(errand: Errand, *, materials: str, by: Actor, at: datetime) -> ErrandAccepted:
    """受理代办 — what was brought is looked at and listed on a receipt with the errand's number; the days count from now on."""
    require_mandate(errand, at)
    today = local_day(at)
    errand.number = _number(errand, today)
    errand.received_materials = rules.require_text(
        materials, "materials", _("请列出收到的材料，没有的写“无”。"), most=1000
    )
    errand.accepted_at, errand.accepted_on = at, today
    days = policies.on(today, "outreach.forward_days").int
    errand.forward_due_on = calendar.current().add(today, days).on
    return ErrandAccepted(errand, errand.forward_due_on.isoformat())


def _number(errand: Errand, day: date) -> str:
    """代办编号 — year, division of the centre, and the serial of both without gaps; D tells it from the numbers of projects."""
    area, year = errand.point.org.region_id[:6], str(day.year)
    return f"{year}-{area}-D{numbers.next_number(f'errand:{area}', year):06d}"


@action(permission=Permission.ERRAND_CARRY, moves=((ErrandState.PRE_CHECKED,), ErrandState.FORWARDED))
def forward_errand(errand: Errand, *, by: Actor, at: datetime) -> ErrandForwarded:
    """送乡镇 — to the centre of the town or street; later than the days allow is noted, not refused."""
    require_mandate(errand, at)
    today = local_day(at)
    errand.forwarded_on = today
    return ErrandForwarded(errand, errand.forward_due_on is not None and today > errand.forward_due_on)


@action(permission=Permission.ERRAND_APPLY, moves=(TAKEN_IN, TAKEN_IN))
def apply_for_principal(errand: Errand, *, application_id: UUID, by: Actor, at: datetime) -> ErrandApplied:
    """代为申请 — begins the application in the principal's name, in the principal's words; the agent completes it
    like any applicant, and cannot decide or alter what was stated.
    """
    require_mandate(errand, at, power=Power.SUBMIT)
    if errand.application_id is not None:
        raise RuleBroken(_("已经为这项代办起草了申请，请打开它继续填写。"))
    item = approvals.item_with_code(errand.service.item_code)
    if item is None:
        raise RuleBroken(_("这项服务由乡镇（街道）中心办理，不需要另行申请。"))
    drafted = approvals.save_draft(
        item,
        applicant=errand.principal,
        answers={},
        application_id=application_id,
        channel=Channel.MOBILE,
        by=by,
        at=at,
    )
    errand.application_id = application_id
    errand.save(update_fields=["application_id"])
    stated = {"statement": errand.statement, "contact_phone": errand.principal.phone}
    approvals.amend_draft(drafted.application, contact=stated, by=by, at=at)
    return ErrandApplied(errand, application_id)


@action(permission=Permission.ERRAND_HANDLE, moves=(TAKEN_IN, ErrandState.HANDLED))
def handle_errand(errand: Errand, *, result: str, by: Actor, at: datetime) -> ErrandHandled:
    """当场办结 — the centre handles it; an agent only what the catalogue lets agents do on the spot."""
    require_mandate(errand, at)
    if errand.application_id is not None:
        raise RuleBroken(_("已经起草了申请，结果以窗口的决定为准。"))
    if not errand.service.is_on_the_spot and not by.may(Permission.ERRAND_FOLLOW_UP, errand):
        raise NotAllowed
    today = local_day(at)
    errand.result = rules.require_text(result, "result", _("请写明办理结果。"))
    errand.is_instant, errand.done_on = today == errand.accepted_on, today
    return ErrandHandled(errand, errand.result)


@action(
    permission=Permission.ERRAND_CARRY,
    moves=((ErrandState.HANDLED, ErrandState.RESULT_RECEIVED), ErrandState.DELIVERED),
)
def deliver_errand(
    errand: Errand,
    *,
    receiver: str,
    is_at_home: bool = False,
    place: str = "",
    proof: Received | None = None,
    phone_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> ErrandDelivered:
    """送达结果 — at the point, or at the door with the place and a signature or a photograph."""
    _require_may_collect(errand, by)
    name = rules.require_text(receiver, "receiver", _("请填写签收人。"), most=60)
    errand.delivered_on = local_day(at)
    if is_at_home:
        if proof is None:
            message = _("上门服务请附签名或者照片。")
            raise RuleBroken(message, fields={"proof": message})
        HomeVisit.objects.create(
            errand=errand,
            org_path=errand.org_path,
            place=rules.require_text(place, "place", _("请填写上门的地点。"), most=200),
            receiver=name,
            proof=keep_file(proof, at=at),
            phone_at=phone_at,
            visited_on=local_day(at),
        )
    return ErrandDelivered(errand, AT_HOME if is_at_home else AT_POINT)


@action(permission=Permission.ERRAND_CARRY, moves=((ErrandState.DELIVERED,), ErrandState.ARCHIVED))
def archive_errand(errand: Errand, *, by: Actor, at: datetime) -> ErrandArchived:
    """归档上报 — the file is closed and with the centre; the agent sees it no more."""
    errand.ended_at = at
    return ErrandArchived(errand)


def _require_may_collect(errand: Errand, by: Actor) -> None:
    """What a window decided is collected by an agent only with that power; the centre hands it out itself."""
    if errand.application_id is None or errand.mandate is None or Power.COLLECT in errand.mandate.powers:
        return
    if not by.may(Permission.ERRAND_FOLLOW_UP, errand):
        raise RuleBroken(_("委托中没有“%(power)s”这项权限。") % {"power": Power.COLLECT.label})


def require_mandate(errand: Errand, at: datetime, *, power: Power | None = None) -> None:
    """Raises RuleBroken where the mandate has run out, was revoked, or does not go so far."""
    mandate = errand.mandate
    if mandate is None or not mandate.holds_on(local_day(at)):
        raise RuleBroken(_("委托已经撤销或者过期，不能继续代办。请委托人重新委托，或者退回代办。"))
    if power is not None and power not in mandate.powers:
        raise RuleBroken(_("委托中没有“%(power)s”这项权限。") % {"power": power.label})
