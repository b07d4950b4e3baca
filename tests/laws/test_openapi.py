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
