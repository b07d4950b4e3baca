"""补充数 — numbers from elsewhere: entered, confirmed by another, withdrawn."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.modules.reports import actions, formats, forms, queries
from yimen.modules.reports.models import AnnualReport
from yimen.modules.reports.permissions import Permission
from yimen.modules.reports.states import IN_WORK

from .found import crumbs, kept_report


def supplements(request: Request, report_id: UUID) -> HttpResponse:
    """补充数 — what was added and by whom; and the form that adds more."""
    report = kept_report(request, report_id)
    whole = formats.form(report.format_year)
    may_enter = request.actor.may(Permission.SUPPLEMENT_ENTER, report) and report.state in IN_WORK
    form = forms.SupplementEntry(request.POST or None, form=whole) if may_enter else None
    if (
        form is not None
        and form.is_valid()
        and attempt(
            form, actions.enter_supplements, report, rows=form.rows(), by=request.actor, at=timezone.now()
        )
    ):
        done_message(request, _("已填报，等待另一人复核。"))
        return redirect("reports:supplements", report_id)
    context = _context(report, _("补充数")) | {
        "form": form,
        "rows": [(one, whole.name_of(one.code)) for one in queries.supplements(report)],
        "may_confirm": request.actor.may(Permission.SUPPLEMENT_CONFIRM, report),
        "waiting": queries.waiting_supplements(report).count(),
        "blank": [whole.name_of(code) for code, one in queries.cells(report).items() if one.number is None and "facts" not in code],
    }  # fmt: skip
    return render(request, "reports/supplements.html", context)


def confirmation(request: Request, report_id: UUID) -> HttpResponse:
    """复核补充数 — by somebody who did not enter them."""
    report = kept_report(request, report_id, Permission.SUPPLEMENT_CONFIRM)
    whole = formats.form(report.format_year)
    rows = queries.waiting_supplements(report).select_related("entered_by")
    form = forms.Confirmation(request.POST or None, rows=rows, form=whole)
    if form.is_valid() and attempt(
        form, actions.confirm_supplements, report, **form.facts(), by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已复核。"))
        return redirect("reports:supplements", report_id)
    return render(request, "reports/confirmation.html", _context(report, _("复核补充数")) | {"form": form})


def withdrawal(request: Request, report_id: UUID, supplement_id: UUID) -> HttpResponse:
    """撤回补充数 — with the reason."""
    report = kept_report(request, report_id, Permission.SUPPLEMENT_ENTER)
    one = get_object_or_404(queries.supplements(report), pk=supplement_id)
    form = forms.WhyForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        actions.withdraw_supplement,
        report,
        supplement=one.pk,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("已撤回。"))
        return redirect("reports:supplements", report_id)
    name = formats.form(report.format_year).name_of(one.code)
    context = _context(report, _("撤回补充数")) | {"form": form, "lead": name}
    return render(request, "reports/withdrawal.html", context)


def _context(report: AnnualReport, title: str) -> dict[str, object]:
    return {
        "report": report,
        "title": title,
        "lead": report.shown_title,
        "crumbs": crumbs(report, title),
    }
