"""DAIA 1.0: which items of a document a library has, and what each can be had for. Source: gbv.github.io/daia."""
