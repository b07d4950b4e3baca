"""The ways into open government: what is public for everyone; the desk of those who prepare it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import has_role
from yimen.kernel.people.roles import Role
from yimen.kernel.web.menu import Entry

from .visibility import WORKING


def prepares(actor: Actor) -> bool:
    """Who drafts, checks, signs or publishes."""
    return has_role(actor, *WORKING)


def checks(actor: Actor) -> bool:
    """Who reads a register of checks: those who prepare, and those who are asked about doubts."""
    return has_role(actor, *WORKING, Role.SECRECY_AUTHORITY, Role.OPENNESS_SUPERVISOR)


def classifies(actor: Actor) -> bool:
    return has_role(actor, Role.OPENNESS_SUPERVISOR)


def edits(actor: Actor) -> bool:
    return has_role(actor, Role.EDITOR)


def answers(actor: Actor) -> bool:
    """Who answers reports of errors."""
    return has_role(actor, Role.EDITOR, Role.DISCLOSURE_OFFICER)


def imports(actor: Actor) -> bool:
    return has_role(actor, Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD)


ENTRIES = [
    Entry("disclosure", _("政府信息公开"), "disclosure:home", place="main", order=24),
    Entry("manuscripts", _("信息稿件"), "disclosure:manuscripts", shows=prepares, place="main", order=44),
    Entry("disclosure_checks", _("公开审查"), "disclosure:checks", shows=checks, place="main", order=45),
    Entry(
        "classifications",
        _("信息分类"),
        "disclosure:classifications",
        shows=classifies,
        place="main",
        order=46,
    ),
    Entry("error_reports", _("纠错"), "disclosure:error-reports", shows=answers, place="main", order=47),
    Entry("collections", _("汇编编辑"), "disclosure:kept-collections", shows=edits, place="main", order=48),
    Entry("imports", _("信息导入"), "disclosure:imports", shows=imports, place="main", order=49),
    Entry("sources", _("采集来源"), "disclosure:sources", shows=imports, place="main", order=49),
]
