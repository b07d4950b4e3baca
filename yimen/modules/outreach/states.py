"""States and kinds of points, mandates and errands, with their official names."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PointKind(models.TextChoices):
    """代理点类型."""

    VILLAGE = "village", _("村级代理点")
    TOWNSHIP = "township", _("乡镇政务服务中心")
    STREET = "street", _("街道服务中心")
    COMMUNITY = "community", _("社区信息查询窗口")


class AgentKind(models.TextChoices):
    """代理员类型."""

    VILLAGE = "village", _("村级代理员")
    TOWNSHIP = "township", _("乡镇代理员")
    INFORMATION_OFFICER = "information_officer", _("信息员")


class Power(models.TextChoices):
    """委托权限 — what the principal lets the agent do."""

    SUBMIT = "submit", _("代为提交")
    RECEIVE_NOTICES = "receive_notices", _("代收通知")
    CORRECT = "correct", _("代为补正")
    COLLECT = "collect", _("代为领取")
    WITHDRAW = "withdraw", _("代为撤回")


class Signing(models.TextChoices):
    """签署方式 of a mandate."""

    PAPER = "paper", _("签字的委托书")
    THUMBPRINT = "thumbprint", _("按手印并拍照")
    E_SIGNATURE = "e_signature", _("本人网上确认")


class MandateState(models.TextChoices):
    """委托状态."""

    IN_FORCE = "in_force", _("有效")
    REVOKED = "revoked", _("已撤销")


class ErrandState(models.TextChoices):
    """代办状态: 委托、受理、办理、送达、归档、上报、回访."""

    REQUESTED = "requested", _("待委托")
    MANDATED = "mandated", _("已委托")
    PRE_CHECKED = "pre_checked", _("已受理")
    FORWARDED = "forwarded", _("已送乡镇（街道）")
    SUBMITTED = "submitted", _("已递交窗口")
    HANDLED = "handled", _("当场办结")
    RESULT_RECEIVED = "result_received", _("结果已出")
    DELIVERED = "delivered", _("已送达")
    ARCHIVED = "archived", _("已归档上报")
    FOLLOWED_UP = "followed_up", _("已回访")
    RETURNED = "returned", _("已退回")
    CANCELLED = "cancelled", _("已取消")


BEFORE_SUBMISSION = (
    ErrandState.REQUESTED,
    ErrandState.MANDATED,
    ErrandState.PRE_CHECKED,
    ErrandState.FORWARDED,
)
OPEN = (*BEFORE_SUBMISSION, ErrandState.SUBMITTED, ErrandState.HANDLED, ErrandState.RESULT_RECEIVED)
UNTIL_CLOSED = (*OPEN, ErrandState.DELIVERED)
"""As long as the agent sees it: archived, it belongs to the principal and the centre."""


GIVEN_UP = (ErrandState.RETURNED, ErrandState.CANCELLED)
"""Ended without a result: the matter may be brought again."""


class Satisfaction(models.IntegerChoices):
    """满意度 (GB/T 39046-2020 A.8)."""

    VERY_SATISFIED = 1, _("非常满意")
    SATISFIED = 2, _("满意")
    FAIR = 3, _("基本满意")
    DISSATISFIED = 4, _("不满意")
    VERY_DISSATISFIED = 5, _("非常不满意")


class DraftKind(models.TextChoices):
    """手机草稿类型."""

    ERRAND = "errand", _("代办")
    ADVICE = "advice", _("咨询")
    HOME_VISIT = "home_visit", _("上门服务")
    ENTRUSTED = "entrusted", _("依委托再办")
