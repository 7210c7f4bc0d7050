"""What the organisations sent, what became of it, and building the place again."""
