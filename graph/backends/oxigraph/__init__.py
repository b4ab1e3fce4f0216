"""SPARQL on Oxigraph: a follower that keeps the store of statements, and a service that answers from its snapshots."""

from graph.backends.oxigraph.follower import SparqlFollower
from graph.backends.oxigraph.service import OxigraphSparql

__all__ = ["OxigraphSparql", "SparqlFollower"]
