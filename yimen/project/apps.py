"""The last of our own to be ready: everything else is loaded then."""

from django.apps import AppConfig

from . import garbage


class ProjectConfig(AppConfig):
    name = "yimen.project"

    def ready(self) -> None:
        garbage.look_for_new()
