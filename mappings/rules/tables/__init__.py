"""The tables: one module per MARC block, rows in the order they read best. Each has `RULES`."""
