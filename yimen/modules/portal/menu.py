"""The ways into the portal, each shown to those for whom there is something behind it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.jobs.permissions import Permission as Jobs
from yimen.kernel.metrics.scope import scope_of
from yimen.kernel.people.actor import has_role
from yimen.kernel.people.roles import Role
from yimen.kernel.web.menu import Entry

from . import queries


def reads_figures(actor: Actor) -> bool:
    return scope_of(actor) is not None


def reads_jobs(actor: Actor) -> bool:
    """Asked of administrators only, so that the menu of others costs nothing."""
    return has_role(actor, Role.ADMINISTRATOR) and actor.may(Jobs.READ, None)


def is_person(actor: Actor) -> bool:
    return actor.kind == "person"


ENTRIES = [
    Entry("desk", _("我的工作台"), "portal:desk", shows=queries.is_official, place="main", order=10),
    Entry("progress", _("办件查询"), "portal:progress", place="main", order=30),
    Entry("figures", _("办件统计"), "portal:figures", shows=reads_figures, place="main", order=60),
    Entry("overview", _("领导总览"), "portal:overview", shows=reads_figures, place="main", order=55),
    Entry("record", _("留痕"), "portal:record", shows=queries.reads_record, place="main", order=70),
    Entry("jobs", _("搁置的任务"), "portal:jobs", shows=reads_jobs, place="account", order=80),
    Entry("saved", _("检索订阅"), "portal:saved", shows=is_person, place="account", order=40),
    Entry("definitions", _("指标口径"), "portal:definitions", place="footer", order=50),
    Entry("about", _("关于一门"), "portal:about", place="footer", order=60),
    Entry("accessibility", _("无障碍声明"), "portal:accessibility", place="footer", order=70),
    Entry("privacy", _("个人信息保护"), "portal:privacy", place="footer", order=80),
]
