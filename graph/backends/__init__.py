"""Where the graph is kept: implementations of the port. Only the composition root names one."""
