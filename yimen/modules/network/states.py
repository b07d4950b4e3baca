"""The states of nodes, messages and mirrored cases, with their official names."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NodeRole(models.TextChoices):
    """节点关系 — which side of the link we are on."""

    BELOW = "below", _("下级节点（由其办理，向本节点报送）")
    ABOVE = "above", _("上级中心（本节点向其报送）")


class NodeState(models.TextChoices):
    """节点状态."""

    REGISTERED = "registered", pgettext_lazy("节点", "已登记")
    CONNECTED = "connected", _("已接通")
    SUSPENDED = "suspended", pgettext_lazy("节点", "已暂停")
    RETIRED = "retired", _("已退网")


class KeyState(models.TextChoices):
    """密钥状态."""

    CURRENT = "current", _("当前")
    RETIRING = "retiring", _("停用中")
    ENDED = "ended", _("已停用")


class MessageType(models.TextChoices):
    """报文类型."""

    ITEM_VERSION = "item_version", _("事项版本")
    ACCEPT = "accept", _("受理")
    STEP = "step", _("办理环节")
    SPECIAL_PROCEDURE = "special_procedure", _("特别程序申请")
    SPECIAL_PROCEDURE_RESULT = "special_procedure_result", _("特别程序结果")
    RESULT = "result", _("办结")
    LICENCE = "licence", _("证照")
    MATERIAL = "material", _("材料")
    CHARGE = "charge", _("收费")
    RATING = "rating", _("评价")
    HAND_OVER = "hand_over", _("转送")
    HAND_BACK = "hand_back", _("退回")
    ACK = "ack", _("回执")


class OutgoingState(models.TextChoices):
    """发出状态."""

    WAITING = "waiting", _("待发送")
    FAILED = "failed", _("重试中")
    DELIVERED = "delivered", _("对方已收到")
    APPLIED = "applied", _("对方已办理")
    REFUSED = "refused", _("被对方搁置")
    PARKED = "parked", _("已搁置")
    REPLACED = "replaced", _("已重发")


class IncomingState(models.TextChoices):
    """收到状态."""

    WAITING = "waiting", _("等待前序或附件")
    APPLIED = "applied", _("已办理")
    PARKED = "parked", _("已搁置")
    REPLACED = "replaced", _("已由更正报文代替")
    DISMISSED = "dismissed", _("不予办理")


class ParkReason(models.TextChoices):
    """搁置原因."""

    NONE = "", _("无")
    SCHEMA = "schema", _("内容不符合格式")
    VERSION = "schema_version", _("格式版本尚不支持")
    TYPE = "type", _("报文类型无法识别")
    REFUSED = "refused", _("办理时被拒绝")
    FILE = "file", _("附件无法取得或者散列不符")
    TIME = "time", _("发生时间在未来")
    SEQUENCE = "sequence", _("序号已被另一报文占用")
    CASE = "case", _("办件不属于该节点")
    ERROR = "error", _("程序错误")


class MirrorState(models.TextChoices):
    """镜像办件状态 — what the node told last."""

    SENT = "sent", _("已转送节点")
    SUBMITTED = "submitted", _("节点已收件")
    CORRECTION_REQUESTED = "correction_requested", _("待补正")
    ACCEPTED = "accepted", _("已受理，待审核")
    IN_REVIEW = "in_review", _("审核中")
    IN_APPROVAL = "in_approval", _("待批准")
    DECIDED = "decided", _("已决定，待用印")
    CONCLUDED = "concluded", _("已办结，待送达")
    DELIVERED = "delivered", _("已送达")
    CLOSED = "closed", _("已归结")
    HANDED_BACK = "handed_back", pgettext_lazy("镜像办件", "已退回")


class Origin(models.TextChoices):
    """收件地."""

    HERE = "here", _("本节点网上收件")
    THERE = "there", _("节点收件")


class DifferenceKind(models.TextChoices):
    """差异种类."""

    MISSING_HERE = "missing_here", _("对方有、本方无")
    MISSING_THERE = "missing_there", _("本方有、对方无")
    STATE = "state", _("状态不一致")


class DifferenceState(models.TextChoices):
    """差异状态."""

    OPEN = "open", pgettext_lazy("差异", "待处理")
    EXPLAINED = "explained", _("已说明")
    GONE = "gone", _("已消除")


class ReconciliationState(models.TextChoices):
    """对账结果."""

    EQUAL = "equal", _("一致")
    DIFFERS = "differs", _("有差异")
    FAILED = "failed", _("未能完成")
