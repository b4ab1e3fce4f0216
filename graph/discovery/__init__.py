"""Finding: full-text search over every catalogue the asker may read."""
