"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "yimen.modules.network"
    label = "network"
    verbose_name = _("联网交换")

    def ready(self) -> None:
        from yimen.kernel.audit import constraints
        from yimen.kernel.base import grants, machines
        from yimen.kernel.web import menu
        from yimen.modules.approvals import public as approvals

        from . import actions, desk, jobs, metrics, notices, reactions  # noqa: F401 - they register themselves
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES
        from .story import TOLD

        grants.register(GRANTS)
        machines.register(MACHINES)
        constraints.register(
            "one_node_handles_an_item",
            _("此事项已经划归一个节点。"),
            fields={"item_code": _("已经划归一个节点")},
        )
        approvals.tell(*TOLD)
        for entry in ENTRIES:
            menu.register(entry)
