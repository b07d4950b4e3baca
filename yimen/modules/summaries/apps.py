"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SummariesConfig(AppConfig):
    name = "yimen.modules.summaries"
    label = "summaries"
    verbose_name = _("年度工作总结")

    def ready(self) -> None:
        from yimen.kernel.audit import constraints
        from yimen.kernel.base import grants, machines
        from yimen.kernel.web import menu

        from . import actions, notices  # noqa: F401 - they register themselves
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES

        grants.register(GRANTS)
        machines.register(MACHINES)
        for entry in ENTRIES:
            menu.register(entry)
        constraints.register("outline_version_once", _("另一人刚刚制定了提纲，请刷新页面查看。"))
        constraints.register("summary_edition_once", _("这一年度的总结已经起草。"))
        constraints.register("one_summary_of_a_year_is_in_work", _("这份总结已经有人开始更正。"))
        constraints.register("summary_edition_is_corrected_once", _("这份总结已经有人开始更正。"))
