"""Application profiles: what a description of each kind says, as tables that a librarian reads and a library changes.

`tables/` has the shared ones, in DCTAP. From them come the form of the cataloguer's client (`form`), the check of a
description (`validator`) and the shapes that are published (`shacl`): one text, three readings of it.
"""
