"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "yimen.modules.reports"
    label = "reports"
    verbose_name = _("年度报告")
