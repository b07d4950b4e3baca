"""政务公开首页 — the newest, the ways in by body, subject and collection, what the figures say, where to go on."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.web.edge import kept
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.disclosure import browsing, queries
from yimen.modules.disclosure.feeds import linked
from yimen.modules.disclosure.forgetting import COLLECTIONS, LISTS
from yimen.modules.disclosure.models import ClassificationNode
from yimen.modules.disclosure.states import Scheme

NEWEST = 12
TREES = (Scheme.SUBJECT, Scheme.AUDIENCE, Scheme.GENRE)


@login_not_required
@require_safe
def home(request: Request) -> HttpResponse:
    """政务公开 — one search box first, then the newest and every way in."""
    today = timezone.localdate()
    orgs = queries.org_counts(today)
    about = _("本市主动公开的政府信息：规章、规范性文件、办理结果和公共服务信息。")
    context = {
        "newest": queries.listed(today).order_by("-published_at", "-id")[:NEWEST],
        "orgs": orgs,
        "total": sum(count for _org, count in orgs),
        "this_year": sum(count for year, _month, count in queries.month_counts(today) if year == today.year),
        "today": today,
        "trees": [(scheme, _roots(scheme, today)) for scheme in TREES],
        "collections": browsing.collections(),
        "apply_url": address("requests:home"),
        "head_tags": linked.column_tags(_("政务公开"), about, _("政务公开,政府信息,公开目录"), today),
        "linked": linked.as_script(linked.site_data(address("portal:search"))),
        "crumbs": [Crumb(_("政务公开"))],
    }
    return kept(render(request, "disclosure/home.html", context), LISTS, COLLECTIONS)


def _roots(scheme: str, today: date) -> list[tuple[ClassificationNode, int]]:
    """The first places of a tree under which something lies."""
    counts = queries.node_counts(scheme, today)
    roots = (one for one in queries.nodes(scheme, today) if one.parent_id is None)
    return [(one, counts[one.path]) for one in roots if counts.get(one.path)]


def address(name: str) -> str:
    """The address of a page of an upper part of the house, where it is there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
