"""Each kind of term: what it pays, why, and what is refused."""
