"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisclosureConfig(AppConfig):
    name = "yimen.modules.disclosure"
    label = "disclosure"
    verbose_name = _("政务公开")
