"""The states of a yearly work report, with their Chinese labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SummaryState(models.TextChoices):
    """总结状态."""

    DRAFT = "draft", _("起草中，待计算")
    COMPUTED = "computed", _("数值已计算")
    REVIEWED = "reviewed", _("已审核，待定稿")
    FROZEN = "frozen", _("已定稿")
    PUBLISHED = "published", _("已公布")


IN_WORK = (SummaryState.DRAFT, SummaryState.COMPUTED)
"""Texts and order may still change."""
FIXED = (SummaryState.FROZEN, SummaryState.PUBLISHED)
"""Its numbers stand."""
