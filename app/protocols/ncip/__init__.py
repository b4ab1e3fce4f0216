"""NCIP, by which other circulation systems look up, lend, take back and request over the network."""
