"""Personal numbers in a form: kept sealed for the application, shown masked, kept when their masked form comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from yimen.kernel.base.identity import resident_number
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.people import numbers
from yimen.kernel.people.models import Person

from .shapes import Column, FieldKind, ItemForm, Prefill
from .values import MASKED, SEALED, is_blank

STAYS = (Prefill.NAME, Prefill.ID_NUMBER, Prefill.REPRESENTATIVE)
"""What the city knows for certain is not asked; the rest is only proposed."""


def sealed_form(
    form: ItemForm, data: Mapping[str, Any], before: Mapping[str, Any], *, owner: UUID
) -> dict[str, Any]:
    """The answers with every personal number sealed for the application."""
    kept: dict[str, list[dict[str, Any]]] = {}
    for value in _sealed_ones(before):
        kept.setdefault(value[MASKED], []).append(value)
    found = dict(data)
    for field in form.fields:
        if field.key in found:
            found[field.key] = _sealed(field, found[field.key], kept, owner)
            columns = {one.key: one for one in field.columns}
            if columns and isinstance(found[field.key], list):
                found[field.key] = [
                    {key: _sealed(columns[key], value, kept, owner) for key, value in row.items()}
                    for row in found[field.key]
                ]
    return found


def _sealed_ones(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for value in data.values():
        rows = value if isinstance(value, list) else []
        for one in (value, *(cell for row in rows if isinstance(row, dict) for cell in row.values())):
            if isinstance(one, dict) and SEALED in one:
                yield one


def _sealed(field: Column, value: Any, kept: dict[str, list[dict[str, Any]]], owner: UUID) -> Any:
    if field.kind != FieldKind.RESIDENT_ID or is_blank(value):
        return value
    text = str(value.get(MASKED, "")) if isinstance(value, Mapping) else str(value)
    same = kept.get(text, [])  # two numbers may look alike when masked: they come back in their order
    if same:
        return same.pop(0) if len(same) > 1 else same[0]
    return sealed_number(text, owner)


def sealed_number(text: str, owner: UUID) -> dict[str, Any]:
    """One number, sealed; a wrong one as well, because it may be a right one of somebody with a slip of the pen."""
    try:
        number, is_valid = resident_number(text), True
    except RuleBroken:
        number, is_valid = text[:30], False
    return {SEALED: numbers.sealed(number, owner), MASKED: numbers.masked(number), "is_valid": is_valid}


def known_answers(form: ItemForm, person: Person, *, owner: UUID) -> dict[str, Any]:
    """已知信息 — what the city knows of the applicant and the form would ask."""
    found = {one.key: _known(one.prefill, person, owner) for one in form.fields if one.prefill}
    return {key: value for key, value in found.items() if not is_blank(value)}


def _known(prefill: str, person: Person, owner: UUID) -> Any:
    if prefill == Prefill.ID_NUMBER:
        if not person.id_number_sealed:
            return None
        number = numbers.opened(person.id_number_sealed, person.pk)
        return {SEALED: numbers.sealed(number, owner), MASKED: numbers.masked(number), "is_valid": True}
    return {
        Prefill.NAME: person.name,
        Prefill.REPRESENTATIVE: person.legal_representative,
        Prefill.CONTACT: person.contact_name,
        Prefill.PHONE: person.phone,
        Prefill.EMAIL: person.email,
    }.get(Prefill(prefill), "")


def settled_keys(form: ItemForm, known: Mapping[str, Any]) -> set[str]:
    """The fields that are answered by what the city knows for certain."""
    return {one.key for one in form.fields if one.prefill in STAYS and one.key in known}


def resealed(data: Mapping[str, Any], *, owner: UUID, for_owner: UUID) -> dict[str, Any]:
    """The answers with every sealed number sealed anew, for another owner."""
    return {key: _resealed(value, owner, for_owner) for key, value in data.items()}


def _resealed(value: Any, owner: UUID, for_owner: UUID) -> Any:
    if isinstance(value, list):
        return [_resealed(one, owner, for_owner) for one in value]
    if not isinstance(value, Mapping):
        return value
    if SEALED in value:
        return {**value, SEALED: numbers.sealed(numbers.opened(value[SEALED], owner), for_owner)}
    return {key: _resealed(one, owner, for_owner) for key, one in value.items()}
