"""The tags of ``{% load web %}``, by noun."""
