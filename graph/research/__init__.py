"""Research: linked-data queries over every shareable graph the asker may read."""
