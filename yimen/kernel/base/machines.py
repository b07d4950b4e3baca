"""Machines that act: each has a name in the code and the record, and words by which people read it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from .refusals import Text

_LABELS: dict[str, Text] = {}


def register(table: Mapping[str, Text]) -> None:
    """Adds the machines of a part of the house: name -> how it is called on pages and in the record."""
    for name, words in table.items():
        if name in _LABELS and _LABELS[name] != words:
            raise ValueError(f"machine {name} is called by two names")
        _LABELS[name] = words


def label(name: str) -> str:
    """系统 — what a machine is called in the reader's language; one that nobody knows any more, by its name."""
    if name in _LABELS:
        return str(_LABELS[name])
    return _("系统（%(name)s）") % {"name": name}


def known() -> frozenset[str]:
    """All names, for the law that each machine with a grant has words."""
    return frozenset(_LABELS)
