"""Typed readings of a description, one idea a file. `mappings.bibframe.read` is the door."""
