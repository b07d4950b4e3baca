"""事项版本 — one version as its makers see it, the check list, the editor, and every act on its way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from yimen.kernel.audit.offers import open_to
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases.models import HoldKind
from yimen.kernel.orgs.models import Org, OrgKind
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import named
from yimen.modules.approvals import actions, catalogue, completeness, story, version_offers
from yimen.modules.approvals.comparison import compared
from yimen.modules.approvals.forms import catalogue as forms
from yimen.modules.approvals.forms.acts import Plain
from yimen.modules.approvals.forms.editing import Editing
from yimen.modules.approvals.models import ItemVersion
from yimen.modules.approvals.particulars import bases_of, particulars_of

from .catalogue import state_badge

Page = Callable[[Request, ItemVersion], HttpResponse]
CENTRES = (OrgKind.CENTRE, OrgKind.SUBCENTRE)


def seen(request: Request, version_id: UUID) -> ItemVersion:
    """The version with what its pages show; 404 when the actor may not see it."""
    rows = catalogue.versions(request.actor).select_related("item__org", "item__basic", "centre")
    return get_object_or_404(rows, pk=version_id)


def opens(name: str) -> Callable[[Page], Callable[[Request, UUID], HttpResponse]]:
    """The page of one verb: 404 for whoever may not do it; when the state has moved on, the version says so."""
    offer = version_offers.BY_ACT[name]

    def decorate(page: Page) -> Callable[[Request, UUID], HttpResponse]:
        @wraps(page)
        def opened(request: Request, version_id: UUID) -> HttpResponse:
            version = seen(request, version_id)
            if not offer.is_permitted(request.actor, version):
                raise Http404
            if request.method != "POST" and not offer.is_open(request.actor, version):
                done_message(request, _("此版本现在的状态不能进行这一步。"), "warning")
                return redirect("approvals:version", version.pk)
            return page(request, version)

        return opened

    return decorate


@require_GET
def version(request: Request, version_id: UUID) -> HttpResponse:
    """事项版本 — everything it says, who said what of it, and the acts that are open now."""
    found = seen(request, version_id)
    others = found.item.versions.exclude(pk=found.pk).order_by("-number")
    context = _head(found) | {
        "content": found.body,
        "particulars": particulars_of(found),
        "bases": bases_of(found),
        "holds": [(HoldKind(one.kind).label, one) for one in found.body.holds],
        "opinions": list(found.opinions.order_by("-review_round", "kind")),
        "checks": completeness.checks(found),
        "offers": open_to(request.actor, found, version_offers.TABLE),
        "others": list(others.only("pk", "number", "state", "item")),
        "journal": story.of_version(found),
    }
    return render(request, "approvals/version.html", context)


@require_GET
def checklist(request: Request, version_id: UUID) -> HttpResponse:
    """完整性检查 — what a version must say before it goes into review, and what is missing."""
    found = seen(request, version_id)
    context = _head(found) | {"checks": completeness.checks(found)}
    return render(request, "approvals/version_checklist.html", context)


@require_GET
def comparison(request: Request, version_id: UUID, other_id: UUID) -> HttpResponse:
    """版本对照 — two versions of one item side by side, the older on the left."""
    found, other = seen(request, version_id), seen(request, other_id)
    if found.item_id != other.item_id:
        raise Http404
    before, after = sorted((found, other), key=lambda one: one.number)
    context = _head(after) | {"before": before, "after": after, "parts": compared(before, after)}
    return render(request, "approvals/version_comparison.html", context)


@require_GET
def with_the_one_before(request: Request, code: str, number: int) -> HttpResponse:
    """与上一版对照 — leads to the comparison of a version with the one before it."""
    rows = catalogue.versions(request.actor).filter(item__code=code, number__lte=number).order_by("-number")
    pair = list(rows.values_list("pk", "number")[:2])
    if len(pair) < 2 or pair[0][1] != number:
        raise Http404
    return redirect("approvals:version-comparison", pair[0][0], pair[1][0])


@opens("amend_version")
def amendment(request: Request, version: ItemVersion) -> HttpResponse:
    """修改草稿 — terms, conditions, bases, special procedures, services, questions; materials have their own pages."""
    centres = Org.objects.filter(kind__in=CENTRES).order_by("path")
    editing = Editing(sent(request), version, centres)
    if editing.is_valid() and attempt(
        editing.terms, actions.amend_version, version, **editing.facts(), by=request.actor, at=timezone.now()
    ):
        return finished(request, version, _("已保存草稿。"))
    return render(request, "approvals/version_amendment.html", _head(version) | {"editing": editing})


@opens("copy_version")
def copy(request: Request, version: ItemVersion) -> HttpResponse:
    """复制版本 — a new draft that says what this version says."""
    form = forms.Copy(sent(request))
    if form.is_valid() and (
        done := attempt(
            form, actions.copy_version, version, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
    ):
        done_message(request, _("已复制为新草稿。"))
        return redirect("approvals:version-amendment", done.version.pk)
    return show(request, version, form, _("复制为新草稿"), _("复制"))


@opens("submit_version_for_review")
def review(request: Request, version: ItemVersion) -> HttpResponse:
    """提交审查 — after the check list is met."""
    form = Plain(sent(request))
    if form.is_valid() and attempt(
        form, actions.submit_version_for_review, version, by=request.actor, at=timezone.now()
    ):
        return finished(request, version, _("已提交审查。"))
    return show(request, version, form, _("提交审查"), _("提交审查"), checks=completeness.checks(version))


@opens("return_version")
def returning(request: Request, version: ItemVersion) -> HttpResponse:
    """退回修改 — with the reason."""
    form = forms.Return(sent(request))
    if form.is_valid() and attempt(
        form, actions.return_version, version, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, version, _("已退回修改。"))
    return show(request, version, form, _("退回修改"), _("退回"))


@opens("give_legal_opinion")
def legal_opinion(request: Request, version: ItemVersion) -> HttpResponse:
    """法制审核 — on the basis."""
    form = forms.OpinionForm(sent(request))
    if form.is_valid() and attempt(
        form, actions.give_legal_opinion, version, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, version, _("已提出法制审核意见。"))
    return show(request, version, form, _("法制审核"), _("提出意见"), bases=bases_of(version))


@opens("give_pricing_opinion")
def pricing_opinion(request: Request, version: ItemVersion) -> HttpResponse:
    """收费审核 — on the fees."""
    form = forms.OpinionForm(sent(request))
    if form.is_valid() and attempt(
        form, actions.give_pricing_opinion, version, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, version, _("已提出收费审核意见。"))
    return show(request, version, form, _("收费审核"), _("提出意见"), fees=version.body.fees)


@opens("publish_version")
def publication(request: Request, version: ItemVersion) -> HttpResponse:
    """批准公布 — by another than the editors, with the opinions that it needs."""
    form = forms.Publication(sent(request), version=version)
    if form.is_valid() and attempt(
        form, actions.publish_version, version, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, version, _("已批准公布。"))
    return show(
        request, version, form, _("批准公布"), _("批准公布"), opinions=list(version.opinions.all()),
        bases=bases_of(version), fees=version.body.fees,
    )  # fmt: skip


@opens("suspend_version")
def suspension(request: Request, version: ItemVersion) -> HttpResponse:
    """暂停办理 — by law or an instrument of the government, told to the public."""
    form = forms.SuspensionForm(sent(request))
    if form.is_valid() and attempt(
        form, actions.suspend_version, version, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, version, _("已登记暂停。"))
    return show(request, version, form, _("暂停办理"), _("暂停"), kind="danger")


@opens("resume_version")
def resumption(request: Request, version: ItemVersion) -> HttpResponse:
    """恢复办理 — applications are taken again from today."""
    form = Plain(sent(request))
    if form.is_valid() and attempt(
        form, actions.resume_version, version, by=request.actor, at=timezone.now()
    ):
        return finished(request, version, _("已恢复办理。"))
    return show(request, version, form, _("恢复办理"), _("恢复"))


@opens("cancel_version")
def cancellation(request: Request, version: ItemVersion) -> HttpResponse:
    """取消事项 — from a day on no application; cases that run go on."""
    form = forms.CancellationForm(sent(request))
    if form.is_valid() and attempt(
        form, actions.cancel_version, version, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, version, _("已登记取消。"))
    title = pgettext("按钮", "取消事项")
    return show(request, version, form, title, title, kind="danger")


def finished(request: Request, version: ItemVersion, text: Text) -> HttpResponse:
    """After the act: the version, as it is now."""
    done_message(request, text)
    return redirect("approvals:version", version.pk)


def show(
    request: Request, version: ItemVersion, form: BaseForm, title: Text, button: Text, **context: Any
) -> HttpResponse:
    """The page of an act: the version on top, what is to be read before, the form."""
    back = reverse("approvals:version", args=[version.pk])
    said = {"form": form, "title": title, "button": button, "back": back}
    return render(request, "approvals/version_act.html", _head(version) | said | context)


def _head(version: ItemVersion) -> dict[str, Any]:
    crumbs = [
        Crumb(_("事项目录"), reverse("approvals:catalogue")),
        Crumb(named(version.item), reverse("approvals:catalogue-item", args=[version.item.code])),
        Crumb(_("第%(number)s版") % {"number": version.number}),
    ]
    return {"version": version, "item": version.item, "badge": state_badge(version.state), "crumbs": crumbs}
