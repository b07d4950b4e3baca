"""What can be done to the calendar. The grounds stand in kernel.people (grants_below.py)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    """权限 of kernel.calendar."""

    DAY_CHANGE = "calendar.day.change", _("调整工作日")
    YEAR_LOAD = "calendar.year.load", _("载入年度日历")
