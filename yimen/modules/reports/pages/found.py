"""What a page of yearly reports is about, found through what the actor may see, and the way to it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.reports import queries
from yimen.modules.reports.models import AnnualReport
from yimen.modules.reports.permissions import Permission


def report_of(request: Request, report_id: UUID) -> AnnualReport:
    """One that the actor may read: a published one, or one of the bodies where the own posts reach."""
    return get_object_or_404(queries.reports(request.actor), pk=report_id)


def kept_report(request: Request, report_id: UUID, permission: str = Permission.REPORT_READ) -> AnnualReport:
    """One about which the actor may do this; for others the page does not exist."""
    found = get_object_or_404(queries.kept_reports(request.actor), pk=report_id)
    if not request.actor.may(permission, found):
        raise Http404
    return found


def crumbs(report: AnnualReport | None, here: str = "") -> list[Crumb]:
    """From the published reports by the report to the page."""
    way = [Crumb(_("信息公开年报"), reverse("reports:published"))]
    if report is not None:
        there = reverse("reports:report", args=[report.pk]) if here else ""
        way.append(Crumb(report.shown_title, there))
    return [*way, Crumb(here)] if here else way
