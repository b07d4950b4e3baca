"""Who may: permission codes, and GRANTS from each permission to its grounds."""
