"""What changed in what is shared, for other systems that follow it: feeds made from the log."""
