"""Tasks that one organisation asks of another for a person: accepted, declined with a reason, done, handed back."""
