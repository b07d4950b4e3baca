"""Who may: permission codes, and GRANTS from each permission to its grounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.grounds import machine, post, secured
from yimen.kernel.people.roles import Role


class Permission(models.TextChoices):
    """权限 — what can be allowed about yearly reports."""

    REPORT_CORRECT = "reports.report.correct", _("更正已公布的年度报告")
    REPORT_DRAFT = "reports.report.draft", _("锁定数据、起草年度报告")
    REPORT_OPEN = "reports.report.open", _("建立年度报告")
    REPORT_PUBLISH = "reports.report.publish", _("公布年度报告")
    REPORT_READ = "reports.report.read", _("查看未公布的年度报告")
    REPORT_RECEIVE = "reports.report.receive", _("接收、退回报送的年度报告")
    REPORT_REMIND = "reports.report.remind", _("催报年度报告")
    REPORT_RETURN = "reports.report.return", _("退回起草")
    REPORT_REVIEW = "reports.report.review", _("审核年度报告")
    REPORT_SUBMIT = "reports.report.submit", _("报送年度报告")
    SUPPLEMENT_CONFIRM = "reports.supplement.confirm", _("复核补充数")
    SUPPLEMENT_ENTER = "reports.supplement.enter", _("填报补充数")


OFFICER = post(Role.DISCLOSURE_OFFICER)
HEAD = secured(post(Role.DISCLOSURE_HEAD))
LEADER = secured(post(Role.LEADER))
SUPERVISOR = post(Role.OPENNESS_SUPERVISOR)
CALENDAR = machine("report calendar")

MACHINES: Mapping[str, Text] = {
    "report calendar": _("系统（年度报告日程）"),
}
"""系统 — how the machine that acts here is called."""

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.REPORT_CORRECT: [HEAD],
    Permission.REPORT_DRAFT: [OFFICER],
    Permission.REPORT_OPEN: [OFFICER, CALENDAR],
    Permission.REPORT_PUBLISH: [LEADER],
    Permission.REPORT_READ: [
        OFFICER,
        post(Role.DISCLOSURE_HEAD),
        post(Role.LEADER),
        SUPERVISOR,
        post(Role.AUDITOR, Role.SUPERVISOR),
    ],
    Permission.REPORT_RECEIVE: [SUPERVISOR],
    Permission.REPORT_REMIND: [CALENDAR],
    Permission.REPORT_RETURN: [HEAD, LEADER],
    Permission.REPORT_REVIEW: [HEAD],
    Permission.REPORT_SUBMIT: [LEADER],
    Permission.SUPPLEMENT_CONFIRM: [OFFICER, HEAD],
    Permission.SUPPLEMENT_ENTER: [OFFICER],
}
