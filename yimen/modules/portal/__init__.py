"""门户 — the public home, look-ups without an account, each official's desk, figures, the record's viewer."""
