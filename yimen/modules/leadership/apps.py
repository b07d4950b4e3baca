"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadershipConfig(AppConfig):
    name = "yimen.modules.leadership"
    label = "leadership"
    verbose_name = _("组织领导")

    def ready(self) -> None:
        from yimen.kernel.audit import constraints
        from yimen.kernel.base import grants, machines
        from yimen.kernel.web import menu

        from . import actions, jobs, metrics, notices  # noqa: F401 - they register themselves
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES

        grants.register(GRANTS)
        machines.register(MACHINES)
        for entry in ENTRIES:
            menu.register(entry)
        constraints.register("body_has_one_leadership_group_at_once", _("该机关在这段时间内已有领导小组。"))
        constraints.register(
            "office_has_one_holder_at_once", _("该职务在这段时间内已有人担任，请先登记免职。")
        )
        constraints.register("leader_and_deputy_are_two", _("组长和副组长不能是同一人。"))
        constraints.register("person_attends_a_training_once", _("名单中有人已经登记过。"))
        constraints.register("vacancy_is_noted_once", _("这一空缺已经提示过。"))
