"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "yimen.modules.projects"
    label = "projects"
    verbose_name = _("重大项目")

    def ready(self) -> None:
        from yimen.kernel.audit import constraints
        from yimen.kernel.base import grants, machines
        from yimen.kernel.web import menu
        from yimen.modules.approvals import public as approvals

        from . import actions, desk, figures, jobs, metrics, notices, open_data, reactions, vip_notices  # noqa: F401 - they register themselves
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES

        approvals.tell("projects.order.revoked")
        grants.register(GRANTS)
        machines.register(MACHINES)
        constraints.register("project_is_enrolled_once", _("这个项目已经提出或者进入了绿色通道。"))
        constraints.register("project_has_one_escort", _("这个项目已经有代理专员在全程代理。"))
        constraints.register("org_names_a_programme_once", _("本机构已经有这个名称的专项。"))
        constraints.register("case_is_in_one_programme", _("这个办件已经属于一个专项。"))
        for entry in ENTRIES:
            menu.register(entry)
