"""Notices as messages that reach a patron: the queue of those that wait, templates, and how one is sent once."""
