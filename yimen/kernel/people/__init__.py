"""人员 — who they are, how they sign in, which posts they hold, on what grounds they may act."""
