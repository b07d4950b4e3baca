"""报文格式: the JSON Schema of every type of message, in every version that is understood side by side.

Version 2 is what is kept and applied; version 1 named an officer by a plain text. An older message is raised when
it comes in, a newer one lowered when the other side only understands the older.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator

from . import saying
from .bodies import BODIES

CURRENT = 2
VERSIONS = (1, 2)
OLD_OFFICER = {"type": "string", "maxLength": 100}


class NotValid(Exception):  # noqa: N818 - says what the body is
    """格式不符 — where in the body, and why."""


def types() -> list[str]:
    """Every type of message."""
    return list(BODIES)


def schema(message_type: str, version: int) -> dict[str, Any]:
    """The JSON Schema of a body; raises KeyError for an unknown type or version."""
    if version not in VERSIONS:
        raise KeyError(version)
    body = dict(BODIES[message_type])
    if version == 1 and "officer" in body["properties"]:
        body["properties"] = {**body["properties"], "officer": OLD_OFFICER}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": message_type, **body}


@lru_cache(maxsize=64)
def _validator(message_type: str, version: int) -> Draft202012Validator:
    return Draft202012Validator(schema(message_type, version))


def require_valid(message_type: str, version: int, body: Mapping[str, Any]) -> None:
    """Raises NotValid, naming the first place that does not fit; KeyError for an unknown type or version."""
    validator = _validator(message_type, version)
    errors = sorted(validator.iter_errors(dict(body)), key=lambda one: list(map(str, one.absolute_path)))
    if errors:
        raise NotValid(saying.said(errors[0])[:400])


def raised(body: Mapping[str, Any], version: int) -> dict[str, Any]:
    """The body as the current version says it."""
    said = dict(body)
    if version == 1 and "officer" in said:
        said["officer"] = {"name": said["officer"]}
    return said


def lowered(body: Mapping[str, Any], version: int) -> dict[str, Any]:
    """The body as an older version says it; what that version cannot say is left out."""
    said = dict(body)
    if version == 1 and "officer" in said:
        said["officer"] = said["officer"]["name"]
    return said


def spoken(understood: list[int]) -> int | None:
    """The newest version that both sides understand; None when there is none."""
    return max(set(understood) & set(VERSIONS), default=None)
