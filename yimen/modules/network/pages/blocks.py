"""编号段: serials of case numbers that go over a link."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.web.acts import sent, show_act
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import named
from yimen.modules.network import actions, forms, numbering, queries
from yimen.modules.network.models import Node
from yimen.modules.network.states import NodeRole

from .acts import crumbs, runs


def _node(request: Request, node_id: UUID, role: NodeRole | None = None) -> Node:
    shown = get_object_or_404(queries.nodes(request.actor), pk=node_id)
    if role is not None and shown.role != role:
        raise Http404
    return shown


def _way(shown: Node) -> list[Crumb]:
    return crumbs((named(shown), reverse("network:node", args=[shown.pk])))


@runs
def block_allocation(request: Request, node_id: UUID) -> HttpResponseBase:
    """划出编号段 — for a node below."""
    shown = _node(request, node_id, NodeRole.BELOW)
    form = forms.Block(sent(request))
    if form.is_valid() and attempt(
        form, actions.allocate_block, shown, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("编号段已经划出。请告知节点登记。"))
        return redirect("network:node", shown.pk)
    lead = _("每天的序号中从起始到截止的一段归此节点使用，本系统不再使用。")
    return show_act(request, form, _("划出编号段"), _way(shown), lead=lead)


@runs
def block_holding(request: Request, node_id: UUID) -> HttpResponseBase:
    """登记划入编号段 — from the centre above."""
    shown = _node(request, node_id, NodeRole.ABOVE)
    form = forms.Block(sent(request))
    if form.is_valid() and attempt(
        form, actions.hold_block, shown, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("编号段已经登记，新办件从中取号。"))
        return redirect("network:node", shown.pk)
    lead = _("中心划给本系统的编号段；启用之后，新办件只从中取号。")
    return show_act(request, form, _("登记划入编号段"), _way(shown), lead=lead)


@runs
def block_return(request: Request, node_id: UUID, block_id: UUID) -> HttpResponseBase:
    """交回编号段."""
    shown = _node(request, node_id)
    block = get_object_or_404(queries.blocks(shown), pk=block_id)
    form = forms.BlockReturn(sent(request))
    facts = {"block_id": block.pk, **form.cleaned_data} if form.is_valid() else {}
    if facts and attempt(form, actions.return_block, shown, **facts, by=request.actor, at=timezone.now()):
        done_message(request, _("已登记交回。过了最后一天可以核销。"))
        return redirect("network:node", shown.pk)
    return show_act(request, form, _("交回编号段"), _way(shown), rows={_("编号段"): block})


@runs
def block_account(request: Request, node_id: UUID, block_id: UUID) -> HttpResponseBase:
    """核销编号段."""
    shown = _node(request, node_id)
    block = get_object_or_404(queries.blocks(shown), pk=block_id)
    form = forms.BlockAccount(sent(request))
    facts = {"block_id": block.pk, **form.cleaned_data} if form.is_valid() else {}
    if facts and attempt(
        form, actions.account_for_block, shown, **facts, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("编号段已经核销。"))
        return redirect("network:node", shown.pk)
    used = numbering.used(block)
    rows = {
        _("编号段"): block,
        _("使用"): sum(day.count for day in used),
        _("缺号"): sum(len(day.missing) for day in used),
    }
    return show_act(request, form, _("核销编号段"), _way(shown), rows=rows)
