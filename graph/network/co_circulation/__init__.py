"""What the same people borrow, counted over a network so that nobody can be told from it."""
