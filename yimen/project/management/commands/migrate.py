"""数据表: Django's `migrate`, which a fresh machine waits for, with a state that draws a new model without all others."""

from __future__ import annotations

from django.core.management.commands import migrate

from yimen.project.drawing import LightExecutor

migrate.MigrationExecutor = LightExecutor  # type: ignore[attr-defined]  # the command has no other way to be told


class Command(migrate.Command):
    """As Django's."""
