"""Lending between libraries: what one library asks another for, and what becomes of it on both sides."""
