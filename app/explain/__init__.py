"""A record explained to a person: in words, at a terminal, and as a page of HTML."""
