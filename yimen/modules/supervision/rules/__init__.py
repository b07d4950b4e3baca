"""The rules of supervision: pure functions of a snapshot and their parameters; no database, no clock, no request."""
