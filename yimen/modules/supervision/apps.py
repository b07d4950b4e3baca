"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupervisionConfig(AppConfig):
    name = "yimen.modules.supervision"
    label = "supervision"
    verbose_name = _("审批监督")

    def ready(self) -> None:
        from yimen.kernel.audit import constraints
        from yimen.kernel.base import grants, machines
        from yimen.kernel.web import menu

        from . import actions, case_notices, desk, jobs  # noqa: F401 - they register themselves
        from .case_menu import CASE_ENTRIES
        from .permissions import GRANTS, MACHINES
        from .queries import enquiries
        from .suppliers import answers

        grants.register(GRANTS)
        machines.register(MACHINES)
        answers.register(enquiries.answers)
        for entry in CASE_ENTRIES:
            menu.register(entry)
        constraints.register("alert_leads_to_a_case_once", _("这条预警刚刚已经立案，请刷新页面查看。"))
        constraints.register("case_has_one_notice_in_draft", _("已有一份整改通知书在会签。"))
        constraints.register("person_signs_for_one_body", _("一人不能代表两个机关签发。"))
        constraints.register("case_has_one_plan_under_examination", _("已有一份整改方案等待审查。"))
