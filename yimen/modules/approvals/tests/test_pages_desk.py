"""Along the desk: after an act, the next work of its kind."""

from __future__ import annotations

import pytest

from tests.world import World

from .pages import address, enter, sent, text

pytestmark = pytest.mark.django_db


def test_after_an_act_the_desk_goes_on_to_the_next_of_its_kind(world: World) -> None:
    first, second = world.submitted(), world.submitted()
    facts = {"window": str(world.window().pk)}
    page = text(enter(world.clerk).get(address("acceptance", first, "?next=desk")))
    assert address("non-requirement", first, "?next=desk") in page
    response = sent(world.clerk, "acceptance", first, "?next=desk", **facts)
    assert response.headers["Location"] == address("acceptance", second, "?next=desk")
    response = sent(world.clerk, "acceptance", second, "?next=desk", **facts)
    assert response.headers["Location"] == address("application", second)
