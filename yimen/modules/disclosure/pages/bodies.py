"""政府信息公开专栏 — the bodies, the four parts of each, its guide, rules and directory; public."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.documents.serving import serve
from yimen.kernel.people.roles import Role
from yimen.kernel.web.edge import kept
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.disclosure import columns, queries, tables
from yimen.modules.disclosure.forgetting import LISTS
from yimen.modules.disclosure.governed import named_business
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.states import Scheme

from .found import crumbs, org_of


@login_not_required
@require_safe
def bodies(request: Request) -> HttpResponse:
    """政府信息公开 — every body that discloses, the trees, the latest."""
    today = timezone.localdate()
    counts = {org.pk: count for org, count in queries.org_counts(today)}
    context = {
        "orgs": [(org, counts.get(org.pk, 0)) for org in queries.disclosing_orgs(today)],
        "schemes": [(one, one.label) for one in Scheme],
        "latest": queries.listed(today).order_by("-published_at", "-pk")[:10],
        "crumbs": [Crumb(_("政府信息公开"))],
    }
    return kept(render(request, "disclosure/bodies.html", context), LISTS)


@login_not_required
@require_safe
def body(request: Request, code: str) -> HttpResponse:
    """政府信息公开专栏 — the four fixed parts of one body."""
    org = org_of(code)
    today = timezone.localdate()
    context = {
        "org": org,
        "tiles": columns.tiles(org),
        "latest": queries.listed(today, org).order_by("-published_at", "-pk")[:10],
        "crumbs": [*crumbs(org=org)[:-1], Crumb(crumbs(org=org)[-1].label)],
    }
    return kept(render(request, "disclosure/body.html", context), LISTS)


@login_not_required
@require_safe
def guide(request: Request, code: str) -> HttpResponse:
    """公开指南 — the edition in force, or an earlier one."""
    org = org_of(code)
    editions = list(queries.guides(org))
    asked = request.GET.get("edition", "")
    shown = next((one for one in editions if str(one.number) == asked), editions[0] if editions else None)
    context = {
        "org": org,
        "guide": shown,
        "editions": editions,
        "may_publish": request.actor.may(Permission.GUIDE_PUBLISH, org),
        "crumbs": crumbs(Crumb(_("政府信息公开指南")), org=org),
    }
    return kept(render(request, "disclosure/guide.html", context), LISTS)


@login_not_required
@require_safe
def rules(request: Request, code: str) -> HttpResponse:
    """公开制度 — the rules, what each governs and who owns it; the compiled editions."""
    org = org_of(code)
    today = timezone.localdate()
    found = queries.rules_of(org).order_by("first_published_at", "pk")
    context = {
        "org": org,
        "rules": [
            (
                one,
                tables.badge(value, value.label),
                named_business(one.current.governs if one.current else ()),
            )
            for one in found
            if (value := queries.validity_of(one, today))
        ],
        "compilations": queries.compilations(org),
        "may_compile": queries.drafting_orgs(request.actor, Role.DISCLOSURE_OFFICER)
        .filter(pk=org.pk)
        .exists(),
        "crumbs": crumbs(Crumb(_("政府信息公开制度")), org=org),
    }
    return kept(render(request, "disclosure/rules.html", context), LISTS)


@login_not_required
@require_safe
def compiled(request: Request, code: str, number: int) -> HttpResponseBase:
    """制度汇编 — one edition as PDF."""
    found = get_object_or_404(queries.compilations(org_of(code)), number=number)
    return serve(found.document, filename=found.document.filename, inline=True, request=request)


@login_not_required
@require_safe
def directory(request: Request, code: str) -> HttpResponseBase:
    """公开目录 — what the body has made public, as a list that can be narrowed, printed, taken along."""
    org = org_of(code)
    today = timezone.localdate()
    page = tables.DIRECTORY.read(request.GET, queries.with_validity(queries.listed(today, org), today))
    context = {"org": org, "crumbs": crumbs(Crumb(_("法定主动公开内容")), org=org)}
    return table_response(request, "disclosure/directory.html", page, context)


@login_not_required
@require_safe
def reports(request: Request, code: str) -> HttpResponse:
    """政府信息公开年报 — reports that were published as documents; those of the module of reports stand there."""
    org = org_of(code)
    found = queries.listed(timezone.localdate(), org).filter(current__governs__contains=["annual-report"])
    context = {
        "org": org,
        "reports": found.order_by("-published_at"),
        "crumbs": crumbs(Crumb(_("政府信息公开年报")), org=org),
    }
    return kept(render(request, "disclosure/reports.html", context), LISTS)
