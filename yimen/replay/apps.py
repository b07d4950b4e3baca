"""The replay's name: it brings commands, and tables of its own doings, none of the city's work."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReplayConfig(AppConfig):
    name = "yimen.replay"
    label = "replay"
    verbose_name = _("重演")
