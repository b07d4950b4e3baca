"""Units of parameters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """单位 — in what a parameter counts; a text or a yes or no has none."""

    NONE = "", ""
    WORKING_DAY = "working_day", _("个工作日")
    DAY = "day", _("日")
    MONTH = "month", _("个月")
    HOUR = "hour", _("小时")
    BYTE = "byte", _("字节")
    COUNT = "count", _("个")
    YUAN = "yuan", _("元")
    PERCENT = "percent", "%"
