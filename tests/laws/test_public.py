"""Law of the door: what anybody may ask without having signed in is a committed list."""

from __future__ import annotations

import pytest

from .addresses import operations, pages
from .tables import TABLES, require_equal


def test_public_addresses_are_the_committed_ones(request: pytest.FixtureRequest) -> None:
    lines = ["# pages that everybody reaches without signing in"]
    lines += [f"{one.pattern} {one.name}" for one in pages() if one.is_public]
    lines += ["", "# operations of the API that answer without a token"]
    lines += [f"{one.method} {one.path} {one.name}" for one in operations() if one.is_public]
    require_equal(request, TABLES / "public.txt", "\n".join(lines) + "\n")


def test_the_walk_sees_every_part_of_the_house() -> None:
    names = {one.name for one in pages()}
    assert {"portal:home", "approvals:acceptance", "account_login", "mfa_index", "people:persons"} <= names
    assert {one.path for one in operations()} >= {"/api/v1/approvals/applications", "/api/v1/people/me"}
