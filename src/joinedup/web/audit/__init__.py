"""Who did what, when, to whom: written with every action, never changed, each entry bound to the one before by its hash."""
