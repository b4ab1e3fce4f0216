"""ISO 18626, by which libraries ask each other for what they don't have: its words, its messages, and its XML."""
