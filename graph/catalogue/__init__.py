"""The catalogue: importing, describing, merging and exporting works and instances, and questions about them."""
