"""The services of a city; a module meets the others through cases, facts and figures only."""
