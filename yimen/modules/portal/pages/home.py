"""首页: one search box, the ways in that people use most, what the city opened yesterday."""

from __future__ import annotations

from collections import Counter
from datetime import date
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel import calendar
from yimen.kernel.metrics import counting, periods
from yimen.kernel.metrics.scope import WHOLE_CITY
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Step, Tile
from yimen.modules.approvals import public as approvals
from yimen.modules.portal import queries

TILES = 6
OPENED = (approvals.ACCEPTED, approvals.CONCLUDED)


@login_not_required
@require_safe
def home(request: Request) -> HttpResponse:
    """首页 — the front door; officials come in at their desk, unless they ask for this page."""
    if "home" not in request.GET and queries.is_official(request.actor):
        return redirect("portal:desk")
    today = timezone.localdate()
    day = calendar.current().previous(today).on
    context = {
        "tiles": _tiles(today),
        "figures": counting.read(OPENED, periods.one_day(day, today), WHOLE_CITY),
        "day": day,
        "steps": _how_to(),
    }
    return render(request, "portal/home.html", context)


def _tiles(today: date) -> list[Tile]:
    """By whom one is and by what it is about, with the number of items; one query over the guide."""
    audiences: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    for people, subjects in approvals.guide(today).values_list("audiences", "topics"):
        audiences.update(people)
        topics.update(subjects)
    who = [
        _tile(str(label), "audience", value, audiences[value], mark)
        for value, label, mark in (
            (approvals.Audience.PERSON, _("个人办事"), _("人")),
            (approvals.Audience.ENTERPRISE, _("企业办事"), _("企")),
        )
        if audiences[value]
    ]
    most = sorted(topics.items(), key=lambda pair: (-pair[1], pair[0]))[: TILES - len(who)]
    return who + [_tile(_(name), "topic", name, count, _(name)[:1]) for name, count in most]


def _tile(title: str, key: str, value: str, count: int, mark: str) -> Tile:
    href = f"{reverse('approvals:guide')}?{urlencode({key: value})}"
    return Tile(title, href, text=_("%(count)s个事项") % {"count": count}, mark=mark)


def _how_to() -> list[Step]:
    return [
        Step(_("查指南"), note=_("回答几个问题，得到您需要的材料清单")),
        Step(_("交申请"), note=_("网上提交或者到窗口提交，领取收件凭证")),
        Step(_("看进度"), note=_("凭办件编号和查询码，不必登录")),
        Step(_("领结果"), note=_("窗口、邮寄或者电子送达，文书可以随时查验")),
    ]
