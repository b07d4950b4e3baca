"""对外提供 — what machines read of the published information: feeds, site map, linked data, the catalogue, bulk data.

Pure functions over publications that the caller has chosen; who may see what is decided before, by visibility.py.
"""
