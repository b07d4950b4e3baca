"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "yimen.modules.outreach"
    label = "outreach"
    verbose_name = _("走进基层")
