"""The terms a contract can be made of. One file is one term: its keys in the place file, and what it pays."""
