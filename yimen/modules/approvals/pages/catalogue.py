"""事项目录 — the list of items behind the guide, one item with its versions, bases that lapse, the basic catalogue."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.orgs.models import Org
from yimen.kernel.search.matching import narrow
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb, Tone
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly, named
from yimen.modules.approvals import actions, catalogue, codes
from yimen.modules.approvals.forms import catalogue as forms
from yimen.modules.approvals.models import BasicItem, Item, LegalBasis
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.search import ITEM_FIELDS
from yimen.modules.approvals.states import ItemKind, VersionState

TONES: dict[str, Tone] = {
    VersionState.IN_FORCE: "success",
    VersionState.SCHEDULED: "info",
    VersionState.IN_REVIEW: "info",
    VersionState.SUSPENDED: "warning",
    VersionState.CANCELLED: "danger",
}


def state_badge(state: str) -> Badge:
    """The state of a version as a word with its colour."""
    return Badge(VersionState(state).label, TONES.get(state, "neutral"))


def _item(code: str) -> str:
    return reverse("approvals:catalogue-item", args=[code])


def _standing(row: Any) -> Badge:
    if row.is_cancelled:
        return state_badge(VersionState.CANCELLED)
    if row.version_id is None:
        return Badge(_("未公布"))
    return state_badge(row.version_state)


def _draft(row: Any) -> object:
    return state_badge(row.draft_state) if row.draft_state else None


def _basis(row: Any) -> object:
    return Badge(_("依据将失效"), "warning") if row.has_lapsing_basis else None


ITEMS = Table(
    columns=[
        Column(
            "name",
            gettext_lazy("事项"),
            sort=("pinyin", "code"),
            value=named,
            link=lambda row: _item(row.code),
        ),
        Column(
            "org",
            gettext_lazy("部门"),
            sort="org__pinyin",
            value=lambda row: briefly(row.org),
        ),
        Column("kind", gettext_lazy("事项类型"), value=lambda row: row.get_kind_display()),
        Column("code", gettext_lazy("事项代码"), sort="code"),
        Column("official_code", gettext_lazy("实施编码"), sort="official_code"),
        Column("standing", gettext_lazy("状态"), value=_standing),
        Column("draft", gettext_lazy("在编版本"), value=_draft),
        Column("basis", gettext_lazy("依据"), value=_basis),
    ],
    filters=[
        Filter(
            "q",
            gettext_lazy("名称、编码、部门或依据"),
            apply=lambda rows, text: narrow(rows, text, ITEM_FIELDS),
        ),
        Filter("org", gettext_lazy("部门"), kind="choice", lookup="org__code", among=catalogue.departments),
        Filter("kind", gettext_lazy("事项类型"), kind="choice", choices=ItemKind),
        Filter(
            "state",
            gettext_lazy("版本状态"),
            kind="choice",
            choices=lambda: [*VersionState.choices, ("none", gettext_lazy("未公布"))],
            apply=catalogue.in_state,
        ),
        Filter(
            "hall",
            gettext_lazy("进驻大厅"),
            kind="choice",
            choices=[("1", gettext_lazy("进驻")), ("0", gettext_lazy("未进驻"))],
            apply=lambda rows, value: catalogue.in_hall(rows, timezone.localdate(), value == "1"),
            more=True,
        ),
        Filter(
            "lapsing",
            gettext_lazy("只看依据将失效的"),
            kind="flag",
            apply=lambda rows, _value: catalogue.with_lapsing_basis(rows, timezone.localdate()),
        ),
    ],
    default_sort="name",
    name="catalogue",
    caption=gettext_lazy("事项目录"),
    empty=gettext_lazy("没有符合条件的事项。"),
)


@require_GET
def items(request: Request) -> HttpResponseBase:
    """事项目录 — what the actor keeps or reviews, with its state; to search, filter, sort and export."""
    _require_reader(request)
    page = ITEMS.read(request.GET, catalogue.listed(request.actor, timezone.localdate()))
    context = {"crumbs": [Crumb(_("事项目录"))], "may_add": catalogue.may_add(request.actor)}
    return table_response(request, "approvals/catalogue.html", page, context)


@require_GET
def item(request: Request, code: str) -> HttpResponse:
    """事项 — its place in the catalogue, its versions, its bases, its interruptions."""
    found = _seen(request, code)
    versions = list(found.versions.select_related("centre").defer("content").order_by("-number"))
    context = {
        "item": found,
        "versions": [(one, state_badge(one.state)) for one in versions],
        "may_compare": len(versions) > 1,
        "bases": list(found.legal_bases.all()),
        "today": timezone.localdate(),
        "suspensions": list(found.suspensions.all()),
        "cancellation": getattr(found, "cancellation", None),
        "type": codes.code_name("A.1", codes.TYPE_OF_KIND[found.kind]),
        "may_identify": request.actor.may(Permission.ITEM_IDENTIFY, found),
        "may_draft": not versions and request.actor.may(Permission.ITEM_DRAFT, found),
        "crumbs": [Crumb(_("事项目录"), reverse("approvals:catalogue")), Crumb(named(found))],
    }
    return render(request, "approvals/catalogue_item.html", context)


def addition(request: Request) -> HttpResponse:
    """建立事项 — a new item of a body, with the law that gives the power."""
    orgs = Org.objects.filter(pk__in=[one.pk for one in catalogue.bodies(request.actor, Permission.ITEM_ADD)])
    if not orgs:
        raise Http404
    form = forms.NewItem(sent(request), orgs=orgs)
    if form.is_valid() and (
        done := attempt(
            form,
            actions.add_item,
            form.cleaned_data["org"],
            **form.facts(),
            by=request.actor,
            at=timezone.now(),
        )
    ):
        done_message(request, _("已建立事项，请起草第一个版本。"))
        return redirect("approvals:catalogue-item", done.item.code)
    return _show(request, form, _("建立事项"), _("建立"), reverse("approvals:catalogue"))


def identification(request: Request, code: str) -> HttpResponse:
    """登记事项编码 — the basic item, the sub-item, the implementation code."""
    found = _seen(request, code)
    if not request.actor.may(Permission.ITEM_IDENTIFY, found):
        raise Http404
    names = ("basic", "sub_item", "official_code", "code_scheme", "level", "body_nature")
    form = forms.Identification(sent(request), initial={name: getattr(found, name) for name in names})
    if form.is_valid() and attempt(
        form, actions.identify_item, found, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已登记事项编码。"))
        return redirect("approvals:catalogue-item", code)
    return _show(request, form, _("登记事项编码"), _("登记"), _item(code), named(found))


def first_draft(request: Request, code: str) -> HttpResponse:
    """起草第一个版本 — of an item that has none yet; everything else is said in the editor."""
    found = _seen(request, code)
    if found.versions.exists() or not request.actor.may(Permission.ITEM_DRAFT, found):
        raise Http404
    form = forms.Copy(sent(request))
    if form.is_valid() and (
        done := attempt(
            form,
            actions.draft_version,
            found,
            content={},
            terms=catalogue.first_terms(form.cleaned_data["effective_from"]),
            by=request.actor,
            at=timezone.now(),
        )
    ):
        return redirect("approvals:version-amendment", done.version.pk)
    return _show(request, form, _("起草第一个版本"), _("起草"), _item(code), named(found))


BASES = Table(
    columns=[
        Column(
            "item",
            gettext_lazy("事项"),
            value=lambda row: named(row.item),
            link=lambda row: _item(row.item.code),
        ),
        Column("org", gettext_lazy("部门"), value=lambda row: briefly(row.item.org)),
        Column("basis", gettext_lazy("依据"), value=str),
        Column("number", gettext_lazy("文号")),
        Column("effective_to", gettext_lazy("失效日期"), sort="effective_to"),
        Column("other", gettext_lazy("后果"), value=lambda row: _consequence(row)),
    ],
    filters=[
        Filter("q", gettext_lazy("事项或依据"), lookups=["item__name__icontains", "instrument__icontains"]),
        Filter(
            "org",
            gettext_lazy("部门"),
            kind="choice",
            lookup="item__org__code",
            among=lambda rows: catalogue.departments(Item.objects.filter(legal_bases__in=rows)),
        ),
    ],
    default_sort="effective_to",
    name="lapsing-bases",
    caption=gettext_lazy("依据预警"),
    empty=gettext_lazy("没有已经失效或者半年内将失效的依据。"),
)


def _consequence(row: LegalBasis) -> Badge:
    if row.has_other:  # type: ignore[attr-defined]
        return Badge(_("还有其他现行依据"), "warning")
    return Badge(_("届时没有现行依据"), "danger")


@require_GET
def bases(request: Request) -> HttpResponseBase:
    """依据预警 — legal bases that have lapsed or soon will, with what follows for the item."""
    _require_reader(request)
    page = BASES.read(request.GET, catalogue.lapsing_bases(request.actor, timezone.localdate()))
    crumbs = [Crumb(_("事项目录"), reverse("approvals:catalogue")), Crumb(_("依据预警"))]
    return table_response(request, "approvals/catalogue_bases.html", page, {"crumbs": crumbs})


BASIC = Table(
    columns=[
        Column(
            "basic_code",
            gettext_lazy("基本编码"),
            sort="basic_code",
            link=lambda row: reverse("approvals:basic-item", args=[row.pk]),
        ),
        Column("name", gettext_lazy("事项名称"), value=named, sort="name"),
        Column("item_type", gettext_lazy("事项类型"), value=lambda row: row.get_item_type_display()),
        Column("level", gettext_lazy("行使层级"), value=lambda row: row.get_level_display()),
        Column("power_source", gettext_lazy("权力来源")),
        Column("valid_from", gettext_lazy("生效日期"), sort="valid_from"),
        Column("valid_to", gettext_lazy("失效日期"), sort="valid_to"),
    ],
    filters=[
        Filter("q", gettext_lazy("编码或名称"), lookups=["basic_code__icontains", "name__icontains"]),
        Filter("item_type", gettext_lazy("事项类型"), kind="choice", choices=codes.ItemType),
        Filter("level", gettext_lazy("行使层级"), kind="choice", choices=codes.Level),
    ],
    default_sort="basic_code",
    name="basic-items",
    caption=gettext_lazy("基本目录"),
    empty=gettext_lazy("基本目录中还没有这样的事项。"),
)


@require_GET
def basic_items(request: Request) -> HttpResponseBase:
    """基本目录 — the powers and services above the items of bodies."""
    _require_reader(request)
    page = BASIC.read(request.GET, catalogue.basic_items(request.actor))
    crumbs = [Crumb(_("事项目录"), reverse("approvals:catalogue")), Crumb(_("基本目录"))]
    may_add = request.actor.may(Permission.BASIC_ITEM_MAINTAIN, None)
    return table_response(request, "approvals/basic_items.html", page, {"crumbs": crumbs, "may_add": may_add})


def basic_item_addition(request: Request) -> HttpResponse:
    """列入基本目录 — a power or service with its code."""
    if not request.actor.may(Permission.BASIC_ITEM_MAINTAIN, None):
        raise Http404
    form = forms.BasicItemForm(sent(request))
    if form.is_valid() and attempt(
        form,
        actions.add_basic_item,
        catalogue.government(),
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("已列入基本目录。"))
        return redirect("approvals:basic-items")
    return _show(request, form, _("列入基本目录"), _("列入"), reverse("approvals:basic-items"))


def basic_item(request: Request, basic_id: str) -> HttpResponse:
    """基本目录事项 — what it is, which bodies exercise it; those who keep the catalogue change it."""
    found = get_object_or_404(catalogue.basic_items(request.actor), pk=basic_id)
    may_amend = request.actor.may(Permission.BASIC_ITEM_MAINTAIN, found)
    names = (
        "name",
        "name_en",
        "item_type",
        "power_source",
        "level",
        "valid_from",
        "valid_to",
        "instrument_no",
    )
    form = forms.BasicItemChange(
        sent(request) if may_amend else None, initial={one: getattr(found, one) for one in names}
    )
    if form.is_valid() and attempt(
        form, actions.amend_basic_item, found, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已修改基本目录事项。"))
        return redirect("approvals:basic-items")
    return render(request, "approvals/basic_item.html", _of_basic(request, found, form, may_amend=may_amend))


@require_GET
def code_lists(request: Request) -> HttpResponse:
    """代码表 — the lists of GB/T 39046-2020 and the units of time, with their official names."""
    _require_reader(request)
    crumbs = [Crumb(_("事项目录"), reverse("approvals:catalogue")), Crumb(_("代码表"))]
    return render(request, "approvals/code_lists.html", {"lists": codes.LISTS, "crumbs": crumbs})


def _of_basic(request: Request, found: BasicItem, form: Any, *, may_amend: bool) -> dict[str, Any]:
    crumbs = [
        Crumb(_("事项目录"), reverse("approvals:catalogue")),
        Crumb(_("基本目录"), reverse("approvals:basic-items")),
        Crumb(named(found)),
    ]
    exercised = catalogue.items(request.actor).filter(basic=found).select_related("org")
    return {"basic": found, "form": form, "may_amend": may_amend, "items": exercised, "crumbs": crumbs}


def _seen(request: Request, code: str) -> Item:
    rows = catalogue.items(request.actor).select_related("org", "section", "basic", "cancellation")
    return get_object_or_404(rows, code=code)


def _require_reader(request: Request) -> None:
    """404 for whoever holds no post of the catalogue."""
    if not catalogue.reads(request.actor):
        raise Http404


def _show(request: Request, form: Any, title: str, button: str, back: str, lead: str = "") -> HttpResponse:
    crumbs = [Crumb(_("事项目录"), reverse("approvals:catalogue")), Crumb(title)]
    context = {"form": form, "title": title, "button": button, "back": back, "lead": lead, "crumbs": crumbs}
    return render(request, "approvals/catalogue_act.html", context)
