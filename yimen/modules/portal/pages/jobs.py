"""搁置的任务: what failed after its retries, and one more try."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yimen.kernel.base.actor import Actor
from yimen.kernel.jobs import parked
from yimen.kernel.jobs.permissions import Permission
from yimen.kernel.orgs import queries as orgs
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.portal import actions, forms


@require_safe
def jobs(request: Request) -> HttpResponse:
    """搁置的任务 — for administrators; for others it does not exist."""
    _city(request.actor)
    context = {
        "jobs": parked.parked(),
        "waiting": parked.waiting_count(),
        "workers": parked.worker_count(timezone.now()),
        "crumbs": [Crumb(_("搁置的任务"))],
    }
    return render(request, "portal/jobs.html", context)


@require_POST
def retry(request: Request, job_id: int) -> HttpResponse:
    """重新执行 — one more try of one job."""
    city = _city(request.actor)
    form = forms.Nothing(request.POST)
    done = attempt(form, actions.retry_job, city, job_id=job_id, by=request.actor, at=timezone.now())
    if done is not None:
        done_message(request, _("任务已经重新放入队列。"))
    else:
        done_message(request, " ".join(map(str, form.non_field_errors())), kind="error")
    return redirect("portal:jobs")


def _city(actor: Actor) -> Org:
    """The city's own body, for those who may read its jobs."""
    city = orgs.city_org()
    if city is None or not actor.may(Permission.READ, city):
        raise Http404
    return city
