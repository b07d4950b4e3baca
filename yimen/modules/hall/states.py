"""States of shifts, tickets and appointments, with their official names."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ShiftState(models.TextChoices):
    """班次状态."""

    PLANNED = "planned", _("在班")
    AWAY = "away", _("暂离")
    CANCELLED = "cancelled", _("已取消")


class TicketState(models.TextChoices):
    """排队状态."""

    WAITING = "waiting", _("等候中")
    CALLED = "called", _("已叫号")
    SERVED = "served", _("已办毕")
    PASSED = "passed", _("已过号")
    LEFT = "left", _("已放弃")
    EXPIRED = "expired", _("已作废")


class AppointmentState(models.TextChoices):
    """预约状态."""

    REQUESTED = "requested", _("待同意")
    BOOKED = "booked", _("已预约")
    ARRIVED = "arrived", _("已签到")
    CANCELLED = "cancelled", _("已取消")
    DECLINED = "declined", _("未同意")
    MISSED = "missed", _("爽约")


class TicketChannel(models.TextChoices):
    """取号方式."""

    KIOSK = "kiosk", _("取号机")
    WEB = "web", _("网上")
    DESK = "desk", _("导办台")
    APPOINTMENT = "appointment", _("预约签到")
