"""Error pages: what happened, what was kept, what to do."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """请求有误 — the address or the form could not be read."""
    return render(request, "web/errors/bad_request.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """无权访问 — known, but not for this person."""
    return render(request, "web/errors/forbidden.html", {"reason": _reason(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """没有找到 — it does not exist for this person."""
    return render(request, "web/errors/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """系统故障 — a bug or a missing part; the page depends on nothing that may have failed."""
    return HttpResponse(render_to_string("web/errors/server_error.html"), status=500)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """页面已过期 — the form's token does not match; nothing was done."""
    return render(request, "web/errors/csrf.html", status=403)


def _reason(exception: Exception) -> str:
    return str(exception.args[0]) if exception.args and isinstance(exception.args[0], str) else ""
