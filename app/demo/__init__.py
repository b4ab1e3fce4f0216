"""The demo: three invented libraries in one network, their records written for this project.

`libraries` says who they are, `records/` holds what they own, one MARC field a line, and `collection` reads it.
"""
