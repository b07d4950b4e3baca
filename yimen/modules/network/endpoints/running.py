"""The acts of those who run the network: the same verbs as the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Status

from yimen.kernel.orgs import queries as orgs
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.request import Request
from yimen.modules.network import actions, queries
from yimen.modules.network.models import Difference, Incoming, LocalNode, Node, Outgoing

from .routes import router
from .shapes import (
    BlockIn,
    BlockOut,
    BlockReturnIn,
    DifferenceOut,
    ExplanationIn,
    IncomingOut,
    ItemIn,
    KeyEndIn,
    KeyOut,
    LocalIn,
    LocalOut,
    MessageNoteIn,
    NodeAmendmentIn,
    NodeIn,
    NodeOut,
    NodeReasonIn,
    OutgoingOut,
    ReconciliationOut,
    TrustIn,
)

PAGE = 100
N = "/nodes/{uuid:node_id}"
OUT = "/outgoing/{uuid:message_id}"
IN = "/incoming/{uuid:message_id}"


def _facts(request: Request) -> dict[str, Any]:
    return {"by": request.actor, "at": timezone.now()}


def _node(request: Request, node_id: UUID) -> Node:
    return get_object_or_404(queries.nodes(request.actor), pk=node_id)


def _city(request: Request) -> Org:
    city = orgs.city_org()
    if city is None or not queries.may_read(request.actor):
        raise Http404
    return city


# --- 本节点


@router.post("/establishment", response={201: LocalOut}, summary="设立本节点")
def establish(request: Request, body: LocalIn) -> Status[LocalNode]:
    done = actions.establish(_city(request), **body.dict(), **_facts(request))
    return Status(201, done.local_node)


@router.post("/key-rotation", response={201: KeyOut}, summary="更换本节点密钥")
def rotate_key(request: Request) -> Status[Any]:
    local = get_object_or_404(queries.local_nodes(request.actor))
    return Status(201, actions.rotate_key(local, **_facts(request)).key)


# --- 节点


@router.get("/nodes", response=list[NodeOut], summary="联网节点")
def nodes(request: Request) -> list[Node]:
    return list(queries.nodes(request.actor))


@router.post("/nodes", response={201: NodeOut}, summary="登记节点")
def register_node(request: Request, body: NodeIn) -> Status[Node]:
    _city(request)
    facts = body.dict()
    org = orgs.org(facts.pop("org"))
    if org is None:
        raise Http404
    return Status(201, actions.register_node(org, **facts, **_facts(request)).node)


@router.post(N + "/amendment", response={201: NodeOut}, summary="变更节点")
def amend_node(request: Request, node_id: UUID, body: NodeAmendmentIn) -> Status[Node]:
    done = actions.amend_node(_node(request, node_id), **body.dict(), **_facts(request))
    return Status(201, done.node)


@router.post(N + "/connection", response={201: NodeOut}, summary="接通节点")
def connect_node(request: Request, node_id: UUID) -> Status[Node]:
    return Status(201, actions.connect_node(_node(request, node_id), **_facts(request)).node)


@router.post(N + "/suspension", response={201: NodeOut}, summary="暂停节点")
def suspend_node(request: Request, node_id: UUID, body: NodeReasonIn) -> Status[Node]:
    done = actions.suspend_node(_node(request, node_id), **body.dict(), **_facts(request))
    return Status(201, done.node)


@router.post(N + "/retirement", response={201: NodeOut}, summary="节点退网")
def retire_node(request: Request, node_id: UUID, body: NodeReasonIn) -> Status[Node]:
    done = actions.retire_node(_node(request, node_id), **body.dict(), **_facts(request))
    return Status(201, done.node)


@router.post(N + "/trust", response={201: NodeOut}, summary="启用节点公钥")
def trust_key(request: Request, node_id: UUID, body: TrustIn) -> Status[Node]:
    done = actions.trust_key(_node(request, node_id), **body.dict(), **_facts(request))
    return Status(201, done.node)


@router.post(N + "/key-end", response={201: NodeOut}, summary="停用节点公钥")
def end_key(request: Request, node_id: UUID, body: KeyEndIn) -> Status[Node]:
    done = actions.end_key(_node(request, node_id), **body.dict(), **_facts(request))
    return Status(201, done.node)


@router.post(N + "/item-assignment", response={201: NodeOut}, summary="划定节点事项")
def assign_item(request: Request, node_id: UUID, body: ItemIn) -> Status[Node]:
    done = actions.assign_item(_node(request, node_id), **body.dict(), **_facts(request))
    return Status(201, done.node)


@router.post(N + "/item-release", response={201: NodeOut}, summary="取消节点事项")
def release_item(request: Request, node_id: UUID, body: ItemIn) -> Status[Node]:
    done = actions.release_item(_node(request, node_id), **body.dict(), **_facts(request))
    return Status(201, done.node)


# --- 编号段


@router.get(N + "/blocks", response=list[BlockOut], summary="编号段")
def blocks(request: Request, node_id: UUID) -> list[Any]:
    return list(queries.blocks(_node(request, node_id)))


@router.post(N + "/block-allocation", response={201: BlockOut}, summary="划出编号段")
def allocate_block(request: Request, node_id: UUID, body: BlockIn) -> Status[Any]:
    done = actions.allocate_block(_node(request, node_id), **body.dict(), **_facts(request))
    return Status(201, done.block)


@router.post(N + "/block-holding", response={201: BlockOut}, summary="登记划入编号段")
def hold_block(request: Request, node_id: UUID, body: BlockIn) -> Status[Any]:
    done = actions.hold_block(_node(request, node_id), **body.dict(), **_facts(request))
    return Status(201, done.block)


@router.post(N + "/blocks/{uuid:block_id}/return", response={201: BlockOut}, summary="交回编号段")
def return_block(request: Request, node_id: UUID, block_id: UUID, body: BlockReturnIn) -> Status[Any]:
    shown = _node(request, node_id)
    done = actions.return_block(shown, block_id=block_id, **body.dict(), **_facts(request))
    return Status(201, done.block)


@router.post(N + "/blocks/{uuid:block_id}/account", response={201: BlockOut}, summary="核销编号段")
def account_for_block(request: Request, node_id: UUID, block_id: UUID, body: MessageNoteIn) -> Status[Any]:
    shown = _node(request, node_id)
    done = actions.account_for_block(shown, block_id=block_id, **body.dict(), **_facts(request))
    return Status(201, done.block)


# --- 报文


@router.get("/outgoing", response=list[OutgoingOut], summary="发出报文")
def outgoing(request: Request, state: str = "refused", before: UUID | None = None) -> list[Outgoing]:
    """Messages in a state, newest first; empty for those who do not run the network."""
    rows = queries.outgoing(request.actor).filter(state=state).order_by("-id")
    return list((rows.filter(pk__lt=before) if before else rows)[:PAGE])


@router.get("/incoming", response=list[IncomingOut], summary="收到报文")
def incoming(request: Request, state: str = "parked", before: UUID | None = None) -> list[Incoming]:
    """Messages in a state, newest first; empty for those who do not run the network."""
    rows = queries.incoming(request.actor).filter(state=state).order_by("-id")
    return list((rows.filter(pk__lt=before) if before else rows)[:PAGE])


@router.post(OUT + "/resending", response={201: OutgoingOut}, summary="重发报文")
def resend_message(request: Request, message_id: UUID, body: NodeReasonIn) -> Status[Outgoing]:
    shown = get_object_or_404(queries.outgoing(request.actor), pk=message_id)
    return Status(201, actions.resend_message(shown, **body.dict(), **_facts(request)).successor)


@router.post(OUT + "/withholding", response={201: OutgoingOut}, summary="搁置发出报文")
def withhold_message(request: Request, message_id: UUID, body: NodeReasonIn) -> Status[Outgoing]:
    shown = get_object_or_404(queries.outgoing(request.actor), pk=message_id)
    return Status(201, actions.withhold_message(shown, **body.dict(), **_facts(request)).message)


@router.post(IN + "/retrying", response={201: IncomingOut}, summary="重新办理报文")
def retry_message(request: Request, message_id: UUID) -> Status[Incoming]:
    shown = get_object_or_404(queries.incoming(request.actor), pk=message_id)
    return Status(201, actions.retry_message(shown, **_facts(request)).message)


@router.post(IN + "/dismissal-proposal", response={201: IncomingOut}, summary="提议不予办理报文")
def propose_dismissal(request: Request, message_id: UUID, body: NodeReasonIn) -> Status[Incoming]:
    shown = get_object_or_404(queries.incoming(request.actor), pk=message_id)
    return Status(201, actions.propose_dismissal(shown, **body.dict(), **_facts(request)).message)


@router.post(IN + "/dismissal", response={201: IncomingOut}, summary="确认不予办理报文")
def confirm_dismissal(request: Request, message_id: UUID) -> Status[Incoming]:
    shown = get_object_or_404(queries.incoming(request.actor), pk=message_id)
    return Status(201, actions.confirm_dismissal(shown, **_facts(request)).message)


# --- 对账


@router.post(N + "/reconciliation", response={201: NodeOut}, summary="安排对账")
def order_reconciliation(request: Request, node_id: UUID) -> Status[Node]:
    done = actions.order_reconciliation(_node(request, node_id), **_facts(request))
    return Status(201, done.node)


@router.get("/reconciliations", response=list[ReconciliationOut], summary="对账")
def reconciliations(request: Request) -> list[Any]:
    return list(queries.reconciliations(request.actor).order_by("-id")[:PAGE])


@router.get("/differences", response=list[DifferenceOut], summary="差异")
def differences(request: Request, state: str = "open") -> list[Difference]:
    return list(queries.differences(request.actor).filter(state=state).order_by("-id")[:PAGE])


@router.post(
    "/differences/{uuid:difference_id}/explanation", response={201: DifferenceOut}, summary="说明差异"
)
def explain_difference(request: Request, difference_id: UUID, body: ExplanationIn) -> Status[Difference]:
    shown = get_object_or_404(queries.differences(request.actor), pk=difference_id)
    done = actions.explain_difference(shown, **body.dict(), **_facts(request))
    return Status(201, done.difference)
