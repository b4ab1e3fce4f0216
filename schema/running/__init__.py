"""Running an operation: parsing and checking it once, limiting it, and executing it a whole level at a time."""
