"""Migrations on an empty database, without drawing every model anew for each table, column, constraint and index.

Django keeps the classes of the state before an operation untouched: for each addition it makes the classes of all
models anew that can be reached over relations, here nearly all of them (decision 0062). No addition asks what was not
there before. So a new model's class is added to those that are there, as when a program starts, and fields,
constraints and indexes to the class that is there. All other operations go Django's way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.models import Field


class LightState(ProjectState):
    """The project's models at one moment of their history."""

    def clone(self) -> LightState:
        """As Django's, but of this class."""
        copy = super().clone()
        copy.__class__ = LightState
        return copy  # type: ignore[return-value]

    def add_model(self, model_state: ModelState) -> None:
        """A new model: its class joins those that are drawn."""
        with self._set_aside() as drawn:
            super().add_model(model_state)
        if drawn is not None:
            drawn.render_multiple([model_state])

    def add_field(
        self, app_label: str, model_name: str, name: str, field: Field[Any, Any], preserve_default: bool
    ) -> None:
        """A new field joins the class that is drawn."""
        with self._set_aside() as drawn:
            super().add_field(app_label, model_name, name, field, preserve_default)
        if drawn is not None:
            added = self.models[app_label, model_name].fields[name].clone()
            added.contribute_to_class(drawn.get_model(app_label, model_name), name)

    def _append_option(self, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
        """A constraint or an index: noted on the class that is drawn."""
        with self._set_aside() as drawn:
            super()._append_option(app_label, model_name, option_name, obj)  # type: ignore[misc]
        if drawn is not None:
            options = self.models[app_label, model_name].options
            setattr(drawn.get_model(app_label, model_name)._meta, option_name, options[option_name])

    @contextmanager
    def _set_aside(self) -> Iterator[StateApps | None]:
        """The classes that are drawn, if any: what Django does not find it does not draw anew."""
        drawn = self.__dict__.pop("apps", None)
        yield drawn
        if drawn is not None:
            self.__dict__["apps"] = drawn


class LightExecutor(MigrationExecutor):
    """Django's, with the lighter state."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        state: ProjectState = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]
        state.__class__ = LightState
        return state
