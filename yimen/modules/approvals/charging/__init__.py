"""一费制 — how a charge follows from a published standard: pure, besides what reads.py asks the database."""
