"""The states and kinds of campaigns, enquiries, complaints and supervision cases, with their Chinese labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .rules import answers as said

# --- campaigns and enquiries


class CampaignState(models.TextChoices):
    """专项检查状态."""

    PLANNED = "planned", pgettext_lazy("专项检查", "已计划")
    RUNNING = "running", pgettext_lazy("专项检查", "进行中")
    CLOSED = "closed", pgettext_lazy("专项检查", "已结束")


class FrameSource(models.TextChoices):
    """抽样来源 — from whom a sample is drawn."""

    CASES = "cases", _("已办结的办件")
    REGISTERS = "registers", _("部门登记册中本系统没有的持证人")
    COMPLAINTS = "complaints", _("投诉人")


class SampleState(models.TextChoices):
    """抽样对象状态."""

    DRAWN = "drawn", pgettext_lazy("抽样对象", "待询问")
    SENT = "sent", pgettext_lazy("抽样对象", "已发问卷")
    ANSWERED = "answered", pgettext_lazy("抽样对象", "已回答")
    UNREACHED = "unreached", pgettext_lazy("抽样对象", "未联系上")
    DECLINED = "declined", pgettext_lazy("抽样对象", "不愿回答")


WAITING = (SampleState.DRAWN, SampleState.SENT, SampleState.UNREACHED)
"""Who may still be asked."""


class QuestionKind(models.TextChoices):
    """问题类型 — how a question is answered."""

    CHOICE = "choice", _("单选")
    YES_NO = "yes_no", _("是否")
    NUMBER = "number", pgettext_lazy("问题类型", "数字")
    MONEY = "money", pgettext_lazy("问题类型", "金额")
    TEXT = "text", pgettext_lazy("问题类型", "文字")


class Said(models.TextChoices):
    """反映的情况 — what an answer says, as the rules read it."""

    HANDED_IN_ELSEWHERE = said.HANDED_IN_ELSEWHERE, _("在大厅之外递交申请")
    ASKED_TO_COME_UNREGISTERED = said.ASKED_TO_COME_UNREGISTERED, _("被要求不登记直接办理")
    PAID_OFF_THE_BILL = said.PAID_OFF_THE_BILL, _("交了缴费通知单之外的钱")
    RECEIPT_NOT_OFFICIAL = said.RECEIPT_NOT_OFFICIAL, _("没有财政票据")
    PAID_AN_INTERMEDIARY = said.PAID_AN_INTERMEDIARY, _("向指定的中介付费")
    TOLD_TO_COME_BACK = said.TOLD_TO_COME_BACK, _("被口头要求下次再来")
    ASKED_FOR_MORE = said.ASKED_FOR_MORE, _("被要求提交指南之外的材料")


class SuspicionState(models.TextChoices):
    """疑点状态."""

    OPEN = "open", pgettext_lazy("疑点", "待核实")
    TAKEN = "taken", pgettext_lazy("疑点", "已立案")
    SET_ASIDE = "set_aside", pgettext_lazy("疑点", "不予立案")


# --- complaints


class ComplaintState(models.TextChoices):
    """投诉状态."""

    FILED = "filed", pgettext_lazy("审批投诉", "待处理")
    DECIDED = "decided", pgettext_lazy("审批投诉", "已处理")


class ComplaintDecision(models.TextChoices):
    """投诉处理决定."""

    TAKEN_UP = "taken_up", _("列为线索核查")
    UNFOUNDED = "unfounded", pgettext_lazy("审批投诉", "不属实")
    ANSWERED = "answered", pgettext_lazy("审批投诉", "已答复解释")
    HANDED_ON = "handed_on", _("转有权机关处理")


# --- supervision cases


class Violation(models.TextChoices):
    """违规行为 — what the city's supervision acts against."""

    STOPPING = "stopping", _("擅自停办")
    PROCEDURE = "procedure", _("随意变更审批程序")
    OUTSIDE_HALL = "outside_hall", _("厅外审批")
    CHARGES = "charges", _("厅外收费")
    OVERDUE = "overdue", _("超时办理")
    CONDUCT = "conduct", _("其他违反规定的行为")


class CaseState(models.TextChoices):
    """监督案件状态."""

    OPENED = "opened", pgettext_lazy("监督案件", "已立案")
    VERIFYING = "verifying", pgettext_lazy("监督案件", "核实中")
    UNFOUNDED = "unfounded", pgettext_lazy("监督案件", "不属实")
    SUGGESTED = "suggested", _("已发整改建议")
    SIGNING = "signing", _("整改通知书会签中")
    ORDERED = "ordered", _("已发整改通知书")
    PLAN_RECEIVED = "plan_received", _("已报整改方案")
    RECTIFYING = "rectifying", _("整改中")
    VERIFIED = "verified", _("复查合格")
    ESCALATED = "escalated", _("已移送追究责任")
    CLOSED = "closed", pgettext_lazy("监督案件", "已结案")


TOLD = (
    CaseState.SUGGESTED,
    CaseState.ORDERED,
    CaseState.PLAN_RECEIVED,
    CaseState.RECTIFYING,
    CaseState.VERIFIED,
    CaseState.ESCALATED,
    CaseState.CLOSED,
)
"""The unit was told of the case: from here on it sees its part."""
PLAN_WAITS = (CaseState.SUGGESTED, CaseState.ORDERED)
ENDED = (CaseState.UNFOUNDED, CaseState.CLOSED)


class NoticeKind(models.TextChoices):
    """整改文书种类."""

    SUGGESTION = "suggestion", _("整改建议")
    ORDER = "order", _("整改通知书")


class NoticeState(models.TextChoices):
    """整改文书状态."""

    DRAFT = "draft", pgettext_lazy("整改文书", "会签中")
    ISSUED = "issued", pgettext_lazy("整改文书", "已下达")
    WITHDRAWN = "withdrawn", pgettext_lazy("整改文书", "已收回")


class SignatureState(models.TextChoices):
    """会签状态."""

    AWAITED = "awaited", pgettext_lazy("会签", "待签发")
    SIGNED = "signed", pgettext_lazy("会签", "已签发")
    VOID = "void", pgettext_lazy("会签", "已作废")


class PlanState(models.TextChoices):
    """整改方案状态."""

    SUBMITTED = "submitted", pgettext_lazy("整改方案", "待审查")
    ACCEPTED = "accepted", pgettext_lazy("整改方案", "已同意")
    RETURNED = "returned", pgettext_lazy("整改方案", "已退回")
