"""The ways into supervision: for supervisors, and for the units that are watched."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.web.menu import Entry

from . import queries

ENTRIES = [
    Entry("alerts", _("预警"), "supervision:alerts", shows=queries.reads_alerts, place="account", order=50),
    Entry("rules", _("监督规则"), "supervision:rules", shows=queries.reads_rules, place="account", order=52),
]
