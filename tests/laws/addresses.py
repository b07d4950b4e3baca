"""What can be asked of the house: every page by its pattern, every operation of the API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from yimen.kernel.people import auth


@dataclass(frozen=True)
class Address:
    """One page: its pattern as it stands in urls.py, its name, its parameters, and whether anybody may ask."""

    pattern: str
    name: str
    parameters: tuple[str, ...]
    is_public: bool


@dataclass(frozen=True)
class Operation:
    """One operation of the API."""

    method: str
    path: str
    name: str
    is_public: bool


def pages() -> list[Address]:
    """Every page, ours and those of the packages, but not the operations of the API."""
    return sorted(_pages(get_resolver(), "/", ""), key=lambda one: one.pattern)


def _pages(resolver: URLResolver, prefix: str, space: str) -> Iterator[Address]:
    for one in resolver.url_patterns:
        whole = prefix + str(one.pattern).lstrip("^")
        if isinstance(one, URLPattern):
            yield Address(
                whole,
                f"{space}{one.name}",
                tuple(re.findall(r"<(?:\w+:)?(\w+)>", whole)),
                not getattr(one.callback, "login_required", True),
            )
        elif one.app_name != "ninja":
            yield from _pages(one, whole, f"{space}{one.namespace}:" if one.namespace else space)


def operations() -> list[Operation]:
    """Every operation of the API, bound as it is served."""
    from yimen.project.api import api

    found: list[Operation] = []
    for router in api._get_bound_routers():
        for path, view in router.path_operations.items():
            whole = re.sub("/+", "/", f"/api/v1/{router.prefix}/{path}").rstrip("/")
            whole = re.sub(r"\{\w+:", "{", whole)
            for one in view.operations:
                name = one.view_func.__name__
                found += [Operation(method, whole, name, _is_public(one)) for method in one.methods]
    return sorted(found, key=lambda one: (one.path, one.method))


def _is_public(operation: Any) -> bool:
    """Whether one of the ways to say who asks is to be nobody."""
    return not operation.auth_callbacks or auth.public in operation.auth_callbacks
