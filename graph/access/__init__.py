"""Who asks and what they may do: accounts, roles, API tokens, and the scope every read and write carries."""
