"""Addresses: each part brings its own; nothing is decided here."""

from django.urls import include, path

from .api import api

urlpatterns = [
    path("", include("yimen.modules.portal.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
    path("approvals/", include("yimen.modules.approvals.urls")),
    path("calendar/", include("yimen.kernel.calendar.urls")),
    path("disclosure/", include("yimen.modules.disclosure.urls")),
    path("hall/", include("yimen.modules.hall.urls")),
    path("leadership/", include("yimen.modules.leadership.urls")),
    path("network/", include("yimen.modules.network.urls")),
    path("ledger/", include("yimen.kernel.ledger.urls")),
    path("notices/", include("yimen.kernel.notices.urls")),
    path("orgs/", include("yimen.kernel.orgs.urls")),
    path("people/", include("yimen.kernel.people.urls")),
    path("policies/", include("yimen.kernel.policies.urls")),
    path("outreach/", include("yimen.modules.outreach.urls")),
    path("projects/", include("yimen.modules.projects.urls")),
    path("search/words/", include("yimen.kernel.search.urls")),
    path("reports/", include("yimen.modules.reports.urls")),
    path("requests/", include("yimen.modules.requests.urls")),
    path("summaries/", include("yimen.modules.summaries.urls")),
    path("supervision/", include("yimen.modules.supervision.urls")),
    path("verify/", include("yimen.kernel.documents.urls")),
    path("web/", include("yimen.kernel.web.urls")),
]

handler400 = "yimen.kernel.web.errors.bad_request"
handler403 = "yimen.kernel.web.errors.forbidden"
handler404 = "yimen.project.api.nowhere"
handler500 = "yimen.kernel.web.errors.server_error"
