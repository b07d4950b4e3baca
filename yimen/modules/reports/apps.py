"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "yimen.modules.reports"
    label = "reports"
    verbose_name = _("年度报告")

    def ready(self) -> None:
        from yimen.kernel.audit import constraints
        from yimen.kernel.base import grants, machines
        from yimen.kernel.web import menu
        from yimen.modules.disclosure.public import register_reports

        from . import actions, jobs, metrics, notices  # noqa: F401 - they register themselves
        from .behind import reports_of
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES

        grants.register(GRANTS)
        machines.register(MACHINES)
        register_reports(reports_of)
        for entry in ENTRIES:
            menu.register(entry)
        constraints.register("report_version_once", _("该机关这一年度的报告已经建立。"))
        constraints.register("one_report_of_a_year_is_in_work", _("这份年度报告已经有人开始更正。"))
        constraints.register("version_is_corrected_once", _("这份年度报告已经有人开始更正。"))
        constraints.register("cell_has_one_supplement", _("这个单元格刚刚有人填报了补充数。"))
