"""Reads: what an actor may see, and what lists and detail pages show. Split by noun."""

from .projects import project_list, projects
from .stages import demands, materials, reviews, seats, silent_tasks, stages, tasks, templates

__all__ = [
    "demands",
    "materials",
    "project_list",
    "projects",
    "reviews",
    "seats",
    "silent_tasks",
    "stages",
    "tasks",
    "templates",
]
