"""OpenAPI: one function, one operation."""

from ninja import Router

router = Router(tags=["projects"])
