from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "yimen.modules.portal"
    label = "portal"
    verbose_name = _("门户")

    def ready(self) -> None:
        from yimen.kernel.web import menu

        from . import actions, jobs, reactions, search  # noqa: F401 - they register themselves
        from .menu import ENTRIES

        for entry in ENTRIES:
            menu.register(entry)
