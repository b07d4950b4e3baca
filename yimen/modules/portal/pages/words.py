"""Pages of words: what this is, for whom it works, what it does with what it is told."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb


@login_not_required
@require_safe
def about(request: Request) -> HttpResponse:
    """关于一门."""
    return render(request, "portal/about.html", {"crumbs": [Crumb(_("关于一门"))]})


@login_not_required
@require_safe
def accessibility(request: Request) -> HttpResponse:
    """无障碍声明."""
    return render(request, "portal/accessibility.html", {"crumbs": [Crumb(_("无障碍声明"))]})


@login_not_required
@require_safe
def privacy(request: Request) -> HttpResponse:
    """个人信息保护."""
    return render(request, "portal/privacy.html", {"crumbs": [Crumb(_("个人信息保护"))]})
