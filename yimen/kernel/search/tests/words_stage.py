"""Who keeps the words, who does not, and how they come in, for the tests of the verbs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.world import NOON, World
from yimen.kernel.audit.models import Refusal
from yimen.kernel.base.refusals import NotAllowed

STRANGERS = ("resident.one", "clerk.construction", "disclosure.construction", "administrator")


def visitor(world: World, login: str = "") -> Client:
    """A browser, signed in when a login is given."""
    client = Client()
    if login:
        person = world.actor(login).person
        client.force_login(person)
    return client


def strangers_are_refused(world: World, act: Any, subject: Any, **facts: Any) -> None:
    """Everybody else is refused, the attempt is noted."""
    for login in STRANGERS:
        before = Refusal.objects.count()
        with pytest.raises(NotAllowed):
            act(subject, **facts, by=world.actor(login), at=NOON)
        assert Refusal.objects.count() == before + 1
