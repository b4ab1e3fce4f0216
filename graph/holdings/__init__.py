"""Holdings and items: what a library has of an instance, where it is, and whether it can be had."""
