"""Sign-in for pages: the cast as browsers."""

import pytest
from django.test import Client


@pytest.fixture
def browser(world):
    """A browser in which somebody of the cast has signed in; without a login, the public."""

    def make(login=""):
        client = Client()
        if login:
            client.force_login(world.actor(login).person)
        return client

    return make
