"""草稿 around its pages: where drafts of this kind are found again, and the way there."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.kernel.web.attempt import done_message
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import named
from yimen.modules.approvals.models import Application


def drafts_of(request: Request, application: Application) -> Crumb:
    """The list that holds the draft: one's own, or those of the window that began it for another."""
    if str(application.applicant_id) == request.actor.id:
        return Crumb(_("我的申请"), reverse("approvals:mine"))
    return Crumb(_("窗口登记"), reverse("approvals:window-start"))


def draft_kept(request: Request, application: Application) -> HttpResponse:
    """存为草稿 — says where the draft is found again, and goes there."""
    place = drafts_of(request, application)
    done_message(request, _("草稿已保存，可以随时从“%(place)s”中继续填写。") % {"place": place.label})
    return redirect(place.href)


def draft_page(request: Request, application: Application, title: str) -> dict[str, Any]:
    """What every page of a draft shows around its own part."""
    crumbs = [drafts_of(request, application), Crumb(named(application.item)), Crumb(title)]
    return {"application": application, "item": application.item, "crumbs": crumbs}
