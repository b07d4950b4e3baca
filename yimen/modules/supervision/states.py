"""The states, as TextChoices with their Chinese labels; sections by noun."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# --- rules and alerts


class Level(models.TextChoices):
    """预警等级 — how loud an alert is: near due, a step late, overdue or irregular."""

    NOTICE = "notice", pgettext_lazy("预警等级", "提醒")
    YELLOW = "yellow", _("黄牌")
    RED = "red", _("红牌")


class AlertState(models.TextChoices):
    """预警状态."""

    OPEN = "open", pgettext_lazy("预警", "待签收")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("预警", "已签收")
    EXPLAINED = "explained", pgettext_lazy("预警", "已说明")
    CONTESTED = "contested", pgettext_lazy("预警", "有异议")
    JUSTIFIED = "justified", _("有正当理由")
    CONFIRMED = "confirmed", pgettext_lazy("预警", "已认定")
    CANCELLED = "cancelled", pgettext_lazy("预警", "已撤销")


class Family(models.TextChoices):
    """规则类别 — what a rule looks for, as the list of the city's supervision has it."""

    OVERDUE = "R-OD", _("超时办理")
    STOPPING = "R-ST", _("擅自停办")
    PROCEDURE = "R-PC", _("随意变更审批程序")
    OUTSIDE_HALL = "R-OH", _("厅外审批")
    CHARGES = "R-OC", _("厅外收费")
    CONDUCT = "R-CN", _("违反受理和告知规定")
    ATTENDANCE = "R-PA", _("不按要求参加联合办理")
    QUALITY = "R-DQ", _("数据质量")
    RATING = "R-RT", _("评价整改")
    CHECKING = "R-CK", _("事后核查")


class SubjectKind(models.TextChoices):
    """预警对象 — what an alert is about: a case by its number, an item of a body on a day, a body in a month."""

    CASE = "case", _("办件")
    ITEM = "item", _("事项")
    ORG = "org", _("机构")


class SweepKind(models.TextChoices):
    """检查方式 — what set the rules going."""

    NIGHTLY = "nightly", _("每日检查")
    ASKED = "asked", _("指定期间检查")


class TrialState(models.TextChoices):
    """回测状态."""

    ORDERED = "ordered", pgettext_lazy("回测", "正在回测")
    DONE = "done", pgettext_lazy("回测", "已完成")
    FAILED = "failed", pgettext_lazy("回测", "出错")


class RegisterKind(models.TextChoices):
    """登记册种类 — what a department's own list is a list of."""

    LICENCES = "licences", _("发证登记册")
    DECISIONS = "decisions", _("决定登记册")
