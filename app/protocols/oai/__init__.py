"""OAI-PMH 2.0: the records of a library, for systems that harvest them (https://www.openarchives.org/OAI/2.0/)."""
