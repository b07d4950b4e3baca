"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    name = "yimen.modules.requests"
    label = "requests"
    verbose_name = _("依申请公开")
