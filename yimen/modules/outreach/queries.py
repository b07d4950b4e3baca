"""Reads: what an actor may see, and what lists and detail pages show."""
