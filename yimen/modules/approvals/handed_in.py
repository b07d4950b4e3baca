"""已交材料 — what is there now of an application's materials: asked once in an act, for all that needs it."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from yimen.kernel.base.asked_often import AskedOften

from .models import Application, ApplicationMaterial


class HandedIn(NamedTuple):
    """一份材料 — not replaced by a later one."""

    key: str
    name: str
    is_paper: bool
    is_original_seen: bool
    licence: UUID | None
    """The licence that stands for it."""


PRESENT = AskedOften(
    lambda application: ApplicationMaterial.objects.filter(
        application=application, replaced_at__isnull=True
    ).values_list(*HandedIn._fields)
)


def handed_in(application: Application) -> list[HandedIn]:
    """The materials that are there now."""
    return [HandedIn(*row) for row in PRESENT.all(application.pk)]
