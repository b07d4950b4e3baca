"""导入和采集 — how documents come in that another hand has published already: readers of files and feeds, pure."""
