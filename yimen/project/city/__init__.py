"""The reference data of a city (cities/<city>/), read from files and loaded through the acts of the house."""
