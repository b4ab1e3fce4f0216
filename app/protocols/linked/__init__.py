"""Linked data over HTTP: every address of a resource answers in the format and by the vocabulary that is asked for."""
