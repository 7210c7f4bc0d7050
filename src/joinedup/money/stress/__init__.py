"""A contract settled in thousands of futures: who could lose how much, and what that depends on."""
