"""The name behind a pseudonym: for direct care, to whoever looks after the person, for a stated purpose, on record."""
