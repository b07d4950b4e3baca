"""The verbs: the only files that write."""
