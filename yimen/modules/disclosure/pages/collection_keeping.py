"""汇编的编辑 — collections are opened and amended, publications included and left out; for editors."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.base.refusals import Refused
from yimen.kernel.people.roles import Role
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.modules.disclosure import actions, arriving, browsing
from yimen.modules.disclosure.forms import channels as forms
from yimen.modules.disclosure.models import Collection, Publication

INCLUSIONS = Table(
    name="inclusions",
    columns=(
        Column("title", gettext_lazy("名称"), sort="publication__title", value=lambda one: one.publication.title,
               link=lambda one: reverse("disclosure:publication", args=[one.publication_id])),
        Column("index_number", gettext_lazy("索引号"), value=lambda one: one.publication.index_number, nowrap=True),
        Column("topic", gettext_lazy("专题"), sort="topic"),
        Column("order", gettext_lazy("顺序"), sort=("topic", "order"), number=True),
        Column("entry_count", gettext_lazy("条目数"), number=True),
        Column("is_left_out", gettext_lazy("已移出")),
        Column("act", gettext_lazy("办理"), value=lambda one: "" if one.is_left_out else _("移出"),
               link=lambda one: reverse("disclosure:leaving-out", args=[one.pk])),
    ),
    filters=(
        Filter("q", gettext_lazy("名称"), lookup="publication__title__icontains"),
        Filter("topic", gettext_lazy("专题"), lookup="topic__icontains"),
    ),
    default_sort="order",
    empty=gettext_lazy("还没有收录。用公开信息的索引号收录。"),
)  # fmt: skip


@require_safe
def kept_collections(request: Request) -> HttpResponse:
    """汇编编辑 — those that the actor edits."""
    may_open = arriving.importing_orgs(request.actor, Role.EDITOR).exists()
    context = {
        "collections": browsing.kept_collections(request.actor),
        "may_open": may_open,
        "crumbs": [Crumb(_("汇编编辑"))],
    }
    return render(request, "disclosure/kept_collections.html", context)


def collection_start(request: Request) -> HttpResponse:
    """开设汇编."""
    form = forms.NewCollection(request.POST or None, orgs=arriving.importing_orgs(request.actor, Role.EDITOR))
    if form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "org"}
        org = form.cleaned_data["org"]
        if done := attempt(form, actions.open_collection, org, **facts, by=request.actor, at=timezone.now()):
            return redirect("disclosure:kept-collection", done.collection.code)
    crumbs = [Crumb(_("汇编编辑"), reverse("disclosure:kept-collections")), Crumb(_("开设汇编"))]
    return render(request, "disclosure/collection_start.html", {"form": form, "crumbs": crumbs})


def collection_change(request: Request, code: str) -> HttpResponse:
    """修改汇编 — its words and its place."""
    found = _kept(request, code)
    names = ("name", "name_en", "about", "about_en", "order")
    form = forms.CollectionChange(request.POST or None, initial={one: getattr(found, one) for one in names})
    if form.is_valid() and attempt(
        form, actions.amend_collection, found, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return redirect("disclosure:kept-collection", code)
    context = {"form": form, "crumbs": [*_crumbs(found), Crumb(_("修改"))]}
    return render(request, "disclosure/collection_start.html", context)


@require_safe
def kept_collection(request: Request, code: str) -> HttpResponseBase:
    """汇编 — what it holds, for its editors."""
    found = _kept(request, code)
    page = INCLUSIONS.read(request.GET, browsing.all_inclusions(found))
    context = {"collection": found, "crumbs": _crumbs(found)}
    return table_response(request, "disclosure/kept_collection.html", page, context)


def inclusion(request: Request, code: str) -> HttpResponse:
    """收录 — a published document, by its index number."""
    found = _kept(request, code)
    form = forms.Inclusion(request.POST or None)
    if form.is_valid() and (publication := _published(form)) is not None:
        facts = {name: form.cleaned_data[name] for name in ("topic", "order")}
        facts |= {"publication": publication, "by": request.actor, "at": timezone.now()}
        if attempt(form, actions.include_publication, found, **facts):
            return redirect("disclosure:kept-collection", code)
    crumbs = [*_crumbs(found), Crumb(_("收录"))]
    return render(request, "disclosure/inclusion.html", {"form": form, "collection": found, "crumbs": crumbs})


def leaving_out(request: Request, inclusion_id: UUID) -> HttpResponse:
    """移出汇编 — after a look at what it is."""
    found = get_object_or_404(browsing.kept_inclusions(request.actor), pk=inclusion_id, is_left_out=False)
    if request.method != "POST":
        context = {"inclusion": found, "crumbs": [*_crumbs(found.collection), Crumb(_("移出"))]}
        return render(request, "disclosure/leaving_out.html", context)
    try:
        actions.leave_out_publication(found, by=request.actor, at=timezone.now())
        done_message(request, _("已经移出汇编；信息仍然公开。"))
    except Refused as refusal:
        done_message(request, refusal.message, "error")
    return redirect("disclosure:kept-collection", found.collection.code)


def _kept(request: Request, code: str) -> Collection:
    return get_object_or_404(browsing.kept_collections(request.actor), code=code)


def _published(form: forms.Inclusion) -> Publication | None:
    """What has this number and is open today; else the field says so."""
    rows = browsing.open_publications(timezone.localdate())
    found = rows.filter(index_number=form.cleaned_data["index_number"].strip()).first()
    if found is None:
        form.add_error("index_number", _("没有找到已经公开的这个索引号。"))
    return found


def _crumbs(found: Collection) -> list[Crumb]:
    here = reverse("disclosure:kept-collection", args=[found.code])
    return [Crumb(_("汇编编辑"), reverse("disclosure:kept-collections")), Crumb(found.shown_name, here)]
