"""Clusters: works and agents that are the same in several libraries, told by what their descriptions say."""
