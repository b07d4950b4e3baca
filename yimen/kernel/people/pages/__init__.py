"""Pages of persons: the own account, and the register for administrators."""
