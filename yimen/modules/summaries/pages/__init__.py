"""Pages of yearly work reports: found.py finds, making.py acts, reading.py shows, data.py gives files."""
