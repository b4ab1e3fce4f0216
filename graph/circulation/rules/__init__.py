"""Lending rules as text that a librarian edits: read, written, resolved, explained and checked."""
