"""阶段模板 — which items go together, in which order, what is asked once; kept by the administrator of the city."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.drawing import Node
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import named
from yimen.modules.approvals.public import offered
from yimen.modules.projects import actions
from yimen.modules.projects.drawing import drawn
from yimen.modules.projects.forms import templates as forms
from yimen.modules.projects.forms.acts import Nothing
from yimen.modules.projects.menu import keeps_templates
from yimen.modules.projects.models import StageTemplate, TemplateVersion
from yimen.modules.projects.states import TemplateState

from .acting import Says, act_page, open_for


@require_safe
def templates(request: Request) -> HttpResponse:
    """阶段模板 — all of them, with their versions."""
    _require_keeper(request)
    rows = StageTemplate.objects.select_related("lead").prefetch_related("versions")
    context = {"templates": rows, "crumbs": [Crumb(_("阶段模板"))]}
    return render(request, "projects/templates.html", context)


@require_safe
def version(request: Request, template_version_id: UUID) -> HttpResponse:
    """模板版本 — items, orders, shared needs; drawn."""
    found = _version(request, template_version_id)
    items = list(found.items.all())
    held = offered([one.item_code for one in items], timezone.localdate())
    names = {code: named(one.item) for code, one in held.items()}
    nodes = [
        Node(one.item_code, names.get(one.item_code, one.item_code), one.get_role_display()) for one in items
    ]
    orders = list(found.orders.select_related("before", "after"))
    context = {
        "version": found,
        "is_draft": found.state == TemplateState.DRAFT,
        "items": [(one, names.get(one.item_code, "")) for one in items],
        "orders": orders,
        "shared": found.shared.all(),
        "drawing": drawn(nodes, {(one.before.item_code, one.after.item_code): one.kind for one in orders}),
        "has_draft": found.template.versions.filter(state=TemplateState.DRAFT).exists(),
        "crumbs": _crumbs(found),
    }
    return render(request, "projects/version.html", context)


def new_template(request: Request) -> HttpResponse:
    """设立阶段模板 — with a first draft."""
    _require_keeper(request)
    form = forms.NewTemplate(sent(request))
    done = form.is_valid() and attempt(
        form,
        actions.add_stage_template,
        form.cleaned_data["lead"],
        **form.facts(),
        by=request.actor,
        at=timezone.now(),
    )
    if done:
        done_message(request, _("已设立，请添加事项。"))
        return redirect("projects:version", done.version.pk)
    says, there = Says(_("设立阶段模板"), _("设立"), ""), reverse("projects:templates")
    crumbs = [Crumb(_("阶段模板"), there), Crumb(says.title)]
    return render(request, "projects/act.html", {"form": form, "says": says, "back": there, "crumbs": crumbs})


def drafting(request: Request, code: str) -> HttpResponse:
    """起草模板版本 — a copy of the version that holds."""
    rows = StageTemplate.objects.select_related("lead")
    found = open_for(request, rows.filter(code=code), _key(rows, code), "draft_template")
    says = Says(_("起草新版本"), _("起草"), _("已起草。"), _("正在办理的阶段继续按开始时的版本办理。"))
    crumbs = [Crumb(_("阶段模板"), reverse("projects:templates")), Crumb(named(found)), Crumb(says.title)]
    back = reverse("projects:templates")
    return act_page(
        request, Nothing(sent(request)), actions.draft_template, found, says=says, back=back, crumbs=crumbs
    )


def _key(rows: Any, code: str) -> Any:
    return get_object_or_404(rows, code=code).pk


def item_put(request: Request, template_version_id: UUID) -> HttpResponse:
    """设置阶段事项 — added, or changed where it is there already."""
    code = request.GET.get("item", "")
    known = (
        _version(request, template_version_id).items.filter(item_code=code).values().first() if code else None
    )
    form = forms.ItemOfStage(sent(request), initial=dict(known or {}))
    return _edited(
        request,
        template_version_id,
        "put_stage_item",
        Says(_("设置阶段事项"), _("保存"), _("已保存。")),
        form,
    )


def item_drop(request: Request, template_version_id: UUID) -> HttpResponse:
    """移除阶段事项."""
    form = forms.ItemCode(sent(request), initial={"item_code": request.GET.get("item", "")})
    says = Says(_("移除阶段事项"), _("移除"), _("已移除。"), kind="danger")
    return _edited(request, template_version_id, "drop_stage_item", says, form)


def order_put(request: Request, template_version_id: UUID) -> HttpResponse:
    """设置先后关系."""
    says = Says(_("设置先后关系"), _("保存"), _("已保存。"))
    return _edited(request, template_version_id, "put_stage_order", says, forms.OrderOfItems(sent(request)))


def order_drop(request: Request, template_version_id: UUID) -> HttpResponse:
    """取消先后关系."""
    initial = {key: request.GET.get(key, "") for key in ("before", "after")}
    says = Says(_("取消先后关系"), _("取消先后关系"), _("已取消。"), kind="danger")
    return _edited(
        request, template_version_id, "drop_stage_order", says, forms.TwoItems(sent(request), initial=initial)
    )


def need_put(request: Request, template_version_id: UUID) -> HttpResponse:
    """设置共用要求."""
    says = Says(_("设置共用要求"), _("保存"), _("已保存。"))
    key = request.GET.get("key", "")
    known = _version(request, template_version_id).shared.filter(key=key).first() if key else None
    initial = {name: getattr(known, name) for name in ("kind", "key", "name", "name_en")} if known else {}
    if known:
        initial["members"] = "\n".join(f"{one['item']} {one['key']}" for one in known.members)
    return _edited(
        request, template_version_id, "put_shared_need", says, forms.Shared(sent(request), initial=initial)
    )


def need_drop(request: Request, template_version_id: UUID) -> HttpResponse:
    """取消共用要求."""
    initial = {key: request.GET.get(key, "") for key in ("kind", "key")}
    says = Says(_("取消共用要求"), _("取消共用要求"), _("已取消。"), kind="danger")
    return _edited(
        request,
        template_version_id,
        "drop_shared_need",
        says,
        forms.SharedKey(sent(request), initial=initial),
    )


def publication(request: Request, template_version_id: UUID) -> HttpResponse:
    """公布阶段模板 — stages that begin from now on follow it."""
    found = _version(request, template_version_id)
    form = forms.Publication(sent(request), initial={"done_when": found.done_when, "basis": found.basis})
    says = Says(_("公布阶段模板"), _("公布"), _("已公布。"), _("正在办理的阶段继续按开始时的版本办理。"))
    return _edited(request, template_version_id, "publish_template", says, form)


def _edited(request: Request, template_version_id: UUID, verb: str, says: Says, form: Any) -> HttpResponse:
    rows = TemplateVersion.objects.select_related("template__lead")
    found = open_for(request, rows, template_version_id, verb)
    there, crumbs = reverse("projects:version", args=[found.pk]), [*_crumbs(found), Crumb(says.title)]
    return act_page(request, form, getattr(actions, verb), found, says=says, back=there, crumbs=crumbs)


def _version(request: Request, template_version_id: UUID) -> TemplateVersion:
    _require_keeper(request)
    return get_object_or_404(TemplateVersion.objects.select_related("template__lead"), pk=template_version_id)


def _require_keeper(request: Request) -> None:
    if not keeps_templates(request.actor):
        raise Http404


def _crumbs(found: TemplateVersion) -> list[Crumb]:
    label = _("%(name)s 第%(number)s版") % {"name": named(found.template), "number": found.number}
    return [
        Crumb(_("阶段模板"), reverse("projects:templates")),
        Crumb(label, reverse("projects:version", args=[found.pk])),
    ]
