"""No amount can be typed: not in a form, not in the API, but where the pricing office publishes standards."""

from __future__ import annotations

import importlib
import pkgutil
from decimal import Decimal
from typing import Any, get_args

from django import forms
from ninja import Schema

from tests.laws.addresses import operations
from yimen.modules.approvals import endpoints
from yimen.modules.approvals import forms as own_forms

OF_THE_PRICING_OFFICE = {"Pricing", "NewStandard", "FeeIn", "FeeChangeIn"}
OF_OTHER_AMOUNTS = {"FeeRow", "ChosenItem", "Where", "WhereIn", "DraftIn", "Conditions", "FieldRow"}
"""Words of a published fee in the catalogue, bounds of a form field, what a project invests: nothing is charged by these."""
OF_ROUTING = ("approvals.forms.delegation", "approvals.forms.routing", "approvals.endpoints.delegation")
"""What a project invests decides which body is competent; nothing is charged by it."""
MONEY_WORDS = ("amount", "total", "price", "sum", "fee_", "paid", "least", "most")


def classes(package: Any, kind: type) -> list[type]:
    found: dict[str, type] = {}
    for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        for name, value in vars(importlib.import_module(one.name)).items():
            is_own = isinstance(value, type) and issubclass(value, kind) and value.__module__ == one.name
            if is_own and not one.name.endswith(OF_ROUTING):
                found[name] = value
    return list(found.values())


def test_no_form_has_a_field_for_an_amount() -> None:
    wrong = [
        f"{one.__name__}.{name}"
        for one in classes(own_forms, forms.BaseForm)
        if one.__name__ not in OF_THE_PRICING_OFFICE | OF_OTHER_AMOUNTS
        for name, field in one.base_fields.items()  # type: ignore[attr-defined]
        if isinstance(field, forms.DecimalField) or any(word in name for word in MONEY_WORDS)
    ]
    assert wrong == []


def test_no_operation_takes_an_amount() -> None:
    wrong = [
        f"{one.__name__}.{name}"
        for one in classes(endpoints, Schema)
        if one.__name__.endswith("In") and one.__name__ not in OF_THE_PRICING_OFFICE | OF_OTHER_AMOUNTS
        for name, field in one.model_fields.items()  # type: ignore[attr-defined]
        if (field.annotation is Decimal or (Decimal in get_args(field.annotation) and name != "measured"))
        or any(word in name for word in MONEY_WORDS)
    ]
    assert wrong == []
    assert operations()


def test_what_is_measured_is_a_quantity_of_a_published_standard() -> None:
    """The one field that takes numbers is named by the standard's measures, and none of them is an amount to pay."""
    from yimen.modules.approvals.endpoints.charging import ChargeIn

    assert set(ChargeIn.model_fields) == {"measured", "reductions"}
