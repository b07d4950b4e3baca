"""Where a mirrored case is looked at. Registered with kernel.cases; nothing waits here for anybody: it is done there."""

from __future__ import annotations

from yimen.kernel.cases.desk import register

register("network", "network:case", ())
