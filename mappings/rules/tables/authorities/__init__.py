"""The tables of authority records, a module per block of the format: rows as in the tables of bibliographic records."""
