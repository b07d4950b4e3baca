"""汇编的编录 — how the text of a publication is cut into the entries of a collection: pure functions."""
