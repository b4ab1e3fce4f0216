"""What can be changed: one file for each mutation. Each checks its input, calls one service, and shapes the answer."""
