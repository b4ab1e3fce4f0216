"""People who borrow: who they are to their library, what keeps them from borrowing, and what they owe."""
