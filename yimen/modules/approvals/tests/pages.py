"""How tests walk through the pages of acts: as one person of the cast, once, twice, too late, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.trials import facts_of, standing
from tests.world import World
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals.models import Application

TOO_LATE = "办件的状态已经变化"
CHANGED = "情况已经变化，没有做任何改动"


@dataclass(frozen=True)
class Trial:
    """One page of an act: where it begins, who does it with which fields, and where it leads."""

    page: str
    begins: str
    who: str
    state: str
    fact: str
    facts: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.page} by {self.who}"

    def reached(self, world: World) -> Application:
        """An application where the act begins."""
        return getattr(world, self.begins)()  # type: ignore[no-any-return]


def enter(person: PersonActor) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(person.person)
    return client


def address(page: str, application: Application, query: str = "") -> str:
    return reverse(f"approvals:{page}", args=[application.pk]) + query


def opened(person: PersonActor, page: str, application: Application) -> str:
    """The page as the person sees it."""
    response = enter(person).get(address(page, application))
    assert response.status_code == 200
    return text(response)


def text(response: Any) -> str:
    return str(response.content.decode())


def sent(
    person: PersonActor, page: str, application: Application, query: str = "", **facts: Any
) -> HttpResponse:
    """The answer to the form as the person sends it."""
    return enter(person).post(address(page, application, query), facts)  # type: ignore[return-value]


def does_once(world: World, application: Application, trial: Trial) -> None:
    """Opens, acts, leads to the case; the same form sent again is told that it is too late, and nothing changes."""
    person = getattr(world, trial.who)
    assert 'method="post"' in opened(person, trial.page, application)
    response = sent(person, trial.page, application, **trial.facts)
    assert (response.status_code, response.headers.get("Location")) == (
        302,
        address("application", application),
    )
    assert world.fresh(application).state == trial.state
    assert facts_of(application).count(f"approvals.{trial.fact}") == 1
    before = standing(application)
    again = sent(person, trial.page, application, **trial.facts)
    assert (again.status_code, TOO_LATE in text(again)) == (409, True)
    late = enter(person).get(address(trial.page, application))
    assert (late.status_code, CHANGED in text(late)) == (409, True)
    assert standing(application) == before


def is_hidden(world: World, application: Application, trial: Trial, *others: str) -> None:
    """For everybody else the page does not exist, opened or sent."""
    before = standing(application)
    for name in others:
        client = enter(getattr(world, name))
        there = address(trial.page, application)
        assert (name, client.get(there).status_code) == (name, 404)
        assert (name, client.post(there, trial.facts).status_code) == (name, 404)
    assert standing(application) == before


def filled(page: str) -> dict[str, Any]:
    """What the browser would send of the form on the page that changes something, as it stands."""
    forms = [
        one for one in html.fromstring(page).forms if one.method == "POST" and "data-dirty" in one.attrib
    ]
    found: dict[str, list[str]] = {}
    for name, value in forms[-1].form_values():
        found.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}
