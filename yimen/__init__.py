"""一门 Yimen — the software a city runs its public services on."""
