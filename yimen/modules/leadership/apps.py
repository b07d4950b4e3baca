"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadershipConfig(AppConfig):
    name = "yimen.modules.leadership"
    label = "leadership"
    verbose_name = _("组织领导")
