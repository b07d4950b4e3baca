"""Facets that many sources share: the body that is responsible, the year."""

from __future__ import annotations

import time
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.language import either
from yimen.kernel.orgs.models import Org

from .documents import Facet

REMEMBERED_SECONDS = 60.0


class _Names:
    """The names of all bodies, read at once and remembered for a minute."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, str]] = {}
        self._until = 0.0

    def __call__(self, code: str) -> str:
        if code not in self._names or time.monotonic() > self._until:
            rows = Org.objects.values_list("code", "short_name", "name", "name_en")
            self._names = {own: (short or name, english) for own, short, name, english in rows}
            self._until = time.monotonic() + REMEMBERED_SECONDS
        return either(*self._names.get(code, (code, "")))


def year_of(day: date | None) -> tuple[str, ...]:
    """The value of the facet year."""
    return (str(day.year),) if day is not None else ()


def _year(value: str) -> str:
    return gettext("%(year)s年") % {"year": value}


ORG = Facet("org", _("机构"), _Names())
YEAR = Facet("year", _("年份"), _year)
