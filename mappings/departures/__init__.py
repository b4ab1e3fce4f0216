"""Where our BIBFRAME differs from what the Library of Congress converter (marc2bibframe2) makes of the same record, and
why: typed rows from which `docs/reference/differences.md` is written.
"""
