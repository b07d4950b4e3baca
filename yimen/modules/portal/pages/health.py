"""运行状况: whether the parts answer, for those who watch the machines; no detail."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yimen.kernel.jobs import parked
from yimen.kernel.web.request import Request


@login_not_required
@require_safe
def health(request: Request) -> JsonResponse:
    """运行状况 — 200 while the database answers; the worker is told beside it, its absence stops no page."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        worker = parked.worker_count(timezone.now()) > 0
    except Error:
        return _answer({"status": "down", "database": False}, 503)
    return _answer({"status": "ok" if worker else "degraded", "database": True, "worker": worker}, 200)


def _answer(body: dict[str, object], status: int) -> JsonResponse:
    response = JsonResponse(body, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
