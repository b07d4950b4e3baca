"""The replay's name: it brings commands, no tables of the city's work."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReplayConfig(AppConfig):
    name = "yimen.replay"
    label = "replay"
    verbose_name = _("重演")
