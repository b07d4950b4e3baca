"""Opening: an application is found only among what the actor may see, its act pages only by whom may do the act."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from yimen.kernel.audit.action import verbs
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions as actions  # the verbs register themselves
from yimen.modules.approvals import queries
from yimen.modules.approvals.models import Application

JOINED = (
    "applicant",
    "case",
    "centre",
    "commitment",
    "correction",
    "inspection",
    "item",
    "org",
    "tolerance",
    "version__centre",
    "version__item",
    "window",
)


def seen(request: Request, application_id: UUID) -> Application:
    """The application with what its pages show; 404 when the actor may not see it."""
    return _joined(_found(request, application_id))


def open_for(request: Request, application_id: UUID, permission: str) -> Application:
    """The application for a page that does an act; 404 also for those whose grounds do not reach it."""
    application = _found(request, application_id)
    if not request.actor.may(permission, application):
        raise Http404
    return _joined(application)


def _found(request: Request, application_id: UUID) -> Application:
    """By itself: to find out who may see it asks for a narrow row, what is shown of it for a wide one."""
    return get_object_or_404(queries.applications(request.actor), pk=application_id)


def _joined(application: Application) -> Application:
    return Application.objects.select_related(*JOINED).get(pk=application.pk)


def already_done(request: Request, application: Application, verb: str) -> HttpResponse | None:
    """When the page is opened and the state does not allow its verb any more: the page that says what is so now.

    A form that is sent is let through: its refusal stands beside what was typed.
    """
    sources = verbs()[f"approvals.{verb}"].sources
    if request.method == "POST" or not sources or application.state in sources:
        return None
    return render_as_it_is(request, application)


def render_as_it_is(request: Request, application: Application) -> HttpResponse:
    """状态已变 — what the application's state is now, and the way to it."""
    response = render(request, "approvals/as_it_is.html", {"application": application})
    response.status_code = 409
    return response
