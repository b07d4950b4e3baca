"""办件 — what every service shares: the case, its parties, clocks, work items and numbers."""
