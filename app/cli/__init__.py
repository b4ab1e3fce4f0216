"""The `catalograph` commands, one file each, and what they share: the terminal, errors, exit codes."""
