"""What a page of the leadership is about, found through what the actor may see, and the way to it."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import named
from yimen.modules.leadership import queries
from yimen.modules.leadership.models import LeadershipGroup, OfficeAssignment, TrainingSession


def kept_group(request: Request, group_id: UUID) -> LeadershipGroup:
    return get_object_or_404(queries.kept_groups(request.actor), pk=group_id)


def kept_assignment(request: Request, assignment_id: UUID) -> OfficeAssignment:
    return get_object_or_404(queries.kept_assignments(request.actor), pk=assignment_id)


def kept_training(request: Request, training_id: UUID) -> TrainingSession:
    return get_object_or_404(queries.kept_trainings(request.actor), pk=training_id)


def group_crumbs(group: LeadershipGroup | None, here: str) -> list[Crumb]:
    """From the chart by the group to the page."""
    way = [Crumb(_("组织领导"), reverse("leadership:chart"))]
    if group is not None:
        way.append(Crumb(named(group.org), reverse("leadership:group", args=[group.pk])))
    return [*way, Crumb(here)]


def training_crumbs(training: TrainingSession | None, here: str) -> list[Crumb]:
    """From the list by the training to the page."""
    way = [Crumb(_("公开培训"), reverse("leadership:trainings"))]
    if training is not None:
        there = reverse("leadership:training", args=[training.pk])
        way.append(Crumb(training.shown_topic, there))
    return [*way, Crumb(here)]
