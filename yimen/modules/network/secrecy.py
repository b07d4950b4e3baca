"""Personal numbers in messages: whole only on the way, sealed where a message is kept, masked where it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from yimen.kernel.base.text import masked_name, masked_number, masked_phone
from yimen.kernel.people import numbers

PERSON = "applicant"
MASKS: Mapping[str, Callable[[str], str]] = {
    "name": masked_name,
    "id_number": masked_number,
    "legal_representative": masked_name,
    "phone": masked_phone,
    "email": masked_number,
    "address": masked_number,
}


def sealed(body: Mapping[str, Any], message: UUID) -> dict[str, Any]:
    """The body as it is kept: the applicant's number sealed for this message."""
    return _changed(body, lambda number: numbers.sealed(number, message) if number else "")


def opened(body: Mapping[str, Any], message: UUID) -> dict[str, Any]:
    """The body as it is sent or applied."""
    return _changed(body, lambda number: numbers.opened(number, message) if number else "")


def masked(body: Mapping[str, Any]) -> dict[str, Any]:
    """The body as an operator sees it: whose it is stays with those who handle the case."""
    person = body.get(PERSON)
    hidden = {"statement"} & body.keys()
    shown = {key: "…" if key in hidden and body[key] else value for key, value in body.items()}
    if isinstance(person, Mapping):
        shown[PERSON] = {
            key: "***" if key == "id_number" else MASKS[key](value) if key in MASKS and value else value
            for key, value in person.items()
        }
    return shown


def _changed(body: Mapping[str, Any], turn: Callable[[str], str]) -> dict[str, Any]:
    person = body.get(PERSON)
    if not isinstance(person, Mapping) or "id_number" not in person:
        return dict(body)
    return {**body, PERSON: {**person, "id_number": turn(str(person["id_number"]))}}
