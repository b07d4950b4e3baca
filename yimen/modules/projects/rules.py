"""Pure functions of the law: no database, no clock, no request."""
