"""The ways into approvals: the guide for everyone, the own applications, the cases that a post reads."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import CASE_READERS
from yimen.kernel.people.actor import has_role
from yimen.kernel.web.menu import Entry


def is_signed_in(actor: Actor) -> bool:
    return actor.kind == "person"


def reads_cases(actor: Actor) -> bool:
    return has_role(actor, *CASE_READERS)


ENTRIES = [
    Entry("guide", _("办事指南"), "approvals:guide", place="main", order=20),
    Entry("mine", _("我的申请"), "approvals:mine", shows=is_signed_in, place="main", order=25),
    Entry("handled", _("办件"), "approvals:handled", shows=reads_cases, place="main", order=40),
]
