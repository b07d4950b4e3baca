"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "yimen.modules.outreach"
    label = "outreach"
    verbose_name = _("走进基层")

    def ready(self) -> None:
        from yimen.kernel.audit import constraints
        from yimen.kernel.base import grants, machines
        from yimen.kernel.people import representing
        from yimen.kernel.web import menu

        from . import actions, desk, jobs, metrics, notices, reactions, search  # noqa: F401 - they register themselves
        from .mandates_kept import MANDATES
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES

        grants.register(GRANTS)
        machines.register(MACHINES)
        representing.register(MANDATES)
        for entry in ENTRIES:
            menu.register(entry)
        constraints.register("region_has_one_point_of_a_kind", _("此地已经有同类代理点。"))
        constraints.register("person_is_agent_of_a_point_once", _("此人已经是该代理点的代理员。"))
