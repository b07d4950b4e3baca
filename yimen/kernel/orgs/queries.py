"""Reads of the directory. Regions, bodies and windows are public."""

from __future__ import annotations

from datetime import date
from time import monotonic

from django.db.models import Q, QuerySet

from yimen.kernel.base.language import either

from .models import Org, Region, Section, Window

COUNTRY = "000000000000"
"""The root of all divisions; made by a migration, so that every other one has a parent."""


def country() -> Region:
    """The root of the divisions."""
    return Region.objects.get(pk=COUNTRY)


def regions() -> QuerySet[Region]:
    return Region.objects.exclude(pk=COUNTRY)


def orgs() -> QuerySet[Org]:
    return Org.objects.select_related("region", "parent")


def open_orgs(on: date) -> QuerySet[Org]:
    """Bodies that do work on the day."""
    return orgs().filter(
        Q(founded_on=None) | Q(founded_on__lte=on),
        Q(closed_on=None) | Q(closed_on__gt=on),
    )


def org(code: str) -> Org | None:
    return Org.objects.filter(code=code).first()


def city_org() -> Org | None:
    """本级人民政府 — the root of the tree; None until a city is loaded."""
    return Org.objects.filter(parent=None).select_related("region").order_by("path").first()


_NAMES: list[tuple[float, str, str]] = []
NAME_SECONDS = 60.0


def city_name() -> str:
    """The city's name in the reader's language; empty until a city is loaded.

    Every page shows it, so a process remembers it for a minute; an empty answer is not remembered.
    """
    if not _NAMES or monotonic() - _NAMES[0][0] > NAME_SECONDS:
        root = city_org()
        if root is None:
            return ""
        _NAMES[:] = [(monotonic(), root.region.name, root.region.name_en)]
    _when, name, name_en = _NAMES[0]
    return either(name, name_en)


def forget() -> None:
    """Forgets the remembered name."""
    _NAMES.clear()


def under(path: str) -> QuerySet[Org]:
    """The body with this path and all bodies below it."""
    return Org.objects.filter(path__startswith=path)


def sections(org: Org) -> QuerySet[Section]:
    return Section.objects.filter(org=org).select_related("org")


def windows(centre: Org | None = None) -> QuerySet[Window]:
    rows = Window.objects.select_related("centre", "serves")
    return rows if centre is None else rows.filter(centre=centre)
