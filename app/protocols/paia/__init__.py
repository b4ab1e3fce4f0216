"""PAIA 1.3: what patrons have out, wait for and owe, and what they do about it. Source: gbv.github.io/paia."""
