"""Reads: what an actor may see, and what lists and detail pages show. Split by noun."""

from .projects import project_list, projects
from .stages import silent_tasks, stages, tasks, templates

__all__ = ["project_list", "projects", "silent_tasks", "stages", "tasks", "templates"]
