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

        from . import actions, case_notices, desk, jobs, metrics, notices  # noqa: F401 - they register themselves
        from .case_menu import CASE_ENTRIES
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES
        from .queries import enquiries
        from .suppliers import answers, errands

        grants.register(GRANTS)
        machines.register(MACHINES)
        answers.register(enquiries.answers)
        answers.register(errands.answers)
        constraints.register("an_occurrence_is_raised_once", _("这一情形已经预警。"))
        constraints.register("rule_stands_one_way_on_a_day", _("规则在这些日子已有设定。请刷新页面。"))
        constraints.register("rule_is_parked_once_at_a_time", _("规则已经搁置。"))
        constraints.register("rule_has_one_trial_at_a_time", _("这条规则正在回测，请等结果出来。"))
        constraints.register(
            "second_supervisor_is_another_person",
            _("认定预警的监督员不能复核同一预警，请由另一名监督员办理。"),
        )
        constraints.register(
            "register_file_is_taken_once", _("这份登记册已经导入过。"), fields={"file": _("已经导入")}
        )
        constraints.register("alert_leads_to_a_case_once", _("这条预警刚刚已经立案，请刷新页面查看。"))
        constraints.register("case_has_one_notice_in_draft", _("已有一份整改通知书在会签。"))
        constraints.register("person_signs_for_one_body", _("一人不能代表两个机关签发。"))
        constraints.register("case_has_one_plan_under_examination", _("已有一份整改方案等待审查。"))
        for entry in [*ENTRIES, *CASE_ENTRIES]:
            menu.register(entry)
