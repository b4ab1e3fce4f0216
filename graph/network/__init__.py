"""What libraries have together: the network that they share, ask and count in."""
