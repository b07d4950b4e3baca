"""指标 — figures: what is counted, over which days, for whom; kept by day, and always what the rows themselves say."""
