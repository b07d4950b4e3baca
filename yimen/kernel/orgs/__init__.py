"""机构 — places and bodies: regions, organisations, sections, windows, with dates."""
