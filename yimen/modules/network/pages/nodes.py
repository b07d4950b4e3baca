"""本节点 and the nodes it is linked with: what an operator sees first, and the acts by which a link comes and goes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yimen.kernel.base.punctuation import joined
from yimen.kernel.orgs import queries as orgs
from yimen.kernel.web.acts import sent, show_act
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import named
from yimen.modules.approvals import public as approvals
from yimen.modules.network import actions, forms, numbering, queries
from yimen.modules.network.models import Node
from yimen.modules.network.states import NodeRole

from .acts import crumbs, reads, runs


@require_GET
@reads
def overview(request: Request) -> HttpResponseBase:
    """联网交换 — every link, its queues, its lag, its last reconciliation."""
    context = {
        "local": queries.local_node(),
        "keys": queries.local_keys(request.actor),
        "traffic": queries.traffic(request.actor, timezone.now()),
        "standing": queries.standing(request.actor),
        "may_run": queries.may_run(request.actor),
        "register_href": reverse("network:registration"),
        "crumbs": crumbs(),
    }
    return render(request, "network/overview.html", context)


@runs
def establishment(request: Request) -> HttpResponseBase:
    """设立本节点."""
    form = forms.Establishment(sent(request))
    city = orgs.city_org()
    if (
        city is not None
        and form.is_valid()
        and attempt(form, actions.establish, city, **form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        done_message(request, _("本节点已经设立，密钥已经生成。"))
        return redirect("network:overview")
    return show_act(request, form, _("设立本节点"), crumbs())


@runs
def key_rotation(request: Request) -> HttpResponseBase:
    """更换本节点密钥."""
    local = get_object_or_404(queries.local_nodes(request.actor))
    form = forms.Nothing(sent(request))
    if form.is_valid() and attempt(form, actions.rotate_key, local, by=request.actor, at=timezone.now()):
        done_message(request, _("新密钥已经启用。请把新公钥告知各节点。"))
        return redirect("network:overview")
    lead = _("先把新公钥告知各节点并由其启用，否则新密钥签名的报文会被拒收，在队列中等待。")
    return show_act(request, form, _("更换本节点密钥"), crumbs(), lead=lead)


@runs
def registration(request: Request) -> HttpResponseBase:
    """登记节点."""
    form = forms.Registration(sent(request))
    if form.is_valid():
        facts = dict(form.cleaned_data)
        org = facts.pop("org")
        done = attempt(form, actions.register_node, org, **facts, by=request.actor, at=timezone.now())
        if done:
            done_message(request, _("节点已经登记。核对密钥编号之后接通。"))
            return redirect("network:node", done.node.pk)
    return show_act(request, form, _("登记节点"), crumbs())


@require_GET
@reads
def node(request: Request, node_id: UUID) -> HttpResponseBase:
    """联网节点 — one node: keys, items, blocks of numbers, and what may be done."""
    shown = _node(request, node_id)
    blocks = [(one, numbering.used(one)) for one in queries.blocks(shown)]
    items = {one.item_code: approvals.item_with_code(one.item_code) for one in shown.items.all()}
    traffic = next(one for one in queries.traffic(request.actor, timezone.now()) if one.node.pk == shown.pk)
    context = {
        "node": shown,
        "keys": shown.keys.all(),
        "items": [(one, items[one.item_code]) for one in shown.items.order_by("-until", "item_code")],
        "blocks": blocks,
        "traffic": traffic,
        "may_run": queries.may_run(request.actor),
        "is_below": shown.role == NodeRole.BELOW,
        "crumbs": crumbs((named(shown), "")),
    }
    return render(request, "network/node.html", context)


def _node(request: Request, node_id: UUID) -> Node:
    return get_object_or_404(queries.nodes(request.actor), pk=node_id)


def _way(shown: Node) -> list[Crumb]:
    return crumbs((named(shown), reverse("network:node", args=[shown.pk])))


def _back(request: Request, shown: Node, text: str) -> HttpResponseBase:
    done_message(request, text)
    return redirect("network:node", shown.pk)


@runs
def amendment(request: Request, node_id: UUID) -> HttpResponseBase:
    """变更节点."""
    shown = _node(request, node_id)
    held: dict[str, Any] = {name: getattr(shown, name) for name in ("name", "name_en", "address")}
    held["schema_versions"] = [str(one) for one in shown.schema_versions]
    form = forms.Amendment(sent(request), initial=held)
    if form.is_valid() and attempt(
        form, actions.amend_node, shown, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _back(request, shown, _("节点已经变更。"))
    return show_act(request, form, _("变更节点"), _way(shown))


@runs
def connection(request: Request, node_id: UUID) -> HttpResponseBase:
    """接通节点."""
    shown = _node(request, node_id)
    form = forms.Nothing(sent(request))
    if form.is_valid() and attempt(form, actions.connect_node, shown, by=request.actor, at=timezone.now()):
        return _back(request, shown, _("节点已经接通。"))
    keys = joined(shown.keys.filter(ended_at=None).values_list("key_id", flat=True), "、")
    rows = {_("接口地址"): shown.address, _("密钥编号"): keys}
    lead = _("请先通过另一途径与对方核对密钥编号。")
    return show_act(request, form, _("接通节点"), _way(shown), lead=lead, rows=rows)


@runs
def suspension(request: Request, node_id: UUID) -> HttpResponseBase:
    """暂停节点."""
    shown = _node(request, node_id)
    form = forms.Reason(sent(request))
    if form.is_valid() and attempt(
        form, actions.suspend_node, shown, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _back(request, shown, _("节点已经暂停。待发的报文留在队列中。"))
    return show_act(request, form, _("暂停节点"), _way(shown), kind="danger")


@runs
def retirement(request: Request, node_id: UUID) -> HttpResponseBase:
    """节点退网."""
    shown = _node(request, node_id)
    form = forms.Reason(sent(request))
    if form.is_valid() and attempt(
        form, actions.retire_node, shown, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _back(request, shown, _("节点已经退网，公钥全部停用。"))
    return show_act(request, form, _("节点退网"), _way(shown), kind="danger")


@runs
def trust(request: Request, node_id: UUID) -> HttpResponseBase:
    """启用节点公钥."""
    shown = _node(request, node_id)
    form = forms.PublicKey(sent(request))
    if form.is_valid() and attempt(
        form, actions.trust_key, shown, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _back(request, shown, _("公钥已经启用，与原有公钥同时有效。"))
    return show_act(request, form, _("启用节点公钥"), _way(shown))


@runs
def key_end(request: Request, node_id: UUID, key_id: str) -> HttpResponseBase:
    """停用节点公钥."""
    shown = _node(request, node_id)
    get_object_or_404(shown.keys, key_id=key_id)
    form = forms.KeyEnd(sent(request))
    facts = {"key_id": key_id, **form.cleaned_data} if form.is_valid() else {}
    if facts and attempt(form, actions.end_key, shown, **facts, by=request.actor, at=timezone.now()):
        return _back(request, shown, _("公钥已经停用。"))
    rows = {_("密钥编号"): key_id}
    return show_act(request, form, _("停用节点公钥"), _way(shown), rows=rows, kind="danger")


@runs
def item_assignment(request: Request, node_id: UUID) -> HttpResponseBase:
    """划定节点事项."""
    shown = _node(request, node_id)
    guide = approvals.guide(timezone.localdate()).order_by("pinyin")
    form = forms.ItemAssignment(sent(request), items=[(one.code, named(one)) for one in guide])
    if form.is_valid() and attempt(
        form, actions.assign_item, shown, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _back(request, shown, _("事项已经划归此节点。"))
    below = _("本系统收到的此事项申请从此转送该节点办理。")
    above = _("本系统办理的此事项办件从此逐步报送中心。")
    lead = below if shown.role == NodeRole.BELOW else above
    return show_act(request, form, _("划定节点事项"), _way(shown), lead=lead)


@runs
def item_release(request: Request, node_id: UUID, item_code: str) -> HttpResponseBase:
    """取消节点事项."""
    shown = _node(request, node_id)
    get_object_or_404(shown.items, item_code=item_code, until=None)
    form = forms.Nothing(sent(request))
    facts = {"item_code": item_code}
    if form.is_valid() and attempt(
        form, actions.release_item, shown, **facts, by=request.actor, at=timezone.now()
    ):
        return _back(request, shown, _("已取消。在途办件仍沿原链路办到结束。"))
    rows = {_("事项"): item_code}
    return show_act(request, form, _("取消节点事项"), _way(shown), rows=rows, kind="danger")
