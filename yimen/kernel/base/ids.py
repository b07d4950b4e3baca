"""Identifiers: time-ordered UUIDs, so that rows of one day lie together on disk (RFC 9562, version 7)."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A new UUIDv7; unique across processes, increasing within one millisecond of one process."""
    return UUID(int=uuid_utils.uuid7().int)
