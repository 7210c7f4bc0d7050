"""How the database of the accounts came to be as it is."""
