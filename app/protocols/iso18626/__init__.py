"""ISO 18626, by which other libraries ask for what they don't have, and answer what is asked of them."""
