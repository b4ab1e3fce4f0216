"""What a library does: services over the graph, and where the graph is kept. Knows no HTTP and no GraphQL."""
