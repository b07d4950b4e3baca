"""办理: what the pages of the acts of the network share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.network import queries

Page = Callable[..., HttpResponseBase]
HOME = "network:overview"


def reads(page: Page) -> Page:
    """A page for those who run or oversee the network; for others it does not exist."""
    return _for(queries.may_read, page)


def runs(page: Page) -> Page:
    """A page of an act, for those who run the network; for others it does not exist."""
    return _for(queries.may_run, page)


def _for(allowed: Callable[[Actor], bool], page: Page) -> Page:
    @wraps(page)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not allowed(request.actor):
            raise Http404
        return page(request, *args, **kwargs)

    return opened


def crumbs(*steps: tuple[Text, str]) -> list[Crumb]:
    return [Crumb(_("联网交换"), reverse(HOME)), *(Crumb(label, href) for label, href in steps)]
