"""转入新版本 — a running case goes on under a newer version of its item."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.forms import catalogue as forms
from yimen.modules.approvals.models import Application

from .acts import finished, opens, show


@opens("migrate_case")
def version_migration(request: Request, application: Application) -> HttpResponse:
    """转入新版本 — with the benefit for the applicant; never with another material."""
    versions = queries.newer_versions(application, timezone.localdate()).select_related("item")
    form = forms.Migration(sent(request), versions=versions)
    if form.is_valid() and attempt(
        form, actions.migrate_case, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "migrate_case", _("已转入新版本。"))
    return show(request, application, "migrate_case", "version_migration", form)
