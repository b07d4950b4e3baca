"""留痕 — the one way to change state, and the record of every act that nobody can change."""
