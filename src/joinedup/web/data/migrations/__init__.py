"""How the database of the builds came to be as it is."""
