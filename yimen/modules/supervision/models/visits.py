"""走访: somebody went to the person, or to the place where things are said to be handled."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .asking import Asked


class FieldVisit(Asked):
    """走访 — by two at least, on a day, at a place."""

    visited_on = models.DateField(_("走访日期"))
    place = models.CharField(_("走访地点"), max_length=200)
    companions = models.CharField(_("同行人"), max_length=100)

    class Meta(Asked.Meta):
        verbose_name = _("走访")
        verbose_name_plural = _("走访")
