"""The GraphQL API: types, inputs, resolvers, limits. No library rule lives here."""
