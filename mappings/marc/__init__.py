"""MARC 21: the record, its readers and its writers."""
