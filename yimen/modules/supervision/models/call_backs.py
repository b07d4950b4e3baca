"""回访: somebody called the person."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .asking import Asked


class CallBack(Asked):
    """回访 — a call to the respondent, answered or not."""

    is_reached = models.BooleanField(_("已接通"))

    class Meta(Asked.Meta):
        verbose_name = _("回访")
        verbose_name_plural = _("回访")
