"""Fields of the hall."""
