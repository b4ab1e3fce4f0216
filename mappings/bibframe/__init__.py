"""BIBFRAME: terms, context, documents, and reading and writing them as RDF."""
