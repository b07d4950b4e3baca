from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "yimen.modules.approvals"
    label = "approvals"
    verbose_name = _("行政审批")

    def ready(self) -> None:
        from yimen.kernel.audit import constraints, tail
        from yimen.kernel.base import grants, machines
        from yimen.kernel.web import menu

        from . import (  # noqa: F401 - they register themselves
            actions,
            catalogue_metrics,
            catalogue_notices,
            charge_notices,
            charge_reactions,
            desk,
            jobs,
            licence_notices,
            licence_reactions,
            metrics,
            network_notices,
            notices,
            open_data,
            reactions,
            search,
            way_metrics,
        )
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES

        tail.register("approvals_issueddocument_insert")
        grants.register(GRANTS)
        machines.register(MACHINES)
        constraints.register(
            "devolved_item_has_left_its_owner",
            _("此事项刚刚下放到所在区县办理。请刷新页面，按页面指明的机关提出申请。"),
        )
        constraints.register(
            "one_standard_of_a_fee_at_a_time",
            _("同一收费项目在这段日期已经有标准，请刷新页面后再办理。"),
            fields={"effective_from": _("日期重叠")},
        )
        for entry in ENTRIES:
            menu.register(entry)
