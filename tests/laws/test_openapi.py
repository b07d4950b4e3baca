"""Law of the contract: openapi.yaml is what the endpoints say, so that each change of it is seen in review."""

from __future__ import annotations

import json

import pytest

from .tables import ROOT, require_equal


def test_the_contract_is_the_committed_one(request: pytest.FixtureRequest) -> None:
    from yimen.project.api import api

    schema = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    require_equal(
        request,
        ROOT / "docs" / "openapi.json",
        json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
    )


def test_each_shape_has_a_name_of_its_own() -> None:
    """The contract keeps shapes by their names alone: of two with one name it would show one in place of both."""
    from ninja import Schema

    from yimen.project.api import api

    api.get_openapi_schema()
    found: dict[str, set[str]] = {}
    for one in descendants(Schema):
        if one.__module__.startswith("yimen.") and one.__name__ != "Problem":  # of which api.py keeps its own
            found.setdefault(one.__name__, set()).add(one.__module__)
    assert {name: sorted(modules) for name, modules in found.items() if len(modules) > 1} == {}


def descendants(kind: type) -> set[type]:
    return {kind, *(below for one in kind.__subclasses__() for below in descendants(one))}
