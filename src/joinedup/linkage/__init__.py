"""Which records are one person, and hiding who."""
