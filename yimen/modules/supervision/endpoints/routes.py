"""The one router of supervision: operations of several files share addresses."""

from ninja import Router

router = Router(tags=["supervision"])
