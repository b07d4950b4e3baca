"""OpenAPI: one function, one operation. Split by noun."""

from ninja import Router

from . import escorts, programmes, vip

router = Router(tags=["projects"])
for part in (vip, escorts, programmes):
    router.add_router("", part.router)
