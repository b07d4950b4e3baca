"""审核 — who examines, the opinion, the way back."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.roles import Role
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.forms import reviewing as forms
from yimen.modules.approvals.models import Application, Review

from .acts import finished, opens, show


@opens("assign")
def assignment(request: Request, application: Application) -> HttpResponse:
    """分派审核 — the head gives the case to an examiner; an examiner takes it."""
    examiners = queries.examiners(application, timezone.localdate())
    is_head = _is_head(request, application)
    if not is_head:
        examiners = examiners.filter(pk=request.actor.id)
    form = forms.Assignment(sent(request), examiners=examiners, initial={"reviewer": examiners.first()})
    if form.is_valid() and attempt(
        form, actions.assign, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        told = _("审核由%(name)s承办。") % {"name": form.cleaned_data["reviewer"].name}
        return finished(request, application, "assign", told)
    return show(request, application, "assign", "assignment", form, {"is_head": is_head})


def _is_head(request: Request, application: Application) -> bool:
    person = person_actor(request.actor)
    return person is not None and person.holds(Role.SECTION_HEAD, application.org_path) is not None


@opens("examine")
def examination(request: Request, application: Application) -> HttpResponse:
    """审核 — the opinion, with the materials beside it."""
    form = forms.Examination(
        sent(request),
        content=application.version.body,
        officers=queries.second_officers(application, request.actor, timezone.localdate()),
    )
    if form.is_valid() and attempt(
        form, actions.examine, application, **form.facts(), by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "examine", _("审核意见已提交。"))
    returned = application.reviews.filter(returned_at__isnull=False).select_related("reviewer")
    context = {"returned": returned, "is_other": str(application.reviewer_id) != request.actor.id}
    return show(request, application, "examine", "examination", form, context)


@opens("return_to_review")
def returning(request: Request, application: Application) -> HttpResponse:
    """退回重审 — back to the section, with the reason."""
    form = forms.Returning(sent(request))
    if form.is_valid() and attempt(
        form, actions.return_to_review, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "return_to_review", _("已退回重审。"))
    return show(request, application, "return_to_review", "returning", form, {"review": review(application)})


def review(application: Application) -> Review | None:
    """The opinion that stands."""
    standing = application.reviews.filter(returned_at__isnull=True).select_related(
        "reviewer", "second_officer"
    )
    return standing.order_by("-submitted_at").first()
