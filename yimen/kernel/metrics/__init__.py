"""指标 — figures: what is counted, over which days, for whom; always from the rows themselves, never from a copy."""
