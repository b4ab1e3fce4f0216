"""Signing in: from what a request carries to the actor who asks."""
