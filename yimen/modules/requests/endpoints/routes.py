"""The one router of requests: operations of several files share addresses."""

from ninja import Router

router = Router(tags=["requests"])
