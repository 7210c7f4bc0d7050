"""A settled year of a contract: read from what was agreed, recorded and decided, and shown with its reasons."""
