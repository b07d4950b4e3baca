"""The request as pages and endpoints see it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from yimen.kernel.base.actor import Actor


class Request(HttpRequest):
    """请求 — a request whose actor is known; the sign-in middleware of kernel.people sets it."""

    actor: Actor
    htmx: HtmxDetails
