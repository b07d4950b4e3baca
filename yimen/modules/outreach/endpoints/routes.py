"""The one router of outreach: operations of several files share addresses."""

from ninja import Router

router = Router(tags=["outreach"])
