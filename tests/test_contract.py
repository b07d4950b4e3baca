"""契约: the API keeps its own OpenAPI description, whatever is sent to it, by the public and by a clerk.

Schemathesis makes a few cases for each operation (seeded, so every run is alike): never a 5xx, and every answer is
one that the operation declares, in the shape that it declares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import APIOperation, Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.world import World
from yimen.kernel.people import actions as people
from yimen.kernel.people.token_secret import new_secret

CHECKS = (
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
ONE = settings(
    max_examples=1,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
FEW = settings(ONE, max_examples=5)
EXAMPLES = {"uuid": str(UUID(int=0)), "integer": "1", "date": "2026-03-02", "string": "example"}
"""A value of each kind that stands in addresses."""


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """As Django's own test client does: a request does not close the connection of the test."""
    ends = (signals.request_started, signals.request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


def operations() -> Iterator[APIOperation]:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for found in schema.get_all_operations():
        yield found.ok()


def broken(headers: Mapping[str, str], known: Mapping[str, str]) -> list[str]:
    """What does not keep the contract; ``known``: values of path parameters that lead to something."""
    wrong = []
    for operation in operations():
        wrong += broken_operation(operation, headers, {})
        if any(f"{{{name}}}" in operation.path for name in known):
            wrong += broken_operation(operation, headers, known)
    return sorted(set(wrong))


def broken_operation(
    operation: APIOperation, headers: Mapping[str, str], known: Mapping[str, str]
) -> list[str]:
    if operation.definition.raw.get("security") and not headers:  # 401, whatever is sent
        return faults(operation.Case(path_parameters=_anything(operation)), headers)
    wrong: list[str] = []

    @seed(1)
    @(FEW if _takes_anything(operation) else ONE)
    @given(case=operation.as_strategy())
    def send(case: Case) -> None:
        for name in set(known) & set(case.path_parameters or {}):
            case.path_parameters[name] = known[name]
        wrong.extend(faults(case, headers))

    try:
        send()
    except Exception as trouble:  # its own checks come first where a case cannot even be made
        wrong.append(f"{operation.label} {str(trouble)[:300]}")
    return wrong


def faults(case: Case, headers: Mapping[str, str]) -> list[str]:
    """What is wrong with the answer to one case; what it does, the next does not meet."""
    with transaction.atomic():
        answer = case.call(headers=dict(headers))
        transaction.set_rollback(True)
    try:
        case.validate_response(answer, checks=CHECKS)
    except Exception as trouble:
        said = getattr(trouble, "exceptions", [trouble])
        return [f"{case.operation.label} {answer.status_code} {str(one)[:200]}" for one in said]
    return []


def _anything(operation: APIOperation) -> dict[str, str]:
    """Something for every parameter of the address, of its kind."""
    parameters = operation.definition.raw.get("parameters", ())
    return {one["name"]: EXAMPLES[_kind(one["schema"])] for one in parameters if one["in"] == "path"}


def _kind(schema: Mapping[str, str]) -> str:
    return schema.get("format", schema.get("type", ""))


def _takes_anything(operation: APIOperation) -> bool:
    """Whether requests can differ in more than the key of what they ask for."""
    said = operation.definition.raw
    return "requestBody" in said or any(one["in"] == "query" for one in said.get("parameters", ()))


@pytest.fixture
def token(world: World) -> str:
    """A token of the clerk that may act."""
    secret, now = new_secret(), timezone.now()
    clerk = world.actor("clerk.construction", at=now)
    facts: dict[str, Any] = {
        "name": "契约",
        "secret": secret,
        "expires_on": (now + timedelta(days=30)).date(),
        "is_read_only": False,
    }
    people.issue_token(clerk.person, **facts, by=clerk, at=now)
    return secret


def known_by(world: World) -> dict[str, str]:
    return {
        "application_id": str(world.submitted().pk),
        "code": "road-occupation",
        "key": "application-form",
        "item_code": "road-occupation",
    }


def test_for_the_public(world: World) -> None:
    assert broken({}, known_by(world)) == []


def test_for_a_clerk(world: World, token: str) -> None:
    assert broken({"Authorization": f"Bearer {token}"}, known_by(world)) == []
