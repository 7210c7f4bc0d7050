"""What the board is asked, how it voted by the decision right that applies, what it decided, and what came of it."""
