"""窗口登记 — a person at the counter, the item, the draft; from there on it goes like any other application."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import Channel
from yimen.kernel.orgs import queries as orgs
from yimen.kernel.people import actions as people
from yimen.kernel.people import queries as persons
from yimen.kernel.people.models import Person
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.once import once_key
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.approvals import actions, queries, routing
from yimen.modules.approvals.forms import counter as forms
from yimen.modules.approvals.models import ItemVersion

COUNTER = "approvals.counter"
COUNTER_SECONDS = 3600


def window_start(request: Request) -> HttpResponse:
    """窗口登记 — finds the person by number and name as the document says, or registers a new one."""
    versions = _require_window(request)
    form = forms.Applicant(request.POST or None)
    if form.is_valid():
        person = _known(form) or _registered(request, form)
        if person is not None:
            return redirect(
                "approvals:window-item", signing.dumps([str(person.pk), request.actor.id], salt=COUNTER)
            )
    drafts = queries.window_drafts(request.actor)[:20]
    crumbs = [Crumb(_("办件"), reverse("approvals:handled")), Crumb(_("窗口登记"))]
    return render(
        request,
        "approvals/window_start.html",
        {"form": form, "drafts": drafts, "count": len(versions), "crumbs": crumbs},
    )


def _require_window(request: Request) -> list[ItemVersion]:
    """What this officer takes in; a page that does not exist for those who take nothing in."""
    versions = queries.versions_at_window(request.actor, timezone.localdate())
    if not versions:
        raise Http404
    return versions


def _known(form: forms.Applicant) -> Person | None:
    """The person with this number, if the name agrees; a number with another name is looked at again."""
    person = persons.person_with_number(form.cleaned_data["id_type"], form.cleaned_data["id_number"])
    if person is None or person.name == form.cleaned_data["name"].strip():
        return person
    form.add_error("name", _("与该证件号码登记的姓名不一致，请核对证件。"))
    return None


def _registered(request: Request, form: forms.Applicant) -> Person | None:
    """注册 — an account without a password, which its owner can claim later."""
    city = orgs.city_org()
    if city is None or not form.is_valid():
        return None
    login = f"window-{new_id().hex[-12:]}"
    done = attempt(
        form, people.register, city, login=login, **form.cleaned_data, by=request.actor, at=timezone.now()
    )
    return done.person if done else None


def window_item(request: Request, person: str) -> HttpResponse:
    """选择事项 — begins the draft for the person at the counter; it goes on like any other application."""
    applicant = _at_counter(request, person)
    versions = {one.item.code: one for one in _require_window(request)}
    key = once_key(request) or new_id()
    if drafted := queries.applications(request.actor).filter(pk=key).first():
        return redirect("approvals:draft", drafted.pk)
    form = forms.ChosenItem(request.POST or None, asked=_asked(versions.values()))
    if form.is_valid() and form.cleaned_data["code"] in versions:
        item = versions[form.cleaned_data["code"]].item
        facts: dict[str, Any] = {"answers": {}, "application_id": key, "channel": Channel.WINDOW}
        facts |= {"place": form.place_given, "project": form.project}
        if attempt(
            form, actions.save_draft, item, applicant=applicant, **facts, by=request.actor, at=timezone.now()
        ):
            return redirect("approvals:draft", key)
    words = request.GET.get("q", "").strip()
    found = [
        one for one in versions.values() if words.lower() in f"{one.item.name} {one.item.name_en}".lower()
    ]
    crumbs = [Crumb(_("窗口登记"), reverse("approvals:window-start")), Crumb(_("选择事项"))]
    shown = {"form": form, "applicant": applicant, "versions": found, "q": words, "crumbs": crumbs}
    return render(request, "approvals/window_item.html", shown)


def _asked(versions: Iterable[ItemVersion]) -> set[str]:
    """What some of the items ask about the place; mostly nothing."""
    today = timezone.localdate()
    return set().union(*(routing.asked_about(one.item, today) for one in versions))


def _at_counter(request: Request, token: str) -> Person:
    """The person whom this officer looked up within the hour."""
    try:
        identity, officer = signing.loads(token, salt=COUNTER, max_age=COUNTER_SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    if officer != request.actor.id:
        raise Http404
    return get_object_or_404(Person, pk=identity)
