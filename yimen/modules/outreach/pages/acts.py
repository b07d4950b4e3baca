"""办理: the pages of the acts on an errand. One row of ACTS is one page: its verb, its words, its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.action import Verb, verbs
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.actor import person_actor
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import named
from yimen.modules.outreach import actions, queries
from yimen.modules.outreach.forms import acts as forms
from yimen.modules.outreach.models import Errand

Weight = Literal["primary", "secondary", "danger"]
Condition = Callable[[Errand, Actor], bool]


def always(_errand: Errand, _actor: Actor) -> bool:
    return True


def _applies(errand: Errand, _actor: Actor) -> bool:
    return bool(errand.service.item_code) and errand.application_id is None


def _handles(errand: Errand, actor: Actor) -> bool:
    may_here = errand.service.is_on_the_spot or actor.may(
        verbs()["outreach.follow_up_errand"].permission, errand
    )
    return errand.application_id is None and may_here


@dataclass(frozen=True)
class Act:
    """办理 — one verb with its page: name, what follows, the form, and when it is offered."""

    verb: Callable[..., Any]
    title: Text
    told: Text
    form: type[forms.ActForm] = forms.Plain
    kind: Weight = "secondary"
    when: Condition = always

    @property
    def rule(self) -> Verb:
        return verbs()[f"outreach.{self.verb.__name__}"]


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


@dataclass(frozen=True)
class Offer:
    """可办事项 — one act that is open to somebody now."""

    label: Text
    href: str
    kind: Weight


def offers(errand: Errand, actor: Actor) -> list[Offer]:
    """What the actor can do with the errand now, the main thing first."""
    found = [
        Offer(one.title, reverse(f"outreach:{name}", args=[errand.pk]), one.kind)
        for name, one in ACTS.items()
        if is_open(one, errand, actor)
    ]
    return sorted(found, key=lambda one: ("primary", "secondary", "danger").index(one.kind))


def is_open(one: Act, errand: Errand, actor: Actor) -> bool:
    rule = one.rule
    if errand.state not in rule.sources:
        return False
    return actor.may(rule.permission, errand) and one.when(errand, actor)


def seen(request: Request, errand_id: UUID) -> Errand:
    """The errand, if the actor may see it; else 404."""
    return get_object_or_404(queries.errands(request.actor), pk=errand_id)


def act(request: Request, errand_id: UUID, name: str) -> HttpResponse:
    """办理 — the page of one act: what it is, its form, what follows."""
    one, shown = ACTS[name], seen(request, errand_id)
    if not request.actor.may(one.rule.permission, shown):
        raise Http404
    if shown.state not in one.rule.sources and request.method != "POST":
        return as_it_is(request, shown)
    person, posted = person_actor(request.actor), request.method == "POST"
    form = one.form(
        request.POST if posted else None,
        request.FILES if posted else None,
        about=shown,
        person=person.person if person else None,
    )
    if form.is_valid() and attempt(
        form, one.verb, shown, **form.facts(), by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已办理：%(title)s。") % {"title": one.title})
        return redirect(_after(request, errand_id))
    context = {"errand": shown, "act": one, "form": form, "crumbs": crumbs(request, shown, one.title)}
    return render(request, "outreach/act.html", context)


def _after(request: Request, errand_id: UUID) -> str:
    """The errand; or, when it is closed to who acted, the list."""
    if queries.errands(request.actor).filter(pk=errand_id).exists():
        return reverse("outreach:errand", args=[errand_id])
    return reverse("outreach:errands")


def as_it_is(request: Request, shown: Errand) -> HttpResponse:
    """状态已变 — what is so now, and the way to it."""
    response = render(request, "outreach/as_it_is.html", {"errand": shown})
    response.status_code = 409
    return response


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
