"""The mapping tables, one module per MARC block, and the machinery that compiles them both ways."""
