"""SIP2, by which self-check machines, sorters and gates ask a library to lend, take back and tell."""
