"""What the collections of a network are to each other: asked in SPARQL, answered as values."""
