"""Verbs of nodes: this installation's own name and keys, the systems it is linked with, the items that go over a link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken, Text
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals import public as approvals
from yimen.modules.network import keys, schemas
from yimen.modules.network.events import (
    ItemAssignedToNode,
    ItemReleasedFromNode,
    LocalKeyRotated,
    LocalNodeEstablished,
    NodeAmended,
    NodeConnected,
    NodeKeyEnded,
    NodeKeyTrusted,
    NodeRegistered,
    NodeRetired,
    NodeSuspended,
)
from yimen.modules.network.models import LocalKey, LocalNode, Node, NodeItem, NodeKey
from yimen.modules.network.models.nodes import CODE
from yimen.modules.network.permissions import Permission
from yimen.modules.network.states import KeyState, NodeRole, NodeState

IN_USE = (NodeState.REGISTERED, NodeState.CONNECTED, NodeState.SUSPENDED)


@action(permission=Permission.LOCAL_NODE_ESTABLISH, creates=True)
def establish(
    org: Org, *, code: str, name: str, name_en: str = "", by: Actor, at: datetime
) -> LocalNodeEstablished:
    """设立本节点 — gives this installation its name on the network and its first key; once."""
    _require_code(code)
    if LocalNode.objects.exists():
        raise RuleBroken(_("本节点已经设立。"))
    try:
        with transaction.atomic():
            local = LocalNode.objects.create(
                code=code, name=_said(name, "name"), name_en=name_en.strip(), established_at=at
            )
    except IntegrityError as error:
        raise RuleBroken(_("本节点已经设立。")) from error
    key = _new_key(at)
    return LocalNodeEstablished(org, local, code, key.key_id)


@action(permission=Permission.LOCAL_KEY_ROTATE)
def rotate_key(local: LocalNode, *, by: Actor, at: datetime) -> LocalKeyRotated:
    """更换本节点密钥 — another key signs from now on; nodes take both until they end the one before."""
    LocalKey.objects.filter(state=KeyState.RETIRING).update(state=KeyState.ENDED, ended_at=at)
    LocalKey.objects.filter(state=KeyState.CURRENT).update(state=KeyState.RETIRING)
    key = _new_key(at)
    return LocalKeyRotated(local, key, key.key_id)


def _new_key(at: datetime) -> LocalKey:
    key_id, public = keys.make()
    return LocalKey.objects.create(key_id=key_id, public_key=public, made_at=at)


@action(permission=Permission.NODE_REGISTER, creates=True)
def register_node(
    org: Org,
    *,
    code: str,
    name: str,
    role: str,
    address: str,
    public_key: str,
    schema_versions: Sequence[int] = schemas.VERSIONS,
    name_en: str = "",
    by: Actor,
    at: datetime,
) -> NodeRegistered:
    """登记节点 — a system with its address and its first public key; nothing is exchanged until it is connected."""
    _require_code(code)
    if role not in NodeRole.values:
        raise RuleBroken(_("请选择节点关系。"), fields={"role": _("请选择")})
    if LocalNode.objects.filter(code=code).exists():
        raise RuleBroken(_("这是本节点自己的代码。"), fields={"code": _("与本节点相同")})
    key_id = keys.key_id_of(public_key)
    try:
        with transaction.atomic():
            node = Node.objects.create(
                code=code,
                name=_said(name, "name"),
                name_en=name_en.strip(),
                org=org,
                role=role,
                address=_address(address),
                schema_versions=_versions(schema_versions),
                registered_at=at,
            )
    except IntegrityError as error:
        raise RuleBroken(_("已有此代码的节点。"), fields={"code": _("已经登记")}) from error
    NodeKey.objects.create(node=node, key_id=key_id, public_key=public_key, trusted_at=at)
    return NodeRegistered(node)


@action(permission=Permission.NODE_AMEND, moves=(IN_USE, IN_USE))
def amend_node(
    node: Node,
    *,
    name: str,
    name_en: str = "",
    address: str,
    schema_versions: Sequence[int],
    by: Actor,
    at: datetime,
) -> NodeAmended:
    """变更节点 — its names, its address, the versions of messages that it understands."""
    told: dict[str, Any] = {
        "name": _said(name, "name"),
        "name_en": name_en.strip(),
        "address": _address(address),
        "schema_versions": _versions(schema_versions),
    }
    changed = [key for key, value in told.items() if getattr(node, key) != value]
    if not changed:
        raise RuleBroken(_("没有需要变更的内容。"))
    for key in changed:
        setattr(node, key, told[key])
    return NodeAmended(node, changed)


@action(
    permission=Permission.NODE_CONNECT,
    moves=((NodeState.REGISTERED, NodeState.SUSPENDED), NodeState.CONNECTED),
)
def connect_node(node: Node, *, by: Actor, at: datetime) -> NodeConnected:
    """接通节点 — from now on messages go to it and are taken from it."""
    if not LocalNode.objects.exists():
        raise RuleBroken(_("请先设立本节点。"))
    node.state_reason = ""
    return NodeConnected(node)


@action(permission=Permission.NODE_CONNECT, moves=((NodeState.CONNECTED,), NodeState.SUSPENDED))
def suspend_node(node: Node, *, reason: str, by: Actor, at: datetime) -> NodeSuspended:
    """暂停节点 — what is due waits in the queue; what it sends is refused, and it keeps it."""
    node.state_reason = _said(reason, "reason")[:200]
    return NodeSuspended(node, node.state_reason)


@action(permission=Permission.NODE_RETIRE, moves=(IN_USE, NodeState.RETIRED))
def retire_node(node: Node, *, reason: str, by: Actor, at: datetime) -> NodeRetired:
    """节点退网 — for good: its keys end; refused while items are assigned to it or cases are open there."""
    if node.items.filter(until__isnull=True).exists():
        raise RuleBroken(_("此节点还有事项，请先取消或者改划。"))
    if node.cases.filter(ended_at__isnull=True).exists():
        raise RuleBroken(_("此节点还有未办结的办件。"))
    node.state_reason = _said(reason, "reason")[:200]
    node.keys.filter(ended_at__isnull=True).update(ended_at=at)
    return NodeRetired(node, node.state_reason)


@action(permission=Permission.NODE_TRUST, moves=(IN_USE, IN_USE))
def trust_key(node: Node, *, public_key: str, by: Actor, at: datetime) -> NodeKeyTrusted:
    """启用节点公钥 — beside those that hold already, so that the node can change over without a pause."""
    key_id = keys.key_id_of(public_key)
    if node.keys.filter(key_id=key_id).exists():
        raise RuleBroken(_("这把公钥已经登记过。"), fields={"public_key": _("已经登记")})
    key = NodeKey.objects.create(node=node, key_id=key_id, public_key=public_key, trusted_at=at)
    return NodeKeyTrusted(node, key, key_id)


@action(permission=Permission.NODE_TRUST, moves=(IN_USE, IN_USE))
def end_key(
    node: Node, *, key_id: str, ends_at: datetime | None = None, by: Actor, at: datetime
) -> NodeKeyEnded:
    """停用节点公钥 — at once, or from a moment on; the last key in force stays unless the node is suspended."""
    held = node.keys.filter(key_id=key_id, ended_at__isnull=True).first()
    if held is None:
        raise RuleBroken(_("没有找到这把有效的公钥。"), fields={"key_id": _("没有找到")})
    others = node.keys.filter(ended_at__isnull=True).exclude(pk=held.pk)
    if node.state == NodeState.CONNECTED and not others.exists():
        raise RuleBroken(_("这是最后一把有效的公钥。请先启用新的公钥，或者先暂停节点。"))
    held.ended_at = max(ends_at or at, at)
    held.save(update_fields=["ended_at"])
    return NodeKeyEnded(node, key_id, held.ended_at.isoformat())


@action(permission=Permission.NODE_AMEND, moves=(IN_USE, IN_USE))
def assign_item(node: Node, *, item_code: str, by: Actor, at: datetime) -> ItemAssignedToNode:
    """划定节点事项 — the item's cases go over this link: sent there where the node is below, reported where it is above."""
    item = approvals.item_with_code(item_code)
    if item is None:
        raise RuleBroken(_("没有这个事项。"), fields={"item_code": _("没有这个事项")})
    made = NodeItem.objects.create(node=node, item_code=item.code, since=at)
    return ItemAssignedToNode(node, made, item.code)


@action(permission=Permission.NODE_AMEND, moves=(IN_USE, IN_USE))
def release_item(node: Node, *, item_code: str, by: Actor, at: datetime) -> ItemReleasedFromNode:
    """取消节点事项 — new cases stay here; those that are under way go on over the link to their end."""
    held = node.items.filter(item_code=item_code, until__isnull=True).first()
    if held is None:
        raise RuleBroken(_("此事项没有划归这个节点。"), fields={"item_code": _("没有划归")})
    held.until = at
    held.save(update_fields=["until"])
    return ItemReleasedFromNode(node, held, item_code)


def _require_code(code: str) -> None:
    try:
        CODE(code)
    except ValidationError as error:
        raise RuleBroken(str(error.messages[0]), fields={"code": error.messages[0]}) from error


def _said(text: str, field: str) -> str:
    said = text.strip()
    if not said:
        message: Text = _("请填写这一栏。")
        raise RuleBroken(message, fields={field: message})
    return said


def _address(text: str) -> str:
    """The base address of the other system, without a slash at its end."""
    address = text.strip().rstrip("/")
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        message = _("请填写完整的网址，以 https:// 开头。")
        raise RuleBroken(message, fields={"address": message}) from error
    return address


def _versions(versions: Sequence[int]) -> list[int]:
    known = sorted(set(versions))
    if schemas.spoken(known) is None:
        message = _("没有双方都支持的格式版本。")
        raise RuleBroken(message, fields={"schema_versions": message})
    return known
