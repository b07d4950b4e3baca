"""What every service of a city needs; rows and their order stand in .importlinter."""
