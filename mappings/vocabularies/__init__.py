"""Vocabularies and authority files as others publish them (SKOS, MADS/RDF), and what is kept of them."""
