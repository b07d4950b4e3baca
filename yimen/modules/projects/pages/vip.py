"""重大项目窗口 — the ways in: consultations, green channel, escorts, special handling, programmes."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Tile
from yimen.modules.projects import queries


@require_safe
def vip(request: Request) -> HttpResponse:
    """重大项目窗口 — for those who handle projects."""
    if not queries.sees_projects(request.actor):
        raise Http404
    tiles = [
        Tile(_("绿色通道"), reverse("projects:enrolments"), _("符合条件的项目，由一人提出、另一人批准")),
        Tile(_("全程无偿代理"), reverse("projects:escorts"), _("专员代项目跑全程，不收费")),
        Tile(_("特事特办"), reverse("projects:orders"), _("依法缩短时限、优先办理")),
        Tile(_("专项"), reverse("projects:programmes"), _("一项工程的全部办件，按类别看进度")),
    ]
    if queries.reads_consultations(request.actor):
        tiles.insert(0, Tile(_("来访咨询"), reverse("projects:consultations"), _("登记、答复、回访")))
    return render(request, "projects/vip.html", {"tiles": tiles, "crumbs": [Crumb(_("重大项目窗口"))]})
