"""办理: a table of acts on one noun, of which each row is a page: its verb, its words, its form, when it is offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.acts import ActForm, Plain, sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Weight

from .action import Verb, verb_of
from .events import Event
from .offers import Condition, Offer, always

S = TypeVar("S", bound=Model)


@dataclass(frozen=True)
class Act:
    """办理 — one verb with its page: name, what follows, the form, and when it is offered."""

    verb: Callable[..., Event]
    title: Text
    told: Text
    form: type[ActForm] = Plain
    kind: Weight = "secondary"
    when: Condition = always
    lead: Text = ""

    @property
    def rule(self) -> Verb:
        return verb_of(self.verb)

    def words(self) -> dict[str, Text]:
        """What web/act.html says of it."""
        kind = "danger" if self.kind == "danger" else "primary"
        return {"title": self.title, "lead": self.lead, "told": self.told, "kind": kind}

    def offer(self, name: str) -> Offer:
        """The row of the table of offers that leads to this page."""
        return Offer(self.verb, self.title, f"{self.rule.module}:{name}", self.kind, self.when)


def _nothing_more(_request: Request, _subject: Any, _name: str) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class ActPages(Generic[S]):
    """办理页面 — the table of acts on a noun, and how its module shows it: templates, the way here, where one goes afterwards.

    ``called`` is the name of the subject in the templates, ``late`` the template that says that it has moved on,
    ``more`` what some acts show above their form.
    """

    acts: Mapping[str, Act]
    called: str
    template: str
    late: str
    crumbs: Callable[[Request, S, Text], list[Crumb]]
    back: Callable[[Request, S], str]
    more: Callable[[Request, S, str], Mapping[str, Any]] = _nothing_more

    def offers(self) -> tuple[Offer, ...]:
        """可办事项 — each act of the table, with its page of the same name."""
        return tuple(one.offer(name) for name, one in self.acts.items())

    def page(self, request: Request, subject: S, name: str) -> HttpResponse:
        """The page of one act: what it is, its form, what follows; 404 for whoever may not do it."""
        one = self.acts[name]
        if not request.actor.may(one.rule.permission, subject):
            raise Http404
        if request.method != "POST" and not one.rule.starts_from(subject):
            return self.as_it_is(request, subject)
        form = one.form(sent(request), request.FILES or None, about=subject, actor=request.actor)
        if form.is_valid() and attempt(
            form, one.verb, subject, **form.facts(), by=request.actor, at=timezone.now()
        ):
            done_message(request, _("已办理：%(title)s。") % {"title": one.title})
            return redirect(self.back(request, subject))
        crumbs = self.crumbs(request, subject, one.title)
        context = {self.called: subject, "form": form, "crumbs": crumbs, **one.words()}
        return render(request, self.template, context | dict(self.more(request, subject, name)))

    def as_it_is(self, request: Request, subject: S) -> HttpResponse:
        """状态已变 — what is so now, and the way to it."""
        response = render(request, self.late, {self.called: subject})
        response.status_code = 409
        return response
