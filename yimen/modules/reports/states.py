"""The states of a yearly report and of what is added to its cells, with their Chinese labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """年度报告状态."""

    OPEN = "open", _("年度进行中")
    FROZEN = "frozen", _("数据已锁定")
    DRAFTED = "drafted", _("已起草")
    REVIEWED = "reviewed", _("已审核")
    SUBMITTED = "submitted", _("已报送")
    PUBLISHED = "published", _("已公布")


class SupplementState(models.TextChoices):
    """补充数状态."""

    ENTERED = "entered", _("待复核")
    CONFIRMED = "confirmed", _("已复核")
    WITHDRAWN = "withdrawn", _("已撤回")


IN_WORK = (ReportState.OPEN, ReportState.FROZEN, ReportState.DRAFTED)
"""Numbers from elsewhere may still be added."""
