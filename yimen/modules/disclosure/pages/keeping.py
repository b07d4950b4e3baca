"""What happens to a publication after it is out; the trees; guides, compiled rules, standing checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.audit.offers import open_to
from yimen.kernel.orgs.queries import city_org
from yimen.kernel.people.roles import Role
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import named
from yimen.modules.disclosure import actions, offers, queries, tables
from yimen.modules.disclosure.forms import acting as forms
from yimen.modules.disclosure.forms import writing
from yimen.modules.disclosure.models import ClassificationNode
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.visibility import WORKING

from .acting import Act, page
from .found import acted_on, crumbs, own_org, standing_of


def retraction(request: Request, publication_id: UUID) -> HttpResponse:
    """撤回公开信息 — the address stays and says so."""
    permission = Permission.PUBLICATION_RETRACT
    return _after(
        request, publication_id, permission, forms.Retraction, actions.retract_information, _("撤回公开信息")
    )


def retraction_order(request: Request, publication_id: UUID) -> HttpResponse:
    """责令撤回 — the leader of the body is told."""
    permission = Permission.PUBLICATION_ORDER_RETRACTION
    return _after(
        request, publication_id, permission, forms.Retraction, actions.order_retraction, _("责令撤回")
    )


def archiving(request: Request, publication_id: UUID) -> HttpResponse:
    """归档公开信息."""
    permission = Permission.PUBLICATION_ARCHIVE
    return _after(
        request, publication_id, permission, forms.Nothing, actions.archive_information, _("归档公开信息")
    )


def repeal(request: Request, publication_id: UUID) -> HttpResponse:
    """登记废止 — by which document, from which day."""
    permission = Permission.PUBLICATION_VALIDITY
    return _after(request, publication_id, permission, forms.Basis, actions.repeal_information, _("登记废止"))


def amendment(request: Request, publication_id: UUID) -> HttpResponse:
    """登记修订 — by which document, from which day."""
    permission = Permission.PUBLICATION_VALIDITY
    return _after(request, publication_id, permission, forms.Basis, actions.note_amendment, _("登记修订"))


def prolongation(request: Request, publication_id: UUID) -> HttpResponse:
    """登记延长有效期."""
    permission = Permission.PUBLICATION_VALIDITY
    return _after(
        request, publication_id, permission, forms.Prolongation, actions.prolong_validity, _("登记延长有效期")
    )


def _after(
    request: Request,
    publication_id: UUID,
    permission: str,
    kind: type[Form],
    act: Callable[..., Any],
    title: str,
) -> HttpResponse:
    """One act on a publication that is out, and back to its page."""
    publication = acted_on(request, publication_id, permission)
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.facts() if hasattr(form, "facts") else form.cleaned_data
        if attempt(form, act, publication, **facts, by=request.actor, at=timezone.now()):
            done_message(request, _("已办理：%(act)s。") % {"act": title})
            return redirect("disclosure:publication", publication.pk)
    back = reverse("disclosure:publication", args=[publication.pk])
    weight = "danger" if "retract" in act.__name__ else "primary"
    shown = Act(
        title, title, publication.title, "", weight, back, crumbs(Crumb(publication.title[:40], back))
    )
    return page(request, shown, form)


# --- 分类


@require_safe
def classifications(request: Request) -> HttpResponseBase:
    """信息分类 — all trees, ended places too."""
    _require_keeper(request)
    rows = ClassificationNode.objects.select_related("replaced_by")
    listed = tables.NODES.read(request.GET, rows)
    return table_response(
        request, "disclosure/classifications.html", listed, {"crumbs": [Crumb(_("信息分类"))]}
    )


def classification_new(request: Request) -> HttpResponse:
    """增设分类."""
    city = _require_keeper(request)
    form = forms.NodeNew(request.POST or None, initial={"scheme": request.GET.get("scheme"), "order": 0})
    if form.is_valid() and (
        done := attempt(
            form, actions.add_classification, city, **form.facts(), by=request.actor, at=timezone.now()
        )
    ):
        return redirect("disclosure:classification", done.node.pk)
    return page(request, Act(_("增设分类"), _("增设"), back=_trees(), crumbs=_node_way()), form)


def classification(request: Request, node_id: UUID) -> HttpResponse:
    """变更分类 — names, order, basis."""
    _require_keeper(request)
    node = get_object_or_404(ClassificationNode, pk=node_id)
    initial = {name: getattr(node, name) for name in ("name", "name_en", "order", "basis")}
    form = forms.NodeNames(request.POST or None, initial=initial)
    if form.is_valid() and attempt(
        form,
        actions.amend_classification,
        node,
        changes=form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("已变更。"))
        return redirect("disclosure:classifications")
    end = "" if node.valid_to else reverse("disclosure:classification-end", args=[node.pk])
    act = Act(
        _("变更分类"),
        _("变更"),
        f"{node.get_scheme_display()} · {named(node)}",
        back=_trees(),
        crumbs=_node_way(),
    )
    return page(request, act, form, end=end)


def classification_end(request: Request, node_id: UUID) -> HttpResponse:
    """停用分类 — with the one that takes its place."""
    _require_keeper(request)
    node = get_object_or_404(ClassificationNode, pk=node_id)
    form = forms.NodeEnd(request.POST or None, node=node)
    if form.is_valid() and attempt(
        form, actions.end_classification, node, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已停用。"))
        return redirect("disclosure:classifications")
    act = Act(_("停用分类"), _("停用"), named(node), "", "danger", _trees(), _node_way())
    return page(request, act, form)


def _require_keeper(request: Request) -> Any:
    city = city_org()
    if city is None or not request.actor.may(Permission.CLASSIFICATION_KEEP, city):
        raise Http404
    return city


def _trees() -> str:
    return reverse("disclosure:classifications")


def _node_way() -> list[Crumb]:
    return [Crumb(_("信息分类"), _trees())]


# --- 指南, 制度汇编


def guide_editing(request: Request, code: str) -> HttpResponse:
    """公布公开指南 — a new edition from the one in force."""
    org = own_org(request, code, Role.DISCLOSURE_OFFICER)
    last = queries.guides(org).first()
    start = {
        "office": f"{org.name}",
        "address": org.address,
        "phone": org.phone,
        "hours": org.hours,
        "seen": 0,
    }
    initial = (
        {name: getattr(last, name) for name in actions.GUIDE_FIELDS} | {"seen": last.number}
        if last
        else start
    )
    form = writing.GuideContent(request.POST or None, initial={**initial, "change_note": ""})
    if form.is_valid() and attempt(
        form,
        actions.publish_guide,
        org,
        content=form.cleaned_data,
        seen=form.cleaned_data["seen"],
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("已公布新的一版。"))
        return redirect("disclosure:guide", org.code)
    back = reverse("disclosure:guide", args=[org.code])
    note = _("以下为政府信息公开条例第十二条规定的内容。公布后成为新的一版，以前各版仍可查阅。")
    return page(
        request, Act(_("编辑公开指南"), _("公布"), named(org), note, back=back, crumbs=crumbs(org=org)), form
    )


def compiling(request: Request, code: str) -> HttpResponse:
    """编印制度汇编 — the rules in force, as one PDF."""
    org = own_org(request, code, Role.DISCLOSURE_OFFICER)
    form = forms.Nothing(request.POST or None)
    if request.method == "POST" and attempt(
        form, actions.compile_rules, org, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已编印新的一版。"))
        return redirect("disclosure:rules", org.code)
    back = reverse("disclosure:rules", args=[org.code])
    note = _("收录本机关现行有效的全部公开制度，编成一份 PDF。")
    return page(
        request, Act(_("编印制度汇编"), _("编印"), named(org), note, back=back, crumbs=crumbs(org=org)), form
    )


# --- 类别审查


@require_safe
def standing_checks(request: Request) -> HttpResponseBase:
    """类别审查 — of the own bodies."""
    if not queries.drafting_orgs(request.actor, *WORKING).exists():
        raise Http404
    listed = tables.STANDING.read(request.GET, queries.standing_checks(request.actor))
    may_propose = queries.drafting_orgs(request.actor, Role.SECRECY_REVIEWER).exists()
    context = {"may_propose": may_propose, "crumbs": [Crumb(_("类别审查"))]}
    return table_response(request, "disclosure/standing_checks.html", listed, context)


def standing_proposal(request: Request) -> HttpResponse:
    """提出类别审查 — by the secrecy reviewer."""
    org = queries.drafting_orgs(request.actor, Role.SECRECY_REVIEWER).first()
    if org is None:
        raise Http404
    form = forms.Standing(request.POST or None)
    if form.is_valid() and (
        done := attempt(
            form,
            actions.propose_standing_check,
            org,
            **form.cleaned_data,
            by=request.actor,
            at=timezone.now(),
        )
    ):
        return redirect("disclosure:standing-check", done.standing.pk)
    back = reverse("disclosure:standing-checks")
    return page(
        request, Act(_("提出类别审查"), _("提出"), named(org), back=back, crumbs=_standing_way()), form
    )


@require_safe
def standing_check(request: Request, standing_id: UUID) -> HttpResponse:
    """类别审查 — what it lets pass, who signed it, until when."""
    found = standing_of(request, standing_id)
    context = {
        "standing": found,
        "count": found.uses.count(),
        "offers": open_to(request.actor, found, offers.OF_STANDING),
        "crumbs": [*_standing_way(), Crumb(found.title)],
    }
    return render(request, "disclosure/standing_check.html", context)


def standing_confirmation(request: Request, standing_id: UUID) -> HttpResponse:
    """确认类别审查 — by the head of the unit."""
    return _standing(
        request,
        standing_id,
        Permission.STANDING_CONFIRM,
        forms.Nothing,
        actions.confirm_standing_check,
        _("确认类别审查"),
    )


def standing_signature(request: Request, standing_id: UUID) -> HttpResponse:
    """签发类别审查 — by the leader."""
    return _standing(
        request,
        standing_id,
        Permission.STANDING_SIGN,
        forms.Nothing,
        actions.sign_standing_check,
        _("签发类别审查"),
    )


def standing_end(request: Request, standing_id: UUID) -> HttpResponse:
    """终止类别审查."""
    return _standing(
        request,
        standing_id,
        Permission.STANDING_END,
        forms.Reason,
        actions.end_standing_check,
        _("终止类别审查"),
    )


def _standing(
    request: Request,
    standing_id: UUID,
    permission: str,
    kind: type[Form],
    act: Callable[..., Any],
    title: str,
) -> HttpResponse:
    found = standing_of(request, standing_id, permission)
    form = kind(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, act, found, **form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        done_message(request, _("已办理：%(act)s。") % {"act": title})
        return redirect("disclosure:standing-check", found.pk)
    back = reverse("disclosure:standing-check", args=[found.pk])
    return page(request, Act(title, title, found.title, back=back, crumbs=_standing_way()), form)


def _standing_way() -> list[Crumb]:
    return [Crumb(_("类别审查"), reverse("disclosure:standing-checks"))]
