"""The log as subscriptions and feeds read it."""
