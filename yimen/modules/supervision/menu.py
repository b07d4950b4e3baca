"""The ways into supervision: for supervisors, and for the units that are watched."""

from __future__ import annotations

from yimen.kernel.web.menu import Entry

from . import lists, queries

ENTRIES = [
    Entry(
        "alerts", lists.ALERTS, "supervision:alerts", shows=queries.reads_alerts, place="account", order=50
    ),
    Entry("rules", lists.RULES, "supervision:rules", shows=queries.reads_rules, place="account", order=52),
]
