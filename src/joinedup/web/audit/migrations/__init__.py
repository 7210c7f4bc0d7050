"""How the database of the audit came to be as it is."""
