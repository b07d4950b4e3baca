"""HTML: one function, one page."""
