"""The ways into projects: stages for everybody, projects for those who see some, templates for those who keep them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import CASE_READERS
from yimen.kernel.orgs.queries import city_org
from yimen.kernel.people.actor import has_role, person_actor
from yimen.kernel.people.roles import Role
from yimen.kernel.web.menu import Entry

from .permissions import Permission
from .queries import sees_projects


def has_projects(actor: Actor) -> bool:
    """Who handles cases, and who owns a project."""
    person = person_actor(actor)
    return person is not None and (has_role(actor, *CASE_READERS) or person.person.kind == "enterprise")


def keeps_templates(actor: Actor) -> bool:
    """Whether the actor keeps the templates of the city."""
    if not has_role(actor, Role.ADMINISTRATOR, Role.CATALOGUE_EDITOR):
        return False
    return actor.may(Permission.TEMPLATE_EDIT, city_org())


ENTRIES = [
    Entry("stages", _("并联审批"), "projects:guide", place="main", order=29, holds=("projects:stage-guide",)),
    Entry(
        "projects",
        _("重大项目"),
        "projects:projects",
        shows=has_projects,
        place="account",
        order=32,
        holds=("projects:project", "projects:stage", "projects:task"),
    ),
    Entry(
        "vip",
        _("重大项目窗口"),
        "projects:vip",
        shows=sees_projects,
        place="account",
        order=33,
        holds=(
            "projects:consultation",
            "projects:enrolment",
            "projects:escort",
            "projects:follow-up",
            "projects:step-",
            "projects:obstacle",
            "projects:meeting",
            "projects:mandate",
            "projects:handing-on",
            "projects:conclusion",
            "projects:rating",
            "projects:orders",
            "projects:order-start",
            "projects:order-revocation",
            "projects:class-adding",
            "projects:case-",
            "projects:special-handling",
            "projects:programme",
        ),
    ),
    Entry(
        "stage-templates",
        _("阶段模板"),
        "projects:templates",
        shows=keeps_templates,
        place="account",
        order=66,
        holds=("projects:version",),
    ),
]
