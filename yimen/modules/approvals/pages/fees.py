"""收费目录清单 — the public price list, each fee with its history, and the pages of the pricing office."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.approvals import actions
from yimen.modules.approvals.charging import reads
from yimen.modules.approvals.forms.pricing import EndOfStandard, NewStandard, Pricing, initial_of
from yimen.modules.approvals.models import FeeStandard
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import FeeNature

FEES = Table(
    columns=[
        Column(
            "name",
            gettext_lazy("收费项目"),
            value=named,
            link=lambda row: reverse("approvals:fee", args=[row.code]),
            sort="name",
        ),
        Column(
            "org", gettext_lazy("执收单位"), value=lambda row: named(row.org), sort=("org__pinyin", "name")
        ),
        Column("nature", gettext_lazy("收费性质"), value=lambda row: row.get_nature_display()),
        Column("in_words", gettext_lazy("收费标准")),
        Column("legal_basis", gettext_lazy("设定依据")),
        Column("pricing_document_number", gettext_lazy("定价文号")),
        Column("effective_from", gettext_lazy("执行日期"), sort="effective_from"),
        Column(
            "is_confirmed",
            gettext_lazy("核实"),
            value=lambda row: (
                Badge(_("已核实"), "success") if row.is_confirmed else Badge(_("待核"), "warning")
            ),
        ),
    ],
    filters=[
        Filter(
            "q",
            gettext_lazy("收费项目、依据或文号"),
            lookups=(
                "name__icontains",
                "name_en__icontains",
                "legal_basis__icontains",
                "pricing_document_number__icontains",
            ),
        ),
        Filter("nature", gettext_lazy("收费性质"), kind="choice", choices=FeeNature),
    ],
    default_sort="name",
    name="fees",
    caption=gettext_lazy("收费目录清单"),
    empty=gettext_lazy("没有符合条件的收费项目。"),
)


@login_not_required
@require_GET
def fees(request: Request) -> HttpResponseBase:
    """收费目录清单 — everything that may be charged for today; what is not here is not charged (行政许可法 58)."""
    page = FEES.read(request.GET, reads.standards_on(timezone.localdate()))
    context = {
        "crumbs": [Crumb(_("收费目录清单"))],
        "may_publish": reads.pricing_office(request.actor) is not None,
    }
    return table_response(request, "approvals/fees.html", page, context)


@login_not_required
@require_GET
def fee(request: Request, code: str) -> HttpResponse:
    """收费标准 — one fee: what holds today, and every standard it had and will have."""
    history = list(reads.history(code))
    if not history:
        raise Http404
    today = timezone.localdate()
    holding = next((one for one in history if one.effective_from <= today and _runs(one, today)), None)
    last = history[0] if history[0].effective_to is None else None
    context = {
        "history": history,
        "holding": holding,
        "shown": holding or history[0],
        "last": last if last and request.actor.may(Permission.FEE_PUBLISH, last) else None,
        "crumbs": [Crumb(_("收费目录清单"), reverse("approvals:fees")), Crumb(named(history[0]))],
    }
    return render(request, "approvals/fee.html", context)


def _runs(standard: FeeStandard, day: object) -> bool:
    return standard.effective_to is None or standard.effective_to > day  # type: ignore[operator]


def fee_publication(request: Request) -> HttpResponse:
    """公布收费标准 — a fee that is new."""
    office = reads.pricing_office(request.actor)
    if office is None or not request.actor.may(Permission.FEE_PUBLISH, office):
        raise Http404
    form = NewStandard(sent(request))
    if form.is_valid() and attempt(
        form, actions.publish_fee_standard, office, **form.facts(), by=request.actor, at=timezone.now()
    ):
        done_message(request, _("收费标准已公布。"))
        return redirect("approvals:fee", form.cleaned_data["code"])
    return render(request, "approvals/fee_form.html", _form_page(form, _("公布收费标准"), _("公布")))


def _standard(request: Request, standard_id: UUID) -> FeeStandard:
    found = get_object_or_404(FeeStandard.objects.select_related("org", "priced_by"), pk=standard_id)
    if not request.actor.may(Permission.FEE_PUBLISH, found):
        raise Http404
    return found


def fee_change(request: Request, standard_id: UUID) -> HttpResponse:
    """调整收费标准 — what holds from another day; bills that are open keep what they were drawn up with."""
    standard = _standard(request, standard_id)
    initial = initial_of(standard.terms) | {"least": standard.least, "most": standard.most}
    form = Pricing(sent(request), initial=initial)
    if form.is_valid() and attempt(
        form, actions.change_fee_standard, standard, **form.facts(), by=request.actor, at=timezone.now()
    ):
        done_message(request, _("新的收费标准已公布；已经计费的通知单不受影响。"))
        return redirect("approvals:fee", standard.code)
    page = _form_page(form, _("调整收费标准"), _("公布新标准"), standard)
    return render(request, "approvals/fee_form.html", page)


def fee_end(request: Request, standard_id: UUID) -> HttpResponse:
    """停止收费 — from a day on, by a document."""
    standard = _standard(request, standard_id)
    form = EndOfStandard(sent(request))
    if form.is_valid() and attempt(
        form, actions.end_fee_standard, standard, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已登记停止收费。"))
        return redirect("approvals:fee", standard.code)
    page = _form_page(form, _("停止收费"), _("停止收费"), standard)
    return render(request, "approvals/fee_form.html", page)


def _form_page(
    form: object, title: str, button: str, standard: FeeStandard | None = None
) -> dict[str, object]:
    crumbs = [Crumb(_("收费目录清单"), reverse("approvals:fees"))]
    if standard is not None:
        crumbs.append(Crumb(named(standard), reverse("approvals:fee", args=[standard.code])))
    crumbs.append(Crumb(title))
    return {"form": form, "heading": title, "button": button, "standard": standard, "crumbs": crumbs}
