"""Why a day is a working day or a rest day."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """原因 — why people work or rest on a day."""

    ORDINARY = "", _("工作日")
    WEEKEND = "weekend", _("周末")
    HOLIDAY = "holiday", _("节假日")
    MAKE_UP = "make_up", _("调休上班")
    LOCAL_CLOSURE = "local_closure", _("本地停办")


RESTS = (Reason.WEEKEND, Reason.HOLIDAY, Reason.LOCAL_CLOSURE)


def rests(reason: str) -> bool:
    """Whether people rest for this reason."""
    return reason in RESTS


def fits(on: date, reason: str) -> bool:
    """Whether the reason can hold on this day of the week."""
    if reason not in Reason:
        return False
    if on.weekday() < 5:
        return reason not in (Reason.WEEKEND, Reason.MAKE_UP)
    return reason != Reason.ORDINARY
