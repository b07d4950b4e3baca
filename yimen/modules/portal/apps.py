from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "yimen.modules.portal"
    label = "portal"
    verbose_name = _("门户")

    def ready(self) -> None:
        from yimen.kernel.audit import constraints
        from yimen.kernel.base import grants, machines
        from yimen.kernel.web import menu

        from . import actions, jobs, notices, reactions, search  # noqa: F401 - they register themselves
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES

        grants.register(GRANTS)
        machines.register(MACHINES)
        constraints.register("search_is_saved_once", _("您已经订阅了这项检索。"))
        for entry in ENTRIES:
            menu.register(entry)
