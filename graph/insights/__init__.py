"""What a library's log adds up to: how much was lent, and what the collection is made of."""
