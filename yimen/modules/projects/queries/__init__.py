"""Reads: what an actor may see, and what lists and detail pages show. Split by noun."""

from .projects import project_list, projects
from .stages import materials, reviews, seats, silent_tasks, stages, tasks, templates
from .vip import (
    consultations,
    criteria,
    desks,
    due_follow_ups,
    enrolments,
    escorts,
    investments,
    officers,
    orders,
    programme_cases,
    programme_list,
    programmes,
)

__all__ = [
    "consultations",
    "criteria",
    "desks",
    "due_follow_ups",
    "enrolments",
    "escorts",
    "investments",
    "materials",
    "officers",
    "orders",
    "programme_cases",
    "programme_list",
    "programmes",
    "project_list",
    "projects",
    "reviews",
    "seats",
    "silent_tasks",
    "stages",
    "tasks",
    "templates",
]
