"""What the shell says about the city: the module that knows it tells how to read it."""

from collections.abc import Callable

from django.utils.translation import gettext as _

_READERS: list[Callable[[], str]] = []


def read_city_name_with(reader: Callable[[], str]) -> None:
    """Names the function that gives the city's name in the reader's language; the last one holds."""
    _READERS[:] = [reader]


def city_name() -> str:
    """城市名称 — in the reader's language; 示例市 until a city is loaded."""
    name = _READERS[0]() if _READERS else ""
    return name or _("示例市")
