"""Processes that cross domains or libraries: each writes what several of them keep, in one Change."""
