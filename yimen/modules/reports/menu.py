"""The ways into yearly reports: published ones for everybody, the own ones and the overview for those who make them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import has_role
from yimen.kernel.web.menu import Entry

from .queries import READERS


def makes_reports(actor: Actor) -> bool:
    return has_role(actor, *READERS)


ENTRIES = [
    Entry("yearly-reports", _("信息公开年报"), "reports:published", place="footer", order=47),
    Entry("report-desk", _("年度报告"), "reports:reports", shows=makes_reports, place="account", order=64),
]
