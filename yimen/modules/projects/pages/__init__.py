"""HTML: one function, one page. Split by noun."""
