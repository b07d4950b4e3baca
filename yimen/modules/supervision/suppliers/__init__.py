"""Where the rules get what they look at: rows of the modules below, read in bulk."""
