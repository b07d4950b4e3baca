"""提取文本 — the text of an attachment: read in a process of its own with limits of time and memory, never in an act."""
