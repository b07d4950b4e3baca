"""Verbs of blocks of numbers: given to a node, held from a centre, returned, accounted for."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases.models import BlockKind, BlockState, NumberBlock
from yimen.modules.network import numbering
from yimen.modules.network.events import BlockAccounted, BlockAllocated, BlockHeld, BlockReturned
from yimen.modules.network.models import Node
from yimen.modules.network.permissions import Permission
from yimen.modules.network.states import NodeRole


@action(permission=Permission.BLOCK_ALLOCATE, creates=True)
def allocate_block(
    node: Node,
    *,
    area: str,
    first_serial: int,
    last_serial: int,
    first_on: date,
    last_on: date | None = None,
    by: Actor,
    at: datetime,
) -> BlockAllocated:
    """划出编号段 — serials of each day that only this node gives out, so that it numbers without asking."""
    if node.role != NodeRole.BELOW:
        raise RuleBroken(_("编号段只能划给下级节点。"))
    facts = {"first_serial": first_serial, "last_serial": last_serial}
    block = _made(node, BlockKind.GIVEN, area, first_on, last_on, facts)
    if taken := sum(day.count for day in numbering.used(block)):
        raise RuleBroken(
            _("这些序号从启用日期起已经有%(count)s个用于办件，再划出会重号。") % {"count": taken},
            fields={"first_serial": _("请另选序号，或者从明天起启用")},
        )
    return BlockAllocated(node, block)


@action(permission=Permission.BLOCK_ALLOCATE, creates=True)
def hold_block(
    node: Node,
    *,
    area: str,
    first_serial: int,
    last_serial: int,
    first_on: date,
    last_on: date | None = None,
    by: Actor,
    at: datetime,
) -> BlockHeld:
    """登记划入编号段 — from its first day on, new cases here are numbered from this block alone."""
    if node.role != NodeRole.ABOVE:
        raise RuleBroken(_("编号段只能由上级中心划入。"))
    facts = {"first_serial": first_serial, "last_serial": last_serial}
    return BlockHeld(node, _made(node, BlockKind.HELD, area, first_on, last_on, facts))


def _made(
    node: Node, kind: str, area: str, first_on: date, last_on: date | None, serials: dict[str, int]
) -> NumberBlock:
    if len(area) != 6 or not area.isdigit():
        raise RuleBroken(_("区划代码为六位数字。"), fields={"area": _("六位数字")})
    try:
        with transaction.atomic():
            return NumberBlock.objects.create(
                kind=kind, holder=node.code, area=area, first_on=first_on, last_on=last_on, **serials
            )
    except IntegrityError as error:
        raise RuleBroken(
            _("序号应在 1 到 99999 之间，起止有序，并且不与同一区划的其他编号段重叠。"),
            fields={"first_serial": _("序号或者日期与其他编号段重叠，或者超出范围")},
        ) from error


@action(permission=Permission.BLOCK_RETURN)
def return_block(node: Node, *, block_id: UUID, last_on: date, by: Actor, at: datetime) -> BlockReturned:
    """交回编号段 — its last day; what was numbered until then stays valid."""
    block = _of(node, block_id)
    if block.state != BlockState.ALLOCATED:
        raise RuleBroken(_("此编号段已经交回。"))
    if last_on < max(block.first_on, local_day(at)):
        raise RuleBroken(_("最后一天不能早于今天和启用日期。"), fields={"last_on": _("太早")})
    block.state, block.last_on = BlockState.RETURNED, last_on
    block.save(update_fields=["state", "last_on"])
    return BlockReturned(node, block, last_on.isoformat())


@action(permission=Permission.BLOCK_ACCOUNT)
def account_for_block(
    node: Node, *, block_id: UUID, note: str = "", by: Actor, at: datetime
) -> BlockAccounted:
    """核销编号段 — after its last day: every number given out is a case known here; a gap needs its explanation."""
    block = _of(node, block_id)
    if block.state != BlockState.RETURNED or block.last_on is None or block.last_on >= local_day(at):
        raise RuleBroken(_("编号段交回并且过了最后一天，才能核销。"))
    used = numbering.used(block)
    missing = sum(len(day.missing) for day in used)
    if missing and not note.strip():
        message = _("有 %(count)s 个缺号，请说明原因。") % {"count": missing}
        raise RuleBroken(message, fields={"note": message})
    block.state, block.note = BlockState.ACCOUNTED, note.strip()[:300]
    block.save(update_fields=["state", "note"])
    return BlockAccounted(node, block, sum(day.count for day in used), missing, block.note)


def _of(node: Node, block_id: UUID) -> NumberBlock:
    block = NumberBlock.objects.select_for_update().filter(pk=block_id, holder=node.code).first()
    if block is None:
        raise RuleBroken(_("没有找到这个编号段。"))
    return block
