"""Facts of nodes, keys, items and blocks of numbers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.cases.models import NumberBlock
from yimen.kernel.orgs.models import Org
from yimen.modules.network.models import LocalKey, LocalNode, Node, NodeItem, NodeKey


@dataclass(frozen=True)
class LocalNodeEstablished(Event):
    """设立本节点 — this installation has a name on the network and a key."""

    code = "network.local-node.established"
    says = _("%(by)s 将本系统设为联网节点 %(code_name)s")
    about = "local_node"
    org: Org
    local_node: LocalNode
    code_name: str
    key_id: str


@dataclass(frozen=True)
class LocalKeyRotated(Event):
    """更换本节点密钥 — from now on another key signs; the one before stays known for a while."""

    code = "network.local-key.rotated"
    says = _("%(by)s 更换了本节点密钥，新密钥编号 %(key_id)s")
    about = "key"
    local_node: LocalNode
    key: LocalKey
    key_id: str


@dataclass(frozen=True)
class NodeRegistered(Event):
    """登记节点 — a system that messages will be exchanged with."""

    code = "network.node.registered"
    says = _("%(by)s 登记了节点 %(node)s")
    about = "node"
    node: Node


@dataclass(frozen=True)
class NodeAmended(Event):
    """变更节点 — its name, address or what it understands."""

    code = "network.node.amended"
    says = _("%(by)s 变更了节点 %(node)s：%(changed)s")
    node: Node
    changed: list[str]


@dataclass(frozen=True)
class NodeConnected(Event):
    """接通节点 — messages go and come from now on."""

    code = "network.node.connected"
    says = _("%(by)s 接通了节点 %(node)s")
    node: Node


@dataclass(frozen=True)
class NodeSuspended(Event):
    """暂停节点 — nothing is taken from it nor sent to it until it is connected again; what is due waits."""

    code = "network.node.suspended"
    says = _("%(by)s 暂停了节点 %(node)s：%(reason)s")
    node: Node
    reason: str


@dataclass(frozen=True)
class NodeRetired(Event):
    """节点退网 — it has left the network for good."""

    code = "network.node.retired"
    says = _("%(by)s 将节点 %(node)s 退网：%(reason)s")
    node: Node
    reason: str


@dataclass(frozen=True)
class NodeKeyTrusted(Event):
    """启用节点公钥 — messages signed by this key are taken."""

    code = "network.node-key.trusted"
    says = _("%(by)s 启用了节点 %(node)s 的公钥 %(key_id)s")
    about = "key"
    node: Node
    key: NodeKey
    key_id: str


@dataclass(frozen=True)
class NodeKeyEnded(Event):
    """停用节点公钥 — what this key signs from a moment on is not taken."""

    code = "network.node-key.ended"
    says = _("%(by)s 停用了节点 %(node)s 的公钥 %(key_id)s，自 %(ends_at)s 起")
    node: Node
    key_id: str
    ends_at: str


@dataclass(frozen=True)
class ItemAssignedToNode(Event):
    """划定节点事项 — the cases of an item go over this link."""

    code = "network.node-item.assigned"
    says = _("%(by)s 将事项 %(item_code)s 划归节点 %(node)s")
    about = "item"
    node: Node
    item: NodeItem
    item_code: str


@dataclass(frozen=True)
class ItemReleasedFromNode(Event):
    """取消节点事项 — new cases of the item do not go over this link any more."""

    code = "network.node-item.released"
    says = _("%(by)s 取消了节点 %(node)s 的事项 %(item_code)s")
    about = "item"
    node: Node
    item: NodeItem
    item_code: str


@dataclass(frozen=True)
class BlockAllocated(Event):
    """划出编号段 — serials that a node gives to its own cases."""

    code = "network.block.allocated"
    says = _("%(by)s 将编号段 %(block)s 划给节点 %(node)s")
    about = "block"
    node: Node
    block: NumberBlock


@dataclass(frozen=True)
class BlockHeld(Event):
    """登记划入编号段 — serials that the centre gave us for our own cases."""

    code = "network.block.held"
    says = _("%(by)s 登记了 %(node)s 划入的编号段 %(block)s")
    about = "block"
    node: Node
    block: NumberBlock


@dataclass(frozen=True)
class BlockReturned(Event):
    """交回编号段 — no new number is taken from the block."""

    code = "network.block.returned"
    says = _("%(by)s 登记编号段 %(block)s 交回，最后一天 %(last_on)s")
    about = "block"
    node: Node
    block: NumberBlock
    last_on: str


@dataclass(frozen=True)
class BlockAccounted(Event):
    """核销编号段 — every number of the block is a case that is known here, or its gap is explained."""

    code = "network.block.accounted"
    says = _("%(by)s 核销了编号段 %(block)s：使用 %(used)s 个，缺号 %(missing)s 个")
    about = "block"
    node: Node
    block: NumberBlock
    used: int
    missing: int
    note: str
