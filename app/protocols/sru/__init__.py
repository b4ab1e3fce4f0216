"""SRU: search for other systems, by HTTP and in CQL."""
