"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SummariesConfig(AppConfig):
    name = "yimen.modules.summaries"
    label = "summaries"
    verbose_name = _("年度工作总结")
