"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    name = "yimen.modules.requests"
    label = "requests"
    verbose_name = _("依申请公开")

    def ready(self) -> None:
        from yimen.kernel.audit import constraints
        from yimen.kernel.base import grants, machines
        from yimen.kernel.web import menu

        from . import actions, collecting, desk, jobs, metrics, notices, search  # noqa: F401 - they register themselves
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES

        grants.register(GRANTS)
        machines.register(MACHINES)
        for entry in ENTRIES:
            menu.register(entry)
        constraints.register("nobody_is_consulted_twice_at_once", _("已经在向其征求意见，请等待答复。"))
        constraints.register("answer_once_in_its_place", _("另一人刚刚拟写了答复，请刷新页面查看。"))
        constraints.register("one_open_remedy_of_a_kind", _("已有尚未审结的同类案件。"))
        constraints.register(
            "request_is_received_and_corrected_once", _("另一人刚刚办理了这一步，请刷新页面查看。")
        )
