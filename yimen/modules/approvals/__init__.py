"""行政审批 — items of the catalogue, applications, and their way to a sealed decision."""
