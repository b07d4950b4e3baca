"""Fields and their validation; no model forms, never saves."""
