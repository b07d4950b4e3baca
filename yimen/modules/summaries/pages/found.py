"""What a page of yearly work reports is about, found through what the actor may see, and the way to it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.summaries import queries
from yimen.modules.summaries.models import AnnualSummary
from yimen.modules.summaries.permissions import Permission


def summary_of(request: Request, summary_id: UUID) -> AnnualSummary:
    """One that the actor may read: a published one, or one of the bodies where the own posts reach."""
    return get_object_or_404(queries.summaries(request.actor), pk=summary_id)


def kept_summary(
    request: Request, summary_id: UUID, permission: str = Permission.SUMMARY_READ
) -> AnnualSummary:
    """One about which the actor may do this; for others the page does not exist."""
    found = get_object_or_404(queries.kept_summaries(request.actor), pk=summary_id)
    if not request.actor.may(permission, found):
        raise Http404
    return found


def own_centres(request: Request) -> list[Org]:
    """The centres for which the actor writes; for others the page does not exist."""
    found = queries.writes_for(request.actor)
    if not found:
        raise Http404
    return found


def crumbs(summary: AnnualSummary | None, here: str = "") -> list[Crumb]:
    """From the published reports by the report to the page."""
    way = [Crumb(_("年度工作总结"), reverse("summaries:published"))]
    if summary is not None:
        there = reverse("summaries:summary", args=[summary.pk]) if here else ""
        way.append(Crumb(summary.shown_title, there))
    return [*way, Crumb(here)] if here else way
