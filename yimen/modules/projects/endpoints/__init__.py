"""OpenAPI: one function, one operation. Split by noun."""

from ninja import Router

from . import projects, stages, tasks, templates

router = Router(tags=["projects"])
for part in (projects, stages, tasks, templates):
    router.add_router("", part.router)
