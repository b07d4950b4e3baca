"""Who may on the network: administrators join and mend it, two persons leave a message out, the machine exchanges.

Who oversees the city reads it all and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.actor import has_role
from yimen.kernel.people.grounds import city_post, machine, overseer_of_the_city, secured
from yimen.kernel.people.permissions import administrator
from yimen.kernel.people.roles import Role


class Permission(models.TextChoices):
    """权限 of the network."""

    BLOCK_ACCOUNT = "network.block.account", _("核销编号段")
    BLOCK_ALLOCATE = "network.block.allocate", _("划定编号段")
    BLOCK_RETURN = "network.block.return", _("交回编号段")
    CASE_MIRROR = "network.case.mirror", _("登记镜像办件")
    DIFFERENCE_EXPLAIN = "network.difference.explain", _("说明对账差异")
    LOCAL_NODE_ESTABLISH = "network.local-node.establish", _("设立本节点")
    LOCAL_KEY_ROTATE = "network.local-key.rotate", _("更换本节点密钥")
    MESSAGE_CONFIRM_DISMISSAL = "network.message.confirm-dismissal", _("确认不予办理报文")
    MESSAGE_EXCHANGE = "network.message.exchange", _("收发报文")
    MESSAGE_PROPOSE_DISMISSAL = "network.message.propose-dismissal", _("提议不予办理报文")
    MESSAGE_RETRY = "network.message.retry", _("重新办理报文")
    NODE_AMEND = "network.node.amend", _("变更节点")
    NODE_CONNECT = "network.node.connect", _("接通、暂停节点")
    NODE_READ = "network.node.read", _("查看联网情况")
    NODE_RECONCILE = "network.node.reconcile", _("对账")
    NODE_REGISTER = "network.node.register", _("登记节点")
    NODE_RETIRE = "network.node.retire", _("节点退网")
    NODE_TRUST = "network.node.trust", _("启用、停用节点公钥")
    OUTGOING_RESEND = "network.outgoing.resend", _("重发报文")
    OUTGOING_WITHHOLD = "network.outgoing.withhold", _("搁置发出报文")


EXCHANGE = machine("network")
STEWARD = Ground("data_steward", _("数据管理"), lambda actor, _subject: has_role(actor, Role.DATA_STEWARD))
"""Whose post is at the centre, and whose duty is the data of the whole city."""

MACHINES: Mapping[str, Text] = {
    "network": _("系统（联网交换）"),
}
"""系统 — how the machines that act here are called."""

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.BLOCK_ACCOUNT: [administrator],
    Permission.BLOCK_ALLOCATE: [administrator],
    Permission.BLOCK_RETURN: [administrator],
    Permission.CASE_MIRROR: [EXCHANGE],
    Permission.DIFFERENCE_EXPLAIN: [administrator],
    Permission.LOCAL_NODE_ESTABLISH: [administrator],
    Permission.LOCAL_KEY_ROTATE: [administrator],
    Permission.MESSAGE_CONFIRM_DISMISSAL: [administrator, secured(STEWARD)],
    Permission.MESSAGE_EXCHANGE: [EXCHANGE],
    Permission.MESSAGE_PROPOSE_DISMISSAL: [administrator, secured(STEWARD)],
    Permission.MESSAGE_RETRY: [administrator],
    Permission.NODE_AMEND: [administrator],
    Permission.NODE_CONNECT: [administrator],
    Permission.NODE_READ: [city_post(Role.ADMINISTRATOR), overseer_of_the_city, STEWARD],
    Permission.NODE_RECONCILE: [administrator, EXCHANGE],
    Permission.NODE_REGISTER: [administrator],
    Permission.NODE_RETIRE: [administrator],
    Permission.NODE_TRUST: [administrator],
    Permission.OUTGOING_RESEND: [administrator],
    Permission.OUTGOING_WITHHOLD: [administrator],
}
