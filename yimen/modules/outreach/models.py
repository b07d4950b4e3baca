"""Tables, constraints and questions (is_open); no verbs, no save(), no signals."""
