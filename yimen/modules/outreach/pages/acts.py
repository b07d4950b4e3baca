"""办理: the pages of the acts on an errand. One row of ACTS is one page: its verb, its words, its form."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.action import verb_of
from yimen.kernel.audit.offers import Offer, open_to
from yimen.kernel.audit.pages import Act, ActPages
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, OpenOffer
from yimen.kernel.web.words import named
from yimen.modules.approvals import public as approvals
from yimen.modules.outreach import actions, queries
from yimen.modules.outreach.forms import acts as forms
from yimen.modules.outreach.models import Errand, Mandate


def _applies(errand: Errand, _actor: Actor) -> bool:
    return bool(errand.service.item_code) and errand.application_id is None


def _handles(errand: Errand, actor: Actor) -> bool:
    may_here = errand.service.is_on_the_spot or actor.may(
        verb_of(actions.follow_up_errand).permission, errand
    )
    return errand.application_id is None and may_here


def _holds_today(mandate: Mandate, _actor: Actor) -> bool:
    return mandate.holds_on(timezone.localdate())


ACTS: Mapping[str, Act] = {
    "mandate": Act(
        actions.sign_mandate,
        _("签署委托"),
        _("代办不收任何费用。委托人随时可以撤销委托，不需要说明理由。"),
        forms.SignedMandate,
        "primary",
    ),
    "acceptance": Act(
        actions.accept_errand,
        _("受理代办"),
        _("委托人会收到回执，写明收到的材料和应当递交或者送乡镇（街道）的日期。"),
        forms.Receipt,
        "primary",
    ),
    "application": Act(
        actions.apply_for_principal,
        _("代为申请"),
        _("以委托人的名义起草申请，接着在申请页面上填写情形、上传材料、提交。"),
        forms.Application,
        "primary",
        _applies,
    ),
    "forwarding": Act(actions.forward_errand, _("送乡镇（街道）"), _("乡镇（街道）中心的窗口会收到通知。")),
    "handling": Act(
        actions.handle_errand, _("当场办结"), _("委托人会收到结果。"), forms.Handled, when=_handles
    ),
    "delivery": Act(
        actions.deliver_errand,
        _("送达结果"),
        _("送上门的，请委托人签名或者当面拍照。"),
        forms.Delivery,
        "primary",
    ),
    "filing": Act(
        actions.archive_errand,
        _("归档上报"),
        _("归档以后代理员不再看到这项代办；中心随后回访委托人。"),
        kind="primary",
    ),
    "follow-up": Act(
        actions.follow_up_errand,
        _("回访"),
        _("每次回访都要问：是否满意，有没有人要过钱或者东西。回答会提供给监督机构。"),
        forms.Asked,
        "primary",
    ),
    "hand-over": Act(
        actions.hand_over_errand, _("移交代办"), _("委托人和接手的代理员会收到通知。"), forms.HandOver
    ),
    "returning": Act(
        actions.return_errand, _("退回代办"), _("材料退还委托人，委托人会收到原因。"), forms.Reason, "danger"
    ),
    "cancellation": Act(
        actions.cancel_errand,
        _("取消代办"),
        _("已经递交的申请不受影响，由委托人自己继续办理。"),
        forms.Reason,
        "danger",
    ),
}


def _has_more(mandate: Mandate, actor: Actor) -> bool:
    return _holds_today(mandate, actor) and queries.services_left(mandate).exists()


BEGIN = Offer(actions.begin_errand, _("依委托再办一项"), "outreach:beginning", when=_has_more)
REVOKE = Offer(actions.revoke_mandate, _("撤销委托"), "outreach:revocation", "danger", when=_holds_today)


def seen(request: Request, errand_id: UUID) -> Errand:
    """The errand, if the actor may see it; else 404."""
    return get_object_or_404(queries.errands(request.actor), pk=errand_id)


def crumbs(request: Request, shown: Errand, title: Text = "") -> list[Crumb]:
    """The way here: from the own list, or from the desk."""
    mine = str(shown.principal_id) == request.actor.id
    first = (
        Crumb(_("我的代办"), reverse("outreach:mine"))
        if mine
        else Crumb(_("代办事项"), reverse("outreach:errands"))
    )
    own = Crumb(named(shown.service), reverse("outreach:errand", args=[shown.pk]) if title else "")
    return [first, own, Crumb(title)] if title else [first, own]


def _back(request: Request, shown: Errand) -> str:
    """The errand; or, when it is closed to who acted, the list."""
    if queries.errands(request.actor).filter(pk=shown.pk).exists():
        return reverse("outreach:errand", args=[shown.pk])
    return reverse("outreach:errands")


PAGES = ActPages(ACTS, "errand", "outreach/act.html", "outreach/as_it_is.html", crumbs, _back)


def offers(errand: Errand, actor: Actor) -> list[OpenOffer]:
    """What the actor can do with the errand now, the main thing first; on top the application that is written for it."""
    found = open_to(actor, errand, PAGES.offers())
    if errand.mandate is not None:
        found += open_to(actor, errand.mandate, [BEGIN, REVOKE])
        found.sort(key=lambda one: one.kind == "danger")  # what ends something comes last
    if errand.application_id is not None and approvals.is_seen_by(actor, errand.application_id):
        address = reverse("approvals:application", args=[errand.application_id])
        found.insert(0, OpenOffer("", _("打开申请"), address, "primary"))
    return found


def act(request: Request, errand_id: UUID, name: str) -> HttpResponse:
    """办理 — the page of one act: what it is, its form, what follows."""
    return PAGES.page(request, seen(request, errand_id), name)
