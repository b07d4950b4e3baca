"""Migrations on an empty database, without drawing every model anew for each table, constraint and index.

Django keeps the classes of the state before an operation untouched: for each new table and each constraint it makes
the classes of all models anew that can be reached over relations, here nearly all of them (decision 0062). Neither
operation asks the state before. So a new model's class is added to those that are there, as when a program starts;
constraints and indexes are noted on the class that is there. All other operations go Django's way.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState


class LightState(ProjectState):
    """The project's models at one moment of their history."""

    def clone(self) -> LightState:
        """As Django's, but of this class."""
        copy = super().clone()
        copy.__class__ = LightState
        return copy  # type: ignore[return-value]

    def add_model(self, model_state: ModelState) -> None:
        """A new model: its class joins those that are drawn."""
        drawn = self.__dict__.pop("apps", None)
        super().add_model(model_state)
        if drawn is not None:
            self.__dict__["apps"] = drawn
            drawn.render_multiple([model_state])

    def _append_option(self, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
        """A constraint or an index: noted on the class that is drawn."""
        drawn = self.__dict__.pop("apps", None)
        super()._append_option(app_label, model_name, option_name, obj)  # type: ignore[misc]
        if drawn is not None:
            self.__dict__["apps"] = drawn
            options = self.models[app_label, model_name].options
            setattr(drawn.get_model(app_label, model_name)._meta, option_name, options[option_name])


class LightExecutor(MigrationExecutor):
    """Django's, with the lighter state."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        state = super()._create_project_state(with_applied_migrations)
        state.__class__ = LightState
        return state
