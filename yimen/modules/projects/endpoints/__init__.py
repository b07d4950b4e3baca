"""OpenAPI: one function, one operation. Split by noun."""

from ninja import Router

from . import escorts, programmes, projects, stages, tasks, templates, vip

router = Router(tags=["projects"])
for part in (vip, escorts, programmes, projects, stages, tasks, templates):
    router.add_router("", part.router)
