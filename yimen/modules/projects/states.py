"""The states, as TextChoices with their Chinese labels."""
