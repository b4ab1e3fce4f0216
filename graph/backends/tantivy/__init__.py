"""Full-text search on tantivy: a follower that writes the index and a reader that answers."""

from graph.backends.tantivy.follower import SearchFollower
from graph.backends.tantivy.index import TantivySearch

__all__ = ["SearchFollower", "TantivySearch"]
