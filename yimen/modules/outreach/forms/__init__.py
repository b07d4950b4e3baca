"""Fields of outreach and their validation."""
