"""The port: documents, changes, scopes, the log, and the protocols a backend implements."""
