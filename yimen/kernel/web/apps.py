"""The app of the page shell."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """页面 — shell, components, tables and forms of every page."""

    name = "yimen.kernel.web"
    label = "web"
    verbose_name = _("页面")
