"""Rows written by a statement composed once: the same row as by saving it, and the same refusals of the database."""

from __future__ import annotations

from datetime import time

import pytest
from django.db import IntegrityError, transaction
from django.forms import model_to_dict

from tests.world import World
from yimen.kernel.audit.adding import add
from yimen.kernel.orgs.models import Org, Window


def window(world: World, number: str) -> Window:
    centre = Org.objects.get(code="city-centre")
    serves = Org.objects.get(code="water")
    return Window(
        centre=centre, number=number, name="示例窗口", kind="department", serves=serves, opens=time(9)
    )


def test_writes_what_saving_writes(world: World) -> None:
    added, saved = add(window(world, "X01")), window(world, "X02")
    saved.save()
    assert not added._state.adding
    found = Window.objects.get(pk=added.pk)
    assert (found.pk, found.number, found.opens, found.is_open) == (added.pk, "X01", time(9), True)
    same = model_to_dict(Window.objects.get(pk=saved.pk)) | {"number": "X01"}
    assert model_to_dict(found) == same


def test_constraints_speak(world: World) -> None:
    add(window(world, "X01"))
    with pytest.raises(IntegrityError, match="window_number_once_in_a_centre"), transaction.atomic():
        add(window(world, "X01"))
    assert Window.objects.filter(number="X01").count() == 1
