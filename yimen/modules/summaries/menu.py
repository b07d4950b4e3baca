"""The ways into yearly work reports: published ones for everybody, the own ones for those who make or oversee them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import has_role
from yimen.kernel.web.menu import Entry

from .queries import READERS


def reads_summaries(actor: Actor) -> bool:
    return has_role(actor, *READERS)


ENTRIES = [
    Entry("yearly-summaries", _("年度工作总结"), "summaries:published", place="footer", order=48),
    Entry(
        "summary-desk",
        _("编写年度工作总结"),
        "summaries:desk",
        shows=reads_summaries,
        place="account",
        order=65,
    ),
]
