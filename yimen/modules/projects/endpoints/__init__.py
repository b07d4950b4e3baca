"""OpenAPI: one function, one operation. Split by noun."""

from ninja import Router

from . import escorts, programmes, projects, stages, tasks, templates, vip

router = Router(tags=["projects"])
for part in (projects, stages, tasks, templates, vip, escorts, programmes):
    router.add_router("", part.router)
