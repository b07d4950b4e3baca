"""重大项目 that an actor may see."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import CASE_READERS, under
from yimen.kernel.people.actor import person_actor
from yimen.modules.projects.models import Project, ProjectMove, Task
from yimen.modules.projects.states import RUNNING


def projects(actor: Actor) -> QuerySet[Project]:
    """重大项目: the owner's own; those of the bodies that a post reaches, that lead, led, or have a part in a stage."""
    person = person_actor(actor)
    if person is None:
        return Project.objects.none()
    paths = list(person.org_paths(*CASE_READERS))
    own = Q(owner_id=person.person.pk)
    if not paths:
        return Project.objects.filter(own)
    moved = ProjectMove.objects.filter(under("from_path", paths), project=OuterRef("pk"))
    led = under("org_path", paths)
    takes_part = Task.objects.filter(under("org_path", paths), stage__project=OuterRef("pk"))
    leading = Project.objects.filter(under("stages__org_path", paths)).values("pk")
    return Project.objects.filter(own | led | Exists(moved) | Exists(takes_part) | Q(pk__in=leading))


def project_list(actor: Actor, *, words: str = "", kind: str = "", state: str = "") -> QuerySet[Project]:
    """项目清单 — the projects that the actor sees, with what a list shows of each, the newest first."""
    rows = projects(actor)
    if words:
        rows = rows.filter(
            Q(name__icontains=words) | Q(number__startswith=words) | Q(owner_name__startswith=words)
        )
    if kind:
        rows = rows.filter(classes__contains=[kind])
    if state:
        rows = rows.filter(state=state)
    running = Count("stages", filter=Q(stages__state__in=RUNNING), distinct=True)
    return (
        rows.select_related("org", "place")
        .prefetch_related("investments")
        .annotate(running_count=running)
        .order_by("-pk")
    )
