"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "yimen.modules.projects"
    label = "projects"
    verbose_name = _("重大项目")

    def ready(self) -> None:
        from yimen.kernel.base import grants, machines
        from yimen.kernel.web import menu

        from . import actions, desk, jobs, reactions  # noqa: F401 - they register themselves
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES

        grants.register(GRANTS)
        machines.register(MACHINES)
        for entry in ENTRIES:
            menu.register(entry)
