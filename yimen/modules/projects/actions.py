"""The verbs: the only file that writes."""
