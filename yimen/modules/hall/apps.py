"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HallConfig(AppConfig):
    name = "yimen.modules.hall"
    label = "hall"
    verbose_name = _("办事大厅")

    def ready(self) -> None:
        from yimen.kernel.base import grants, machines
        from yimen.kernel.people import seating
        from yimen.kernel.web import menu

        from . import actions, jobs, notices, queries, reactions  # noqa: F401 - they register themselves
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES

        grants.register(GRANTS)
        machines.register(MACHINES)
        seating.register(queries.seat)
        for entry in ENTRIES:
            menu.register(entry)
