"""Who may: the table of the hall. Numbers are taken by anybody, called by those who sit at a window there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.grounds import anyone, machine, oneself, post
from yimen.kernel.people.roles import Role


class Permission(models.TextChoices):
    APPOINTMENT_BOOK = "hall.appointment.book", _("预约")
    APPOINTMENT_CHANGE = "hall.appointment.change", _("改约、取消预约、签到")
    APPOINTMENT_CONFIRM = "hall.appointment.confirm", _("同意或者不同意延时服务")
    APPOINTMENT_KEEP = "hall.appointment.keep", _("提醒、顺延预约和登记爽约")
    BUSINESS_ADD = "hall.business.add", _("设立业务类别和优先事由")
    BUSINESS_AMEND = "hall.business.amend", _("变更业务类别")
    SHIFT_ATTEND = "hall.shift.attend", _("暂离和回岗")
    SHIFT_PLAN = "hall.shift.plan", _("排班")
    TICKET_CALL = "hall.ticket.call", _("叫号和办理")
    TICKET_EXPIRE = "hall.ticket.expire", _("作废当日排队号")
    TICKET_LEAVE = "hall.ticket.leave", _("放弃排队")
    TICKET_TAKE = "hall.ticket.take", _("取号")


def _sits_there(actor: Actor, subject: object) -> bool:
    """Whether one of the windows at which the actor may sit is in the hall of the subject."""
    person = person_actor(actor)
    centre_id = getattr(subject, "centre_id", None)
    return person is not None and any(one.centre_id == centre_id for one in person.windows())


def _is_nobodys(_actor: Actor, subject: object) -> bool:
    """An appointment without an account belongs to whoever has its key or its code."""
    return getattr(subject, "person_id", None) is None


in_the_hall = Ground("in_the_hall", _("大厅窗口人员"), _sits_there)
with_the_key = Ground("with_the_key", _("凭预约码"), _is_nobodys)

CITY_DATA = machine("city data")
MANAGER = post(Role.CENTRE_MANAGER)
SWEEP = machine("hall sweep")

MACHINES: Mapping[str, Text] = {
    "hall sweep": _("系统（大厅到时处理）"),
}
"""系统 — how the machines that act here are called."""

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.APPOINTMENT_BOOK: [anyone],
    Permission.APPOINTMENT_CHANGE: [oneself, with_the_key, MANAGER, post(Role.RECEPTIONIST)],
    Permission.APPOINTMENT_CONFIRM: [MANAGER],
    Permission.APPOINTMENT_KEEP: [SWEEP],
    Permission.BUSINESS_ADD: [CITY_DATA],
    Permission.BUSINESS_AMEND: [CITY_DATA],
    Permission.SHIFT_ATTEND: [oneself, MANAGER],
    Permission.SHIFT_PLAN: [MANAGER],
    Permission.TICKET_CALL: [in_the_hall],
    Permission.TICKET_EXPIRE: [SWEEP],
    Permission.TICKET_LEAVE: [anyone],
    Permission.TICKET_TAKE: [anyone],
}
