"""文书 — files, official documents as PDF, seals and their verification."""
